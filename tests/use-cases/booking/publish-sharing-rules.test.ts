import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { publishSharingRules } from '~/use-cases/booking/publish-sharing-rules.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T10:00:00.000Z';

describeOnBothDatabases('publishing the sharing rules', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  const publish = (
    change: Partial<Parameters<typeof publishSharingRules>[2]> = {},
    actor = compound.actors.property,
  ) =>
    publishSharingRules(deps, actor, {
      compoundId: compound.compoundId,
      rules: { ...DEFAULT_SHARING_RULES, slotsPerWeek: 3 },
      seenVersion: 0,
      ...change,
    });
  const present = () => getSharingRules(database.db, compound.compoundId);

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db);
  });

  it('makes a version that holds at once, with its date', async () => {
    expect(await publish()).toEqual({ ok: true, version: 1 });
    expect(await present()).toMatchObject({ version: 1, publishedAt: NOW, rules: { slotsPerWeek: 3 } });
    expect(await publish({ seenVersion: 1, rules: DEFAULT_SHARING_RULES }, compound.actors.operator)).toEqual(
      {
        ok: true,
        version: 2,
      },
    );
  });

  it('lets the defaults be published as they are, once', async () => {
    expect(await publish({ rules: DEFAULT_SHARING_RULES })).toMatchObject({ ok: true });
    expect(await publish({ rules: DEFAULT_SHARING_RULES, seenVersion: 1 })).toEqual({
      ok: false,
      reason: 'unchanged',
    });
  });

  it('refuses numbers out of their bounds and names each', async () => {
    const rules = { ...DEFAULT_SHARING_RULES, slotsPerWeek: 0, promiseShare: 2, offerMinutes: 7.5 };
    const outcome = await publish({ rules });
    expect(outcome).toMatchObject({ ok: false, reason: 'out-of-bounds' });
    if (outcome.ok || outcome.reason !== 'out-of-bounds') throw new Error('taken');
    expect(outcome.faults.map(({ key }) => key).sort()).toEqual([
      'offerMinutes',
      'promiseShare',
      'slotsPerWeek',
    ]);
    expect(await present()).toMatchObject({ version: 0 });
  });

  it('takes one of two that are published at once', async () => {
    const outcomes = await Promise.all([
      publish({ rules: { ...DEFAULT_SHARING_RULES, slotsPerWeek: 5 } }),
      publish({ rules: { ...DEFAULT_SHARING_RULES, slotsPerWeek: 6 } }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual({
      ok: false,
      reason: 'moved-on',
      version: 1,
      publishedAt: NOW,
    });
  });

  it('is for the property and the operator of the compound alone', async () => {
    const stranger = await makeCompound(database.db);
    for (const role of ['resident', 'committee', 'supervisor', 'utility'] as const)
      expect(await publish({}, compound.actors[role])).toEqual({ ok: false, reason: 'forbidden' });
    expect(await publish({}, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
    expect(await publish({ compoundId: 'cmp_of_nobody' })).toEqual({ ok: false, reason: 'not-found' });
  });
});
