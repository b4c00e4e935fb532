import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { ALWAYS_OPEN } from '~/domain/booking/opening-hours';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { minimumKw } from '~/domain/shared/electrical';
import { addDays, localTimeOf } from '~/domain/shared/local-time';
import type { Trx } from '../client.server';
import { insertPile, insertStation } from '../queries/piles.server';
import { COMMON_BOARD, insertPriceBoard } from '../queries/price-boards.server';
import { insertSharedPile } from '../queries/shared-piles.server';
import { insertSharingRules } from '../queries/sharing-rules.server';
import { stationOf } from './demo-stations';
import { feederOfSpace } from './seed-grid.server';
import { ids } from './story';

/** The compound's shared piles on common spaces, in service since before the story. */
export const sharedPiles = [
  { identity: 'LHY-P10', space: 111, phases: 'A', transformerId: ids.transformers.one },
  { identity: 'LHY-P11', space: 112, phases: 'B', transformerId: ids.transformers.one },
  { identity: 'LHY-P12', space: 231, phases: 'C', transformerId: ids.transformers.two },
] as const;

const RATED_KW = 7;

/** Lays down the shared piles with their stations and their place in the ledger, energised at `energisedAt`. */
export async function seedSharedPiles(
  trx: Trx,
  energisedAt: string,
  passwordHash: (identity: string) => string,
): Promise<void> {
  const energisedOn = localTimeOf(energisedAt).on;
  for (const { identity, space, phases, transformerId } of sharedPiles) {
    const { pileId } = stationOf(identity);
    const feederId = feederOfSpace(space);
    await insertPile(trx, {
      compound_id: ids.compound,
      id: pileId,
      case_id: null,
      parking_space_id: `space_lhy_${space}`,
      household_id: null,
      feeder_id: feederId,
      phases,
      max_kw: RATED_KW,
      min_kw: minimumKw(1),
      fallback_kw: minimumKw(1),
      pile_class: 'shared',
      mode: 'ordered',
      status: 'active',
      meter_no: `4101${space}000${space}`,
      installed_on: addDays(energisedOn, -10),
      ccc_no: `2026011201${space}`,
      trade_settlement: 1,
      verification_no: `JD-2026-${space}`,
      verification_until_on: addDays(energisedOn, 3 * 365),
      vendor: '示范电气',
      model: 'SF-7S',
      firmware: '2.4.1',
      energised_at: energisedAt,
      created_at: energisedAt,
    });
    await insertStation(trx, {
      identity,
      compound_id: ids.compound,
      pile_id: pileId,
      password_hash: passwordHash(identity),
      node: null,
      connected_at: null,
      last_seen_at: null,
    });
    await trx
      .insertInto('capacity_entry')
      .values({
        compound_id: ids.compound,
        id: `cap_${pileId}`,
        transformer_id: transformerId,
        feeder_id: feederId,
        phases,
        case_id: null,
        pile_id: pileId,
        kind: 'existing',
        mode: 'ordered',
        orderable: 1,
        pile_kw: RATED_KW,
        at: energisedAt,
        source: '统建统服移交清单',
      })
      .execute();
    await openForBooking(trx, identity, pileId, energisedAt);
  }
  await publishSharing(trx, energisedAt);
}

async function openForBooking(trx: Trx, identity: string, pileId: string, at: string): Promise<void> {
  await insertSharedPile(trx, {
    compound_id: ids.compound,
    pile_id: pileId,
    code: sharedPileCode(identity),
    kind: 'common',
    mode: 'time-shared',
    lender_household_id: null,
    status: 'open',
    hours: JSON.stringify(ALWAYS_OPEN),
    step_minutes: 30,
    min_minutes: 60,
    max_minutes: 480,
    buffer_minutes: 15,
    latest_notice_minutes: 0,
    grace_minutes: 15,
    walk_ups: 1,
    needs_approval: 0,
    created_at: at,
    updated_at: at,
  });
}

/** The public code of a demonstration pile, printable in a guide; a real pile's is random. */
function sharedPileCode(identity: string): string {
  return identity.replace('-', '').toLowerCase();
}

async function publishSharing(trx: Trx, at: string): Promise<void> {
  await insertPriceBoard(trx, {
    compound_id: ids.compound,
    id: 'board_lhy_common_1',
    board: COMMON_BOARD,
    version: 1,
    valid_from_at: at,
    service_fee: JSON.stringify({ perKwhE4: 3000, byBandE4: {} }),
    occupation: JSON.stringify(SUGGESTED_OCCUPATION),
    notice: '充电服务费每度 0.30 元，电费按居民充电桩分时电价代收，不加价。',
    published_at: at,
    published_by: 'person_yunying',
  });
  await insertSharingRules(trx, ids.compound, { rules: DEFAULT_SHARING_RULES, at, by: 'person_wuye' });
}
