import { can } from '~/domain/permissions/can';
import { type DeclineReason, judgeDecline } from '~/domain/refusal/connection-decline';
import { advanceCase, type CaseStepOutcome } from '~/use-cases/shared/advance-case.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { findVisibleCase } from '~db/queries/cases.server';

export type IntakeAnswer =
  | { kind: 'accept' }
  | { kind: 'return'; missing: string[]; note: string }
  | { kind: 'decline'; reason: string; note: string };

type IntakeOutcome =
  | Extract<CaseStepOutcome, { ok: true }>
  | AccessRefusal
  | Refusal<'event-not-possible'>
  | Refusal<'unknown-reason'>
  | Refusal<'explanation-missing'>
  | Refusal<'missing-documents-unnamed'>;

/** The utility takes a request up (受理), returns it for documents (补正) or declines it on a listed ground (不受理). */
export async function answerIntake(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; answer: IntakeAnswer },
): Promise<IntakeOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.accept-utility', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  const { answer } = input;
  if (answer.kind === 'return' && answer.missing.length === 0)
    return { ok: false, reason: 'missing-documents-unnamed' };
  if (answer.kind === 'decline') {
    const verdict = judgeDecline(answer.reason, answer.note);
    if (!verdict.ok) return verdict;
  }
  const compoundId = found.row.compound_id;
  const outcome = await deps.db.transaction().execute((trx) =>
    advanceCase(trx, deps, {
      compoundId,
      caseId: input.caseId,
      event: eventOf[answer.kind],
      actorId: actor.personId,
      actorRole: 'utility',
      data: dataOf(answer),
    }),
  );
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

const eventOf = {
  accept: 'utility_accepted',
  return: 'returned_for_documents',
  decline: 'utility_declined',
} as const;

function dataOf(answer: IntakeAnswer): { [key: string]: string | string[] } {
  if (answer.kind === 'return') return { missing: answer.missing, note: answer.note };
  if (answer.kind === 'decline') return { reason: answer.reason as DeclineReason, note: answer.note };
  return {};
}
