import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NeededToPass, Objections, ObjectionText, Proposal, ResolutionBadge } from '~/components/resolution';
import { PhoneShell, pageTitle } from '~/components/shell';
import { ActionForm, Card, Notice, PageHeader, Section, SubmitButton, TextareaField } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { objectionSchema } from '~/forms/resolution.server';
import { wordsFor } from '~/i18n/define-words';
import { formatDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { noticeWords } from '~/i18n/notice';
import { resolutionErrorWords } from '~/i18n/resolution-errors';
import { orRefuse, requireViewer } from '~/routing/guard.server';
import { type NoticePage, readNoticePage } from '~/routing/resolution.server';
import { readForm } from '~/routing/uploads.server';
import { raiseObjection } from '~/use-cases/resolution/raise-objection.server';

export const meta = pageTitle(
  noticeWords,
  (words, { proposal }: NoticePage) => `${words.title} ${proposal.caseNo}`,
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readNoticePage(context, request, params.id ?? '');
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireViewer(context, request);
  const words = wordsFor(context.locale, noticeWords);
  const errors = wordsFor(context.locale, resolutionErrorWords);
  const submission = parseWithZod(await readForm(request), { schema: objectionSchema(errors) });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 });
  const resolutionId = params.id ?? '';
  const input = { resolutionId, reason: submission.value.reason };
  const outcome = orRefuse(await raiseObjection(context.deps, actor, input));
  if (outcome.ok) return redirectWithFlash(`/notices/${resolutionId}`, { tone: 'good', text: words.done });
  const result = submission.reply({ formErrors: [errors[outcome.reason]] });
  return data({ result }, { status: 409 });
}

export default function NoticePageView() {
  const words = useWords(noticeWords);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>() as NoticePage;
  const { resolution, proposal } = page;
  const from = formatDate(resolution.openedAt, locale);
  const until = formatDate(resolution.closesOn, locale);
  return (
    <PhoneShell compoundName={proposal.compoundName}>
      <PageHeader
        title={`${words.title} · ${proposal.caseNo}`}
        meta={words.posted(from, until)}
        crumbs={[{ label: words.back, to: '/home/compound' }]}
      />
      <p>
        <ResolutionBadge status={resolution.status} />
      </p>
      <p>{words.intro(proposal.compoundName)}</p>
      <Proposal proposal={proposal} />
      <NeededToPass resolution={resolution} figures={null} />
      <Objecting page={page} />
      <Objections objections={page.objections.filter((objection) => objection.id !== page.mine?.id)} />
    </PhoneShell>
  );
}

function Objecting({ page }: { page: NoticePage }) {
  const words = useWords(noticeWords);
  const [form, fields] = useForm<{ reason: string }>({
    id: 'objection',
    lastResult: useActionData<typeof action>()?.result,
  });
  if (page.mine) {
    return (
      <Section title={words.mine}>
        <Card className="flex flex-col gap-3">
          <ObjectionText objection={page.mine} />
          {page.mine.handledAt ? null : <p className="text-muted">{words.waiting}</p>}
        </Card>
      </Section>
    );
  }
  if (page.standing === 'own') return <Notice tone="info">{words.own}</Notice>;
  if (page.standing === 'over') return <Notice tone="neutral">{words.over}</Notice>;
  if (page.standing !== 'may-object') return null;
  return (
    <Section title={words.object} description={words.objectHint}>
      <ActionForm form={form}>
        <TextareaField
          field={fields.reason}
          label={words.reason}
          hint={words.reasonHint}
          showOptional={false}
        />
        <SubmitButton variant="secondary" wide>
          {words.submitObjection}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
