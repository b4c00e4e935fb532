import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, EmptyState, LinkButton, RadioGroupField, SubmitButton } from '~/components/ui';
import { spaceStepSchema } from '~/forms/application.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { readDraft } from '~/routing/draft.server';
import { keepAnswer } from '~/routing/draft-answers.server';
import { requireRole } from '~/routing/guard.server';
import { listShownSpaces, type ShownSpace } from '~/routing/shown-spaces.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(applicationWords, (words) => words.space.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row, household, draft } = await readDraft(context, request, params.caseId ?? '', 'space');
  return {
    caseId: row.id,
    household,
    chosen: draft.spaceId ?? '',
    spaces: await listShownSpaces(context.deps, household),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, applicationWords);
  const submission = parseWithZod(await readForm(request), { schema: spaceStepSchema(words) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  return keepAnswer(context, viewer, params.caseId ?? '', submission, {
    answer: { spaceId: submission.value.space },
    field: 'space',
    next: 'car',
  });
}

export default function SpaceStep() {
  const words = useWords(applicationWords);
  const { caseId, household, chosen, spaces } = useLoaderData<typeof loader>();
  const describe = useSpaceWords();
  const [form, fields] = useForm<{ space: string }>({
    id: 'space',
    lastResult: useActionData<typeof action>(),
    defaultValue: { space: chosen || (spaces.filter(isFree).length === 1 ? spaces.find(isFree)?.id : '') },
  });
  const next = encodeURIComponent(`/home/apply/${caseId}/space`);
  const register = `/home/spaces/new?household=${household.householdId}&next=${next}`;
  return (
    <WizardPage caseId={caseId} step="space" title={words.space.question} meta={household.door}>
      {spaces.length === 0 ? (
        <EmptyState
          title={words.space.none}
          action={
            <LinkButton variant="primary" to={register}>
              {words.space.register}
            </LinkButton>
          }
        >
          {words.space.noneBody}
        </EmptyState>
      ) : (
        <>
          <ActionForm form={form} showSummary={false}>
            <RadioGroupField
              field={fields.space}
              label={words.space.choose}
              hint={words.space.hint}
              options={spaces.map((space) => ({
                value: space.id,
                label: space.code,
                hint: describe(space),
                disabled: !isFree(space),
              }))}
              required
            />
            <OpenCases spaces={spaces} />
            <SubmitButton>{words.next}</SubmitButton>
          </ActionForm>
          <LinkButton to={register}>{words.space.register}</LinkButton>
        </>
      )}
    </WizardPage>
  );
}

const isFree = (space: ShownSpace) => space.openCase === null && !space.isLeaseEnded;

function OpenCases({ spaces }: { spaces: readonly ShownSpace[] }) {
  const words = useWords(applicationWords).space;
  return (
    <>
      {spaces.map(({ openCase }) =>
        openCase ? (
          <Link
            key={openCase.caseId}
            to={`/home/cases/${openCase.caseId}`}
            className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
          >
            {words.seeCase(openCase.caseNo)}
          </Link>
        ) : null,
      )}
    </>
  );
}

function useSpaceWords() {
  const words = useWords(applicationWords).space;
  const { spaces } = useWords(householdWords);
  return (space: ShownSpace) =>
    [
      spaces.kinds[space.kind],
      spaces.level(space.level),
      space.isChecked ? null : spaces.unchecked,
      space.isLeaseEnded ? words.leaseEnded : null,
      space.openCase ? words.hasCase(space.openCase.caseNo) : null,
    ]
      .filter(Boolean)
      .join(' · ');
}
