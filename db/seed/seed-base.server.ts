import chineseDays from 'chinese-days';
import { addDays, weekdayOf } from '~/domain/shared/local-time';
import { HUBEI_2023 } from '~/domain/tariff/hubei-2023';
import type { Db, Trx } from '../client.server';
import { demoRuleParams } from './rule-params';
import { seedGrid } from './seed-grid.server';
import { seedHouseholds } from './seed-households.server';
import { ids, organisations, residents, staff } from './story';

export interface SeedOptions {
  /** The instant that "now" is in the story. */
  storyNow: string;
  /** argon2id hash of the demonstration's password. */
  passwordHash: string;
}

/** Whether the database holds no compound yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('compound').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Lays down the demonstration's organisations, people, compounds, grid, households and parking spaces in one transaction. */
export async function seedBase(db: Db, options: SeedOptions): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await seedCalendar(trx);
    await seedOrganisations(trx, options);
    await seedCompounds(trx, options.storyNow);
    await seedGrid(trx, options.storyNow);
    await seedHouseholds(trx, options.storyNow);
    await seedResidents(trx, options.storyNow);
  });
}

/** The years whose public holidays and moved working days are published. */
const publishedYears = [2025, 2026];

async function seedCalendar(trx: Trx): Promise<void> {
  const rows: { day_on: string; is_workday: number; source: string }[] = [];
  for (const year of publishedYears) {
    for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = addDays(on, 1)) {
      const isWorkday = chineseDays.isWorkday(on);
      const isLast = on.endsWith('-12-31');
      if (isWorkday !== weekdayOf(on) <= 5 || isLast) {
        rows.push({
          day_on: on,
          is_workday: isWorkday ? 1 : 0,
          source: `国务院办公厅关于${year}年部分节假日安排的通知`,
        });
      }
    }
  }
  await trx.insertInto('calendar_day').values(rows).execute();
}

async function seedOrganisations(trx: Trx, { storyNow, passwordHash }: SeedOptions): Promise<void> {
  await trx
    .insertInto('organisation')
    .values(organisations.map((organisation) => ({ ...organisation, created_at: storyNow })))
    .execute();
  await trx
    .insertInto('person')
    .values(
      staff.map(({ id, loginName, name }) => ({
        id,
        login_name: loginName,
        name,
        password_hash: passwordHash,
        created_at: storyNow,
      })),
    )
    .execute();
  await trx
    .insertInto('membership')
    .values(
      staff.map(({ id, role, org }) => ({
        id: `mem_${id}`,
        person_id: id,
        role,
        organisation_id: org,
        created_at: storyNow,
      })),
    )
    .execute();
}

async function seedCompounds(trx: Trx, storyNow: string): Promise<void> {
  await trx
    .insertInto('rule_pack')
    .values({
      id: ids.rulePack,
      city: '示范市',
      version: 1,
      valid_from: '2026-01-01',
      valid_to: null,
      title: '示范市居民小区充电设施规则包（演示参数）',
      params: JSON.stringify(demoRuleParams),
    })
    .execute();
  await trx.insertInto('tariff').values({ id: ids.tariff, name: HUBEI_2023.name, region: '湖北' }).execute();
  await trx
    .insertInto('tariff_version')
    .values({
      id: 'tariff_demo_v1',
      tariff_id: ids.tariff,
      version: 1,
      valid_from: HUBEI_2023.validFromOn,
      valid_to: HUBEI_2023.validUntilOn,
      definition: JSON.stringify(HUBEI_2023),
      service_fee_fen_per_kwh: 30,
      source: HUBEI_2023.source,
      published_at: storyNow,
    })
    .execute();
  const shared = {
    city: '示范市',
    district: '湖滨区',
    rule_pack_id: ids.rulePack,
    legal_mode: 'platform_allowed',
    tariff_id: ids.tariff,
    utility_org_id: ids.organisations.utility,
    operator_org_id: ids.organisations.operator,
    supervisor_org_id: ids.organisations.supervisor,
    created_at: storyNow,
    updated_at: storyNow,
  };
  await trx
    .insertInto('compound')
    .values([
      {
        ...shared,
        id: ids.compound,
        code: 'LHY',
        name: '丽湖苑',
        address: '丽湖路 88 号',
        committee_rule: 'committee_decision',
        property_org_id: ids.organisations.property,
        committee_org_id: ids.organisations.committee,
      },
      {
        ...shared,
        id: ids.neighbourCompound,
        code: 'STL',
        name: '松涛里',
        address: '松涛街 6 号',
        committee_rule: 'neighbours_notice',
        property_org_id: ids.organisations.neighbourProperty,
        committee_org_id: ids.organisations.neighbourCommittee,
      },
    ])
    .execute();
}

async function seedResidents(trx: Trx, storyNow: string): Promise<void> {
  await trx
    .insertInto('person')
    .values(residents.map(({ id, phone, name }) => ({ id, phone, name, created_at: storyNow })))
    .execute();
  await trx
    .insertInto('membership')
    .values(
      residents.map(({ id, door }) => ({
        id: `mem_${id}`,
        person_id: id,
        role: 'resident',
        compound_id: ids.compound,
        household_id: householdIdOf(door),
        created_at: storyNow,
      })),
    )
    .execute();
}

export function householdIdOf(door: string): string {
  return `hh_lhy_${door.replaceAll('-', '_')}`;
}
