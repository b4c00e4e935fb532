import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import {
  findVisibleResolution,
  lockResolution,
  answerObjection as storeAnswer,
} from '~db/queries/resolutions.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';

export interface AnswerInput {
  resolutionId: string;
  objectionId: string;
  /** Whether the objection is right: then the notice fails when it is concluded. */
  upheld: boolean;
  words: string;
}

export type AnswerOutcome =
  | { ok: true }
  | AccessRefusal
  | Refusal<'not-open'>
  | Refusal<'words-missing'>
  | Refusal<'already-answered'>;

/** A committee member answers one objection with words; the first answer stands. */
export async function answerObjection(
  deps: Deps,
  actor: ActingPerson,
  input: AnswerInput,
): Promise<AnswerOutcome> {
  const found = await findVisibleResolution(deps.db, actor.grants, input.resolutionId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.decide-committee', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  if (input.words.trim() === '') return { ok: false, reason: 'words-missing' };
  return deps.db
    .transaction()
    .execute((trx) => answerInTransaction(trx, deps, actor, found.resolution.compound_id, input));
}

async function answerInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: AnswerInput,
): Promise<AnswerOutcome> {
  const resolution = await lockResolution(trx, compoundId, input.resolutionId);
  if (!resolution) return { ok: false, reason: 'not-found' };
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  const stored = await storeAnswer(
    trx,
    { compoundId, resolutionId: resolution.id, objectionId: input.objectionId },
    { upheld: input.upheld, handling: input.words.trim(), handledBy: actor.personId, at: deps.clock() },
  );
  return stored ? { ok: true } : { ok: false, reason: 'already-answered' };
}
