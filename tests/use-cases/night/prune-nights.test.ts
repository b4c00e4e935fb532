import { expect, it } from 'vitest';
import { pruneNights } from '~/use-cases/night/prune-nights.server';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T02:00:00.000Z';

describeOnBothDatabases('forgetting old nights', (database) => {
  async function compoundWithPlans(...madeAt: string[]) {
    const { compoundId } = await makeCompound(database.db);
    for (const [index, at] of madeAt.entries()) {
      await database.db
        .insertInto('night_plan')
        .values({
          compound_id: compoundId,
          id: `plan_${index}`,
          made_at: at,
          cause: 'interval',
          start_at: at,
          interval_minutes: 15,
          problem: '{}',
          plan: '{}',
          context: '{}',
          unmet_kwh: 0,
          cost_yuan: 0,
          solve_ms: 1,
        })
        .execute();
    }
    return async () =>
      (
        await database.db
          .selectFrom('night_plan')
          .select('made_at')
          .where('compound_id', '=', compoundId)
          .orderBy('id')
          .execute()
      ).map((row) => row.made_at);
  }

  it('keeps a week, and of a compound that has been quiet for longer its latest plan', async () => {
    const week = ['2026-11-12T02:00:00.000Z', '2026-11-13T01:59:59.999Z', '2026-11-13T02:00:00.000Z'];
    const busy = await compoundWithPlans(...week, '2026-11-19T15:00:00.000Z');
    const quiet = await compoundWithPlans('2026-10-01T15:00:00.000Z', '2026-10-02T15:00:00.000Z');
    await pruneNights(makeDeps(database.db, NOW));
    expect(await busy()).toEqual(['2026-11-13T02:00:00.000Z', '2026-11-19T15:00:00.000Z']);
    expect(await quiet()).toEqual(['2026-10-02T15:00:00.000Z']);
  });
});
