import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { ALWAYS_OPEN } from '~/domain/booking/opening-hours';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { minimumKw } from '~/domain/shared/electrical';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import type { Db, Trx } from '../client.server';
import { insertIdToken, insertPile, insertStation } from '../queries/piles.server';
import { COMMON_BOARD, insertPriceBoard } from '../queries/price-boards.server';
import { insertSharedPile } from '../queries/shared-piles.server';
import { insertSharingRules } from '../queries/sharing-rules.server';
import { insertVehicle } from '../queries/vehicles.server';
import { demoRuleParams } from './rule-params';

export interface ReplaySite {
  readonly compoundId: string;
  /** Before anything happens. */
  readonly at: string;
  /** What all charging may take together, kW. */
  readonly limitKw: number;
  readonly pileKw: number;
  readonly pileIds: readonly string[];
  readonly households: readonly { readonly id: string; readonly carKw: number }[];
}

const FEEDER = 'feeder';
const SLOT_STEP_MINUTES = 15;

/** A compound of shared piles alone, with the product's own rules and prices: one transformer, a household with a car and a card for each user. */
export async function seedReplaySite(db: Db, site: ReplaySite): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await layCompound(trx, site);
    await layGrid(trx, site);
    for (const household of site.households) await moveIn(trx, site, household);
    for (const pileId of site.pileIds) await placePile(trx, site, pileId);
    await publish(trx, site);
  });
}

async function layCompound(trx: Trx, { compoundId, at }: ReplaySite): Promise<void> {
  const roles = ['property', 'committee', 'utility', 'operator', 'supervisor'] as const;
  await trx
    .insertInto('organisation')
    .values(roles.map((kind) => ({ id: `org_${kind}`, kind, name: kind, created_at: at })))
    .execute();
  await trx
    .insertInto('rule_pack')
    .values({
      id: 'rules',
      city: 'replay',
      version: 1,
      valid_from: at.slice(0, 10),
      title: 'replay',
      params: JSON.stringify(demoRuleParams),
    })
    .execute();
  await trx.insertInto('tariff').values({ id: 'tariff', name: HUBEI_2023.name, region: '湖北' }).execute();
  await trx
    .insertInto('tariff_version')
    .values({
      id: 'tariff_1',
      tariff_id: 'tariff',
      version: 1,
      valid_from: HUBEI_2023.validFromOn,
      valid_to: HUBEI_2023.validUntilOn,
      definition: JSON.stringify(HUBEI_2023),
      service_fee_fen_per_kwh: 30,
      source: HUBEI_2023.source,
      published_at: at,
    })
    .execute();
  await trx
    .insertInto('compound')
    .values({
      id: compoundId,
      code: 'REPLAY',
      name: 'replay',
      city: 'replay',
      district: 'replay',
      address: 'replay',
      rule_pack_id: 'rules',
      committee_rule: 'none',
      legal_mode: 'platform_allowed',
      tariff_id: 'tariff',
      property_org_id: 'org_property',
      committee_org_id: 'org_committee',
      utility_org_id: 'org_utility',
      operator_org_id: 'org_operator',
      supervisor_org_id: 'org_supervisor',
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Only the transformer limits: the feeder carries all piles at full power on one phase. */
async function layGrid(trx: Trx, { compoundId, at, limitKw, pileIds, pileKw }: ReplaySite): Promise<void> {
  await trx
    .insertInto('transformer')
    .values({
      compound_id: compoundId,
      id: 'transformer',
      code: 'T1',
      name: 'T1',
      ownership: 'public',
      rated_kva: limitKw,
      power_factor: 1,
      limit_rate: 1,
      base_peak_kw: 0,
      base_peak_on: at.slice(0, 10),
      base_peak_source: 'replay',
      updated_at: at,
    })
    .execute();
  await trx
    .insertInto('feeder')
    .values({
      compound_id: compoundId,
      id: FEEDER,
      transformer_id: 'transformer',
      code: 'F1',
      name: 'F1',
      limit_kw: pileIds.length * pileKw * 3,
      phases: 'ABC',
    })
    .execute();
}

async function moveIn(trx: Trx, site: ReplaySite, { id, carKw }: ReplaySite['households'][number]) {
  const { compoundId, at } = site;
  const number = site.households.findIndex((household) => household.id === id) + 1;
  await trx
    .insertInto('household')
    .values({
      compound_id: compoundId,
      id,
      building: '1',
      unit: '1',
      room: String(number),
      area_cm2: 900_000,
      join_code: `REPLAY-${number}`,
    })
    .execute();
  await trx
    .insertInto('person')
    .values({ id: `person_${id}`, name: id, created_at: at })
    .execute();
  await insertVehicle(trx, {
    compound_id: compoundId,
    id: `car_${id}`,
    household_id: id,
    plate: `豫AD${String(number).padStart(5, '0')}`,
    model: 'replay',
    battery_kwh: 100,
    max_kw: carKw,
    phase_count: 1,
    kwh_per_100km: 17,
    created_at: at,
  });
  await insertIdToken(trx, {
    id_tag: `tag_${id}`,
    compound_id: compoundId,
    household_id: id,
    vehicle_id: `car_${id}`,
    status: 'active',
    created_at: at,
  });
}

async function placePile(trx: Trx, site: ReplaySite, pileId: string): Promise<void> {
  const { compoundId, at, pileKw } = site;
  const index = site.pileIds.indexOf(pileId);
  await trx
    .insertInto('parking_space')
    .values({
      compound_id: compoundId,
      id: `space_${pileId}`,
      code: pileId,
      zone: 'A',
      level: -1,
      kind: 'common',
      household_id: null,
      feeder_id: FEEDER,
      distance_m: 10,
      map_x: index,
      map_y: 0,
      registered_at: at,
    })
    .execute();
  await insertPile(trx, {
    compound_id: compoundId,
    id: pileId,
    case_id: null,
    parking_space_id: `space_${pileId}`,
    household_id: null,
    feeder_id: FEEDER,
    phases: 'ABC'[index % 3]!,
    max_kw: pileKw,
    min_kw: minimumKw(1),
    fallback_kw: minimumKw(1),
    pile_class: 'shared',
    mode: 'ordered',
    status: 'active',
    trade_settlement: 1,
    verification_no: pileId,
    verification_until_on: '2099-12-31',
    energised_at: at,
    created_at: at,
  });
  await insertStation(trx, {
    identity: pileId,
    compound_id: compoundId,
    pile_id: pileId,
    password_hash: '',
    node: null,
    connected_at: null,
    last_seen_at: null,
  });
  await insertSharedPile(trx, {
    compound_id: compoundId,
    pile_id: pileId,
    code: pileId,
    kind: 'common',
    mode: 'time-shared',
    lender_household_id: null,
    status: 'open',
    hours: JSON.stringify(ALWAYS_OPEN),
    step_minutes: SLOT_STEP_MINUTES,
    min_minutes: 60,
    max_minutes: 480,
    buffer_minutes: 0,
    latest_notice_minutes: 0,
    grace_minutes: 15,
    walk_ups: 1,
    needs_approval: 0,
    created_at: at,
    updated_at: at,
  });
}

async function publish(trx: Trx, { compoundId, at }: ReplaySite): Promise<void> {
  const by = 'operator';
  await insertPriceBoard(trx, {
    compound_id: compoundId,
    id: 'board_1',
    board: COMMON_BOARD,
    version: 1,
    valid_from_at: at,
    service_fee: JSON.stringify({ perKwhE4: 3000, byBandE4: {} }),
    occupation: JSON.stringify(SUGGESTED_OCCUPATION),
    notice: 'replay',
    published_at: at,
    published_by: by,
  });
  await insertSharingRules(trx, compoundId, { rules: DEFAULT_SHARING_RULES, at, by });
}
