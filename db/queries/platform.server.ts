import type { Db } from '../client.server';

/** Every organisation with how many people act for it and how many compounds it is tied to. */
export async function listOrganisations(db: Db) {
  return db
    .selectFrom('organisation')
    .select((eb) => [
      'organisation.id',
      'organisation.kind',
      'organisation.name',
      eb
        .selectFrom('membership')
        .whereRef('membership.organisation_id', '=', 'organisation.id')
        .where('membership.ended_at', 'is', null)
        .select(eb.fn.countAll<number>().as('people'))
        .as('people'),
    ])
    .orderBy('organisation.kind')
    .orderBy('organisation.name')
    .execute();
}

/** Every compound with its rule pack and its size. */
export async function listCompounds(db: Db) {
  return db
    .selectFrom('compound')
    .innerJoin('rule_pack', 'rule_pack.id', 'compound.rule_pack_id')
    .select((eb) => [
      'compound.id',
      'compound.name',
      'compound.code',
      'compound.city',
      'compound.district',
      'rule_pack.title as rule_pack_title',
      'rule_pack.version as rule_pack_version',
      'rule_pack.valid_from',
      'rule_pack.valid_to',
      eb
        .selectFrom('household')
        .whereRef('household.compound_id', '=', 'compound.id')
        .select(eb.fn.countAll<number>().as('households'))
        .as('households'),
      eb
        .selectFrom('parking_space')
        .whereRef('parking_space.compound_id', '=', 'compound.id')
        .select(eb.fn.countAll<number>().as('spaces'))
        .as('spaces'),
      eb
        .selectFrom('pile')
        .whereRef('pile.compound_id', '=', 'compound.id')
        .where('pile.retired_at', 'is', null)
        .select(eb.fn.countAll<number>().as('piles'))
        .as('piles'),
    ])
    .orderBy('compound.code')
    .execute();
}
