import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { pageTitle } from '~/components/shell/page-title';
import { Card, EmptyState, LinkButton, Moment, PageHeader, SubmitButton } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { loadDraft, stepPath } from '~/routing/draft.server';
import { orRefuse, requireRole, requireViewer } from '~/routing/guard.server';
import { ownHousehold, ownHouseholds } from '~/routing/own-household.server';
import { readForm } from '~/routing/uploads.server';
import { discardDraft } from '~/use-cases/application/discard-draft.server';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { listDraftsOfPerson } from '~db/queries/applications.server';

export const meta = pageTitle(applicationWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const { db } = context.deps;
  const households = ownHouseholds(viewer);
  const rows = await listDraftsOfPerson(db, viewer.personId);
  const drafts = await Promise.all(
    rows.map(async (row) => ({
      caseId: row.id,
      householdId: row.household_id,
      savedAt: row.updated_at,
      firstOpen: (await loadDraft(db, row)).firstOpen,
    })),
  );
  return {
    households: households.map(({ householdId, compoundName, door }) => ({
      householdId,
      name: `${compoundName} ${door}`,
      draft: drafts.find((draft) => draft.householdId === householdId) ?? null,
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const form = await readForm(request);
  if (form.get('intent') === 'discard') {
    const words = wordsFor(context.locale, applicationWords);
    const caseId = String(form.get('caseId') ?? '');
    const outcome = orRefuse(await discardDraft(context.deps, viewer, { caseId }));
    if (!outcome.ok) return redirect(`/home/cases/${outcome.caseId}`);
    return redirectWithFlash('/home/apply', { tone: 'good', text: words.start.discarded });
  }
  const { compoundId, householdId } = ownHousehold(viewer, String(form.get('household') ?? ''));
  const likeCaseId = form.get('like');
  const opened = orRefuse(
    await openDraft(context.deps, viewer, {
      compoundId,
      householdId,
      likeCaseId: typeof likeCaseId === 'string' ? likeCaseId : undefined,
    }),
  );
  return redirect(stepPath(opened.caseId, 'space'), 303);
}

export default function ApplyStartPage() {
  const words = useWords(applicationWords);
  const { households } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={words.title} />
      <p>{words.start.intro}</p>
      {households.length === 0 ? (
        <EmptyState
          title={words.start.noHousehold}
          action={
            <LinkButton variant="primary" to="/home/join">
              {words.start.join}
            </LinkButton>
          }
        >
          {words.start.noHouseholdBody}
        </EmptyState>
      ) : null}
      {households.map((household) =>
        household.draft ? (
          <DraftCard key={household.householdId} name={household.name} draft={household.draft} />
        ) : (
          <Form key={household.householdId} method="post">
            <input type="hidden" name="household" value={household.householdId} />
            <SubmitButton name="intent" value="start" wide>
              {words.start.beginFor(household.name)}
            </SubmitButton>
          </Form>
        ),
      )}
    </>
  );
}

type ShownDraft = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['households'][number]['draft']>;

function DraftCard({ name, draft }: { name: string; draft: ShownDraft }) {
  const words = useWords(applicationWords);
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{words.start.draftOf(name)}</h2>
      <p>
        {words.start.openAt(words.step[draft.firstOpen])}
        <span className="block text-sm text-muted">
          {words.start.savedAt} <Moment at={draft.savedAt} />
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <LinkButton variant="primary" to={`/home/apply/${draft.caseId}/${draft.firstOpen}`}>
          {words.start.resume}
        </LinkButton>
        <Form method="post">
          <input type="hidden" name="caseId" value={draft.caseId} />
          <SubmitButton variant="quiet" name="intent" value="discard">
            {words.start.discard}
          </SubmitButton>
        </Form>
      </div>
    </Card>
  );
}
