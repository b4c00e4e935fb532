import type { Trx } from '../client.server';

/** The next number of a named sequence, starting at 1; writers of one name take turns. */
export async function nextNumber(trx: Trx, name: string): Promise<number> {
  const row = await trx
    .insertInto('counter')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}
