import type { Trx } from '../client.server';

const STORY = 'demo-story';

/**
 * Takes the right to tell the story inside this transaction; false where it has been told. Of two processes that start
 * together the second one waits here until the first has finished or failed.
 */
export async function claimStory(trx: Trx): Promise<boolean> {
  const claimed = await trx
    .insertInto('counter')
    .values({ name: STORY, value: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Marks what the story has left in the outbox as delivered when it happened: nobody is told of it today. */
export async function settleStoryMessages(trx: Trx): Promise<void> {
  await trx
    .updateTable('outbox')
    .set((eb) => ({ done_at: eb.ref('created_at') }))
    .where('done_at', 'is', null)
    .execute();
}

/** Gives the story's letters addresses that can be printed in a guide; a real letter's is random. */
export async function fixLetterTokens(trx: Trx, tokenOf: (letterId: string) => string): Promise<void> {
  for (const { id } of await trx.selectFrom('consent_letter').select('id').execute()) {
    await trx
      .updateTable('consent_letter')
      .set({ verify_token: tokenOf(id) })
      .where('id', '=', id)
      .execute();
  }
}
