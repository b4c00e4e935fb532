import { Form } from '@remix-run/react';
import type { CaseEvent, CaseStatus } from '~/domain/installation/life-cycle';
import type { Role } from '~/domain/permissions/can';
import { caseStatusWords } from '~/i18n/case-status';
import { useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { Card, Disclosure, LinkButton, Moment, Notice, plainField, SubmitButton, TextareaField } from '../ui';

/** Why a case came back to its applicant, as the one who sent it back put it. */
export interface OwnCaseReason {
  kind: CaseEvent;
  at: string;
  actorName: string | null;
  actorRole: Role | 'system';
  ground: string | null;
  words: string | null;
  /** The documents asked for, in words. */
  askedFor: readonly string[];
  evidenceDocumentId: string | null;
}

type OwnCaseActionProps = {
  caseId: string;
  householdId: string;
  status: CaseStatus;
  reason: OwnCaseReason | null;
  mayResubmit: boolean;
  mayAskMediation: boolean;
  /** Why the last try to resubmit was refused. */
  refusal?: string | null;
};

/** What the applicant can do now: one main thing by state, and why it came to this. */
export function OwnCaseAction(props: OwnCaseActionProps) {
  const words = useWords(ownCaseWords);
  const { caseId, status, reason, mayResubmit, mayAskMediation, refusal } = props;
  if (status === 'energised')
    return (
      <LinkButton variant="primary" to="/home/charging">
        {words.charging}
      </LinkButton>
    );
  if (status === 'withdrawn' || status === 'closed_refused' || status === 'not_feasible')
    return (
      <>
        {status !== 'withdrawn' && reason ? <ReasonNotice reason={reason} /> : null}
        <ApplyAgain caseId={caseId} householdId={props.householdId} />
      </>
    );
  if (!mayResubmit) return null;
  return (
    <>
      {reason ? <ReasonNotice reason={reason} /> : null}
      {mayAskMediation ? (
        <>
          <LinkButton variant="primary" to={`/home/cases/${caseId}/mediation`}>
            {words.mediation.action}
          </LinkButton>
          <Disclosure summary={words.resubmitAfterRefusal} isOpen={Boolean(refusal)}>
            <ResubmitForm refusal={refusal} variant="secondary" />
          </Disclosure>
        </>
      ) : (
        <Card>
          <ResubmitForm refusal={refusal} variant="primary" />
        </Card>
      )}
    </>
  );
}

function ReasonNotice({ reason }: { reason: OwnCaseReason }) {
  const words = useWords(ownCaseWords);
  const names = useWords(caseStatusWords);
  const { actorRole } = reason;
  const role = actorRole === 'system' || actorRole === 'admin' ? names.system : names.holder[actorRole];
  const who = reason.actorName ? names.actor(role, reason.actorName) : role;
  const isReturn = reason.kind === 'returned_for_documents';
  return (
    <Notice
      tone={isReturn ? 'warn' : 'danger'}
      title={isReturn ? words.returnedTitle(who) : words.refusedTitle(who)}
    >
      {reason.ground ? <p>{words.reason(reason.ground)}</p> : null}
      {reason.words ? <p className="whitespace-pre-line">{reason.words}</p> : null}
      {reason.askedFor.length > 0 ? <p>{words.askedFor(reason.askedFor.join('、'))}</p> : null}
      <p className="text-sm text-muted">
        <Moment at={reason.at} />
        {reason.kind === 'property_refused' ? ` · ${words.listedOnly}` : null}
      </p>
      {reason.evidenceDocumentId ? (
        <a
          href={`/documents/${reason.evidenceDocumentId}`}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
        >
          {words.evidence}
        </a>
      ) : null}
    </Notice>
  );
}

function ResubmitForm({ refusal, variant }: { refusal?: string | null; variant: 'primary' | 'secondary' }) {
  const words = useWords(ownCaseWords);
  return (
    <Form method="post" className="flex flex-col gap-3">
      <p>
        {words.resubmitIntro}{' '}
        <a href="#documents" className="text-accent-strong underline underline-offset-4">
          {words.toDocuments}
        </a>
      </p>
      {refusal ? (
        <Notice tone="danger" isAnswer>
          {refusal}
        </Notice>
      ) : null}
      <TextareaField
        field={plainField('words', { maxLength: 500 })}
        label={words.words}
        hint={words.wordsHint}
        rows={2}
        showOptional
      />
      <SubmitButton variant={variant} name="intent" value="resubmit">
        {words.resubmit}
      </SubmitButton>
    </Form>
  );
}

function ApplyAgain({ caseId, householdId }: { caseId: string; householdId: string }) {
  const words = useWords(ownCaseWords);
  return (
    <Form method="post" action="/home/apply?index">
      <input type="hidden" name="household" value={householdId} />
      <input type="hidden" name="like" value={caseId} />
      <SubmitButton name="intent" value="start">
        {words.again}
      </SubmitButton>
    </Form>
  );
}
