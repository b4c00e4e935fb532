import { setImmediate } from 'node:timers/promises';
import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import { nextRatingKva } from '~/domain/capacity/standard-rating';
import { siteFor } from '~/domain/capacity/transformer-ledger';
import { canonicalJson, type JsonValue } from '~/domain/case-log/canonical-json';
import { DAY_MS, instantFromMs, localMinuteOf, msFromInstant } from '~/domain/shared/local-time';
import { type DemandModel, ownDemandModel, publishedDemand } from '~/planner';
import type { Db, Trx } from '~db/client.server';
import { loadTransformerState, type TransformerState } from '~db/queries/capacity.server';
import {
  findHostingAnswer,
  type HostingKey,
  listStays,
  saveHostingAnswer,
} from '~db/queries/hosting-answers.server';
import type { Deps } from '../deps';
import type { HostingInput } from './hosting-site';
import { sampleHostingInSlices } from './sample-hosting';

/** An older answer is sampled again, because the compound's own history grows. */
const VALID_MS = 7 * DAY_MS;
/** The part of a compound's history that its demand model is made of. */
const HISTORY_MS = 365 * DAY_MS;

/** The kept answer for a feeder, or for the whole transformer, where it rests on the figures of this state; else null. */
export async function findCurrentHosting(
  db: Db | Trx,
  sha256: Deps['sha256'],
  state: TransformerState,
  feederId: string | null,
): Promise<HostingAnswer | null> {
  const { compound_id: compoundId, id: transformerId } = state.row;
  const kept = await findHostingAnswer(db, { compoundId, transformerId, feederId });
  return kept && kept.fingerprint === fingerprintOf(sha256, state, feederId) ? kept.answer : null;
}

/** Samples the answer of a place and keeps it, unless the kept one still stands; `unknown` where there is no such place. */
export async function refreshHostingAnswer(
  deps: Deps,
  key: HostingKey,
): Promise<'unknown' | 'current' | 'sampled'> {
  const state = await loadTransformerState(deps.db, key.compoundId, key.transformerId);
  const isThere = key.feederId === null || state?.feeders.some(({ id }) => id === key.feederId);
  if (!state || !isThere) return 'unknown';
  const now = deps.clock();
  const fingerprint = fingerprintOf(deps.sha256, state, key.feederId);
  const kept = await findHostingAnswer(deps.db, key);
  const ageMs = kept ? msFromInstant(now) - msFromInstant(kept.computedAt) : Number.POSITIVE_INFINITY;
  if (kept?.fingerprint === fingerprint && ageMs < VALID_MS) return 'current';
  const own = await readOwnDemand(deps.db, key.compoundId, now);
  const answer = await sampleHostingInSlices(
    hostingInput(state, key.feederId),
    own ?? publishedDemand,
    { computedAt: now, upgradeKva: nextRatingKva(state.row.rated_kva), isOwn: own !== null },
    () => setImmediate(),
  );
  await saveHostingAnswer(deps.db, key, { fingerprint, answer, computedAt: now });
  return 'sampled';
}

/** What a new pile at a feeder sees; for the whole transformer all of its feeders, side by side. */
function hostingInput(state: TransformerState, feederId: string | null): HostingInput {
  if (feederId !== null) return siteFor(state, { feederId });
  const feeders = state.feeders.flatMap(({ id }) => siteFor(state, { feederId: id }).feeders);
  return { ...siteFor(state, { feederId: null }), feeders, feedersAre: 'beside' };
}

async function readOwnDemand(db: Db, compoundId: string, now: string): Promise<DemandModel | null> {
  const stays = await listStays(db, compoundId, instantFromMs(msFromInstant(now) - HISTORY_MS));
  return ownDemandModel(
    stays.map((stay) => ({
      pile: stay.pile_id,
      arriveMinute: localMinuteOf(stay.started_at),
      departMinute: localMinuteOf(stay.ended_at ?? stay.started_at),
      energyKwh: (stay.last_meter_wh - stay.meter_start_wh) / 1000,
      maxKw: Math.min(stay.pile_kw, stay.vehicle_kw ?? stay.pile_kw),
    })),
    { source: '', licence: '' },
  );
}

function fingerprintOf(sha256: Deps['sha256'], state: TransformerState, feederId: string | null): string {
  return sha256(canonicalJson(hostingInput(state, feederId) as unknown as JsonValue)).slice(0, 16);
}
