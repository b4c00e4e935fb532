import type { Db } from '../client.server';

/** Asks the database for anything at all; throws where it cannot be reached. */
export async function reach(db: Db): Promise<void> {
  await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
}

/** Whether the database answers and holds the product's tables. */
export async function holdsSchema(db: Db): Promise<boolean> {
  try {
    await db.selectFrom('compound').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}
