import type { Trx } from '../client.server';
import { furtherApplicants, sharers } from './cast';

const neighbours = [...furtherApplicants, ...sharers];

/** The neighbours whom the base does not know, each a member of the own household. */
export async function seedCast(trx: Trx, createdAt: string): Promise<void> {
  await trx
    .insertInto('person')
    .values(
      neighbours.map(({ personId, phone, name }) => ({
        id: personId,
        phone,
        name,
        created_at: createdAt,
      })),
    )
    .execute();
  await trx
    .insertInto('membership')
    .values(
      neighbours.map(({ personId, compoundId, householdId }) => ({
        id: `mem_${personId}`,
        person_id: personId,
        role: 'resident',
        compound_id: compoundId,
        household_id: householdId,
        created_at: createdAt,
      })),
    )
    .execute();
}
