import { randomBytes } from 'node:crypto';
import type { Grant, OrganisationRole, Role } from '~/domain/permissions/can';
import type { ActingPerson } from '~/use-cases/shared/deps';
import type { Db } from '~db/client.server';
import type { RulePackParams } from '~db/queries/compounds.server';
import { ruleParams } from './rule-params';

const AT = '2026-11-01T00:00:00.000Z';

export interface TestCompound {
  compoundId: string;
  organisations: Record<OrganisationRole, string>;
  transformerId: string;
  feederId: string;
  householdId: string;
  joinCode: string;
  spaceId: string;
  spaceCode: string;
  vehicleId: string;
  /** One acting person a role, the resident of `householdId`. */
  actors: Record<Exclude<Role, 'admin'>, ActingPerson>;
}

export interface CompoundOptions {
  committeeRule?: 'none' | 'neighbours_notice' | 'committee_decision' | 'assembly';
  ratedKva?: number;
  basePeakKw?: number;
  params?: Partial<RulePackParams>;
  legalMode?: 'official_external' | 'platform_allowed' | 'advisory_only';
}

const organisationRoles = ['property', 'committee', 'utility', 'operator', 'supervisor'] as const;

let plateCount = randomBytes(3).readUIntBE(0, 3);

/** A plate that no other car of this test process has. */
function nextPlate(): string {
  plateCount += 1;
  return `豫AD${String(plateCount % 100_000).padStart(5, '0')}`;
}

const fresh = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`;

/** A compound with its organisations, one transformer and feeder, one household with a space and a car, and a person a role. */
export async function makeCompound(db: Db, options: CompoundOptions = {}): Promise<TestCompound> {
  const organisations = {} as Record<OrganisationRole, string>;
  for (const role of organisationRoles) {
    organisations[role] = fresh('org');
    await db
      .insertInto('organisation')
      .values({ id: organisations[role], kind: role, name: `${role}-${organisations[role]}`, created_at: AT })
      .execute();
  }
  const compoundId = await insertCompound(db, organisations, options);
  const { transformerId, feederId } = await insertGrid(db, compoundId, options);
  const household = await addHousehold(db, compoundId, feederId);
  const actors = { resident: household.actor } as TestCompound['actors'];
  for (const role of organisationRoles) {
    actors[role] = await addStaff(db, role, organisations[role]);
  }
  return { compoundId, organisations, transformerId, feederId, ...household, actors };
}

/** Another household of the compound with its own person, space and car. */
export async function addHousehold(db: Db, compoundId: string, feederId: string) {
  const householdId = fresh('hh');
  const joinCode = randomBytes(5).toString('hex').toUpperCase();
  const spaceId = fresh('space');
  const spaceCode = `B1-${randomBytes(6).toString('hex')}`;
  const vehicleId = fresh('car');
  await db
    .insertInto('household')
    .values({
      compound_id: compoundId,
      id: householdId,
      building: '1',
      unit: '1',
      room: householdId.slice('hh_'.length),
      area_cm2: 890_000,
      join_code: joinCode,
    })
    .execute();
  await db
    .insertInto('parking_space')
    .values({
      compound_id: compoundId,
      id: spaceId,
      code: spaceCode,
      zone: 'A',
      level: -1,
      kind: 'owned',
      household_id: householdId,
      lease_until_on: null,
      feeder_id: feederId,
      distance_m: 40,
      map_x: 1,
      map_y: 1,
      registered_at: AT,
    })
    .execute();
  await db
    .insertInto('vehicle')
    .values({
      compound_id: compoundId,
      id: vehicleId,
      household_id: householdId,
      plate: nextPlate(),
      model: '测试车',
      battery_kwh: 60,
      max_kw: 7,
      phase_count: 1,
      kwh_per_100km: 14,
      created_at: AT,
    })
    .execute();
  const personId = await addPerson(db, '测试住户');
  await addMembership(db, personId, { role: 'resident', compoundId, householdId });
  const actor: ActingPerson = {
    personId,
    name: '测试住户',
    grants: [{ role: 'resident', compoundId, householdId }],
  };
  return { householdId, joinCode, spaceId, spaceCode, vehicleId, actor };
}

export async function addStaff(
  db: Db,
  role: OrganisationRole,
  organisationId: string,
): Promise<ActingPerson> {
  const personId = await addPerson(db, `测试${role}`);
  const grant: Grant = { role, organisationId };
  await addMembership(db, personId, grant);
  return { personId, name: `测试${role}`, grants: [grant] };
}

let phones = randomBytes(3).readUIntBE(0, 3);

async function addPerson(db: Db, name: string): Promise<string> {
  const id = fresh('person');
  phones += 1;
  const phone = `139${String(phones).padStart(8, '0')}`;
  await db.insertInto('person').values({ id, phone, name, created_at: AT }).execute();
  return id;
}

async function addMembership(db: Db, personId: string, grant: Grant): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      id: fresh('mem'),
      person_id: personId,
      role: grant.role,
      organisation_id: 'organisationId' in grant ? grant.organisationId : null,
      compound_id: 'compoundId' in grant ? grant.compoundId : null,
      household_id: 'householdId' in grant ? grant.householdId : null,
      created_at: AT,
    })
    .execute();
}

async function insertCompound(
  db: Db,
  organisations: Record<OrganisationRole, string>,
  options: CompoundOptions,
) {
  const id = fresh('cmp');
  const packId = fresh('rules');
  const tariffId = fresh('tariff');
  await db
    .insertInto('rule_pack')
    .values({
      id: packId,
      city: packId,
      version: 1,
      valid_from: '2026-01-01',
      valid_to: null,
      title: '测试规则包',
      params: JSON.stringify({ ...ruleParams, ...options.params }),
    })
    .execute();
  await db.insertInto('tariff').values({ id: tariffId, name: '测试电价', region: '测试' }).execute();
  await db
    .insertInto('compound')
    .values({
      id,
      code: id.slice(-8).toUpperCase(),
      name: `测试小区 ${id.slice(-4)}`,
      city: '测试市',
      district: '测试区',
      address: '测试路 1 号',
      rule_pack_id: packId,
      committee_rule: options.committeeRule ?? 'none',
      legal_mode: options.legalMode ?? 'platform_allowed',
      tariff_id: tariffId,
      property_org_id: organisations.property,
      committee_org_id: organisations.committee,
      utility_org_id: organisations.utility,
      operator_org_id: organisations.operator,
      supervisor_org_id: organisations.supervisor,
      created_at: AT,
      updated_at: AT,
    })
    .execute();
  return id;
}

async function insertGrid(db: Db, compoundId: string, options: CompoundOptions) {
  const transformerId = fresh('tr');
  const feederId = fresh('fd');
  await db
    .insertInto('transformer')
    .values({
      compound_id: compoundId,
      id: transformerId,
      code: 'T1',
      name: '1号变压器',
      ownership: 'public',
      rated_kva: options.ratedKva ?? 800,
      power_factor: 0.95,
      limit_rate: 0.8,
      base_peak_kw: options.basePeakKw ?? 420,
      base_peak_on: '2026-08-03',
      base_peak_source: '测试数据',
      updated_at: AT,
    })
    .execute();
  await db
    .insertInto('feeder')
    .values({
      compound_id: compoundId,
      id: feederId,
      transformer_id: transformerId,
      code: 'F1',
      name: '1号馈线',
      limit_kw: 200,
      phases: 'ABC',
    })
    .execute();
  return { transformerId, feederId };
}
