import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { HouseholdField } from '~/components/household';
import { localPath } from '~/components/shell/local-path';
import { pageTitle } from '~/components/shell/page-title';
import {
  ActionForm,
  Card,
  DateField,
  PageHeader,
  RadioGroupField,
  SubmitButton,
  TextField,
} from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { CLAIM_KINDS } from '~/domain/installation/space-right';
import { spaceSchema } from '~/forms/household.server';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { requireRole } from '~/routing/guard.server';
import { sendSpace } from '~/routing/household-forms.server';
import { ownHouseholds } from '~/routing/own-household.server';
import { readForm } from '~/routing/uploads.server';
import { getRulePack } from '~db/queries/compounds.server';

export const meta = pageTitle(householdWords, (words) => words.spaces.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const { searchParams } = new URL(request.url);
  const households = ownHouseholds(viewer);
  const chosen = households.find(({ householdId }) => householdId === searchParams.get('household'));
  const first = chosen ?? households[0];
  const pack = first && (await getRulePack(context.deps.db, first.compoundId));
  return {
    households,
    household: first?.householdId ?? '',
    leaseMinMonths: pack?.params.leaseMinMonths ?? 12,
    back: localPath(searchParams.get('next'), '/home/me'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, householdWords);
  const submission = parseWithZod(await readForm(request), { schema: spaceSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const sent = await sendSpace(context, viewer, submission, words.errors);
  if (!sent.ok) return sent.answer;
  const said = sent.standing === 'own' ? words.spaces.found : words.spaces.claimed;
  const to = localPath(new URL(request.url).searchParams.get('next'), '/home/me');
  return redirectWithFlash(to, { tone: 'good', text: said(sent.code) });
}

export default function NewSpacePage() {
  const words = useWords(householdWords);
  const { spaces } = words;
  const { households, household, leaseMinMonths, back } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{
    household: string;
    code: string;
    kind: string;
    leaseFromOn: string;
    leaseUntilOn: string;
  }>({
    id: 'space',
    lastResult: useActionData<typeof action>(),
    defaultValue: { household, kind: 'owned' },
  });
  return (
    <>
      <PageHeader title={spaces.title} crumbs={[{ label: useWords(shellWords).back, to: back }]} />
      <p>{spaces.intro}</p>
      <Card>
        <ActionForm form={form}>
          <HouseholdField field={fields.household} households={households} />
          <TextField
            field={fields.code}
            label={spaces.code}
            hint={spaces.codeHint}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={30}
            required
          />
          <RadioGroupField
            field={fields.kind}
            label={spaces.kind}
            hint={spaces.kindHint}
            options={CLAIM_KINDS.map((kind) => ({
              value: kind,
              label: spaces.kinds[kind],
              hint: spaces.claimHints[kind],
            }))}
            required
          />
          <DateField field={fields.leaseFromOn} label={spaces.leaseFromOn} hint={spaces.onlyLeased} />
          <DateField
            field={fields.leaseUntilOn}
            label={spaces.leaseUntilOn}
            hint={spaces.leaseHint(leaseMinMonths)}
          />
          <SubmitButton>{spaces.submit}</SubmitButton>
        </ActionForm>
      </Card>
    </>
  );
}
