import { type RulesFault, rulesFaults, type SharingRules } from '~/domain/booking/sharing-rules';
import { can, canSee } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { lockBookings } from '~db/queries/bookings.server';
import { getSharingRules, insertSharingRules } from '~db/queries/sharing-rules.server';
import { findTenancy } from '~db/queries/tenancy.server';

export interface PublishInput {
  compoundId: string;
  rules: SharingRules;
  /** The version that the person has seen; 0 where none was published. */
  seenVersion: number;
}

export type PublishOutcome =
  | { ok: true; version: number }
  | Refusal<'out-of-bounds', { faults: RulesFault[] }>
  | Refusal<'moved-on', { version: number; publishedAt: string | null }>
  | Refusal<'unchanged'>
  | AccessRefusal;

/** Publishes a compound's sharing rules as a new version; slots that are booked stay as they were promised. */
export async function publishSharingRules(
  deps: Deps,
  actor: ActingPerson,
  { compoundId, rules, seenVersion }: PublishInput,
): Promise<PublishOutcome> {
  const tenancy = await findTenancy(deps.db, compoundId);
  if (!tenancy || !canSee(actor, { tenancy })) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'sharing.set-rules', { tenancy })) return { ok: false, reason: 'forbidden' };
  const faults = rulesFaults(rules);
  if (faults.length > 0) return { ok: false, reason: 'out-of-bounds', faults };
  const outcome = await deps.db.transaction().execute(async (trx): Promise<PublishOutcome> => {
    await lockBookings(trx, compoundId);
    const present = await getSharingRules(trx, compoundId);
    const { version, publishedAt } = present;
    if (version !== seenVersion) return { ok: false, reason: 'moved-on', version, publishedAt };
    if (version > 0 && isSame(present.rules, rules)) return { ok: false, reason: 'unchanged' };
    const published = { rules, at: deps.clock(), by: actor.personId };
    return { ok: true, version: await insertSharingRules(trx, compoundId, published) };
  });
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

function isSame(one: SharingRules, other: SharingRules): boolean {
  return (Object.keys(other) as (keyof SharingRules)[]).every((key) => one[key] === other[key]);
}
