import { can } from '~/domain/permissions/can';
import { judgeDecline } from '~/domain/refusal/connection-decline';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import { type CaseRow, findVisibleCase, lockCase } from '~db/queries/cases.server';

export type IntakeAnswer =
  | { kind: 'accept' }
  | { kind: 'return'; kinds: readonly string[]; note: string }
  | { kind: 'decline'; reason: string; note: string };

type IntakeOutcome =
  | { ok: true; status: CaseRow['status'] }
  | AccessRefusal
  | MovedOn
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
  if (answer.kind === 'return' && answer.kinds.length === 0)
    return { ok: false, reason: 'missing-documents-unnamed' };
  if (answer.kind === 'decline') {
    const verdict = judgeDecline(answer.reason, answer.note);
    if (!verdict.ok) return verdict;
  }
  const compoundId = found.row.compound_id;
  const outcome = await deps.db.transaction().execute(async (trx): Promise<IntakeOutcome> => {
    const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
    if (!row) return { ok: false, reason: 'not-found' };
    const advanced = await advanceCase(trx, deps, {
      compoundId,
      caseId: row.id,
      event: eventOf[answer.kind],
      actorId: actor.personId,
      actorRole: 'utility',
      data: dataOf(answer),
      words: answer.kind === 'accept' ? undefined : answer.note.trim() || undefined,
    });
    return advanced.ok ? { ok: true, status: advanced.status } : explainMovedOn(trx, row);
  });
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

const eventOf = {
  accept: 'utility_accepted',
  return: 'returned_for_documents',
  decline: 'utility_declined',
} as const;

function dataOf(answer: IntakeAnswer): { [key: string]: string | string[] } {
  if (answer.kind === 'return') return { kinds: [...new Set(answer.kinds)] };
  return answer.kind === 'decline' ? { reason: answer.reason } : {};
}
