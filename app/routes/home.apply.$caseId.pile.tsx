import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, RadioGroupField, SubmitButton } from '~/components/ui';
import { PILE_RATINGS, suggestedRatingKw } from '~/domain/installation/pile-choice';
import { pileStepSchema } from '~/forms/application.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { formatKw } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { readDraft } from '~/routing/draft.server';
import { keepAnswer } from '~/routing/draft-answers.server';
import { requireRole } from '~/routing/guard.server';
import { readForm } from '~/routing/uploads.server';
import { findVehicle } from '~db/queries/vehicles.server';

export const meta = pageTitle(applicationWords, (words) => words.pile.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row, draft } = await readDraft(context, request, params.caseId ?? '', 'pile');
  const car =
    draft.car?.kind === 'registered'
      ? await findVehicle(context.deps.db, row.compound_id, row.household_id, draft.car.vehicleId)
      : undefined;
  const suggestedKw = car
    ? suggestedRatingKw({ maxKw: car.max_kw, phaseCount: car.phase_count })
    : PILE_RATINGS[0].kw;
  const { pile } = draft;
  return {
    caseId: row.id,
    suggestedKw,
    values: {
      kw: String(pile?.kw ?? suggestedKw),
      smart: pile && !pile.smartCapable ? 'no' : 'yes',
      route: pile?.commonRoute ?? '',
    },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, applicationWords);
  const submission = parseWithZod(await readForm(request), { schema: pileStepSchema(words) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const { kw, smart, route } = submission.value;
  return keepAnswer(context, viewer, params.caseId ?? '', submission, {
    answer: { pile: { kw, smartCapable: smart, commonRoute: route }, capacityRead: false },
    field: 'kw',
    next: 'documents',
  });
}

export default function PileStep() {
  const words = useWords(applicationWords);
  const { pile } = words;
  const { caseId, suggestedKw, values } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ kw: string; smart: string; route: string }>({
    id: 'pile',
    lastResult: useActionData<typeof action>(),
    defaultValue: values,
  });
  const hints: Record<string, string> = pile.ratingHint;
  return (
    <WizardPage caseId={caseId} step="pile" title={pile.question}>
      <ActionForm form={form}>
        <RadioGroupField
          field={fields.kw}
          label={pile.kw}
          options={PILE_RATINGS.map(({ kw, phaseCount }) => ({
            value: String(kw),
            label: pile.rating(formatKw(kw, 0), phaseCount),
            hint: kw === suggestedKw ? `${hints[kw]} · ${pile.suggested}` : hints[kw],
          }))}
          required
        />
        <RadioGroupField
          field={fields.smart}
          label={pile.smart}
          hint={pile.smartHint}
          options={[
            { value: 'yes', label: pile.smartYes },
            { value: 'no', label: pile.smartNo },
          ]}
          required
        />
        <RadioGroupField
          field={fields.route}
          label={pile.route}
          hint={pile.routeHint}
          options={(['none', 'new', 'unknown'] as const).map((route) => ({
            value: route,
            label: pile.routes[route],
          }))}
          required
        />
        <SubmitButton>{words.next}</SubmitButton>
      </ActionForm>
    </WizardPage>
  );
}
