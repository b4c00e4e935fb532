import { beforeAll, expect, it } from 'vitest';
import { projectDay } from '~/use-cases/capacity/project-day.server';
import { recordBaseLoad } from '~/use-cases/capacity/record-base-load.server';
import { loadTransformerState } from '~db/queries/capacity.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { fillLedger } from '../../factories/grid-case';
import { describeOnBothDatabases } from '../../setup/database';

/** A home curve: quiet nights, an evening peak of 590 kW. */
const curve = Array.from({ length: 96 }, (_, quarter) => (quarter >= 72 && quarter < 88 ? 590 : 150));

describeOnBothDatabases('a worst day with every pile charging', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
  });
  const view = async () => {
    const state = await loadTransformerState(database.db, compound.compoundId, compound.transformerId);
    if (!state) throw new Error('the transformer is missing');
    return state;
  };

  it('is not drawn without a measured curve', async () => {
    expect(projectDay(await view(), [], deps.clock())).toBeNull();
  });

  it('holds the limit by ordered charging where charging at once breaks it, with every car full', async () => {
    const measured = await recordBaseLoad(deps, compound.actors.utility, {
      transformerId: compound.transformerId,
      basePeakKw: 590,
      measuredOn: '2026-11-19',
      source: '台区总表',
      dayKind: 'workday',
      curveText: curve.join('\n'),
    });
    expect(measured).toEqual({ ok: true, curveSaved: true });
    await fillLedger(database.db, compound, 60);
    const day = projectDay(await view(), [], deps.clock());
    const limit = 800 * 0.95 * 0.8;
    expect(day?.limitKw[0]).toBeCloseTo(limit, 6);
    expect(day?.cars).toBe(60);
    expect(Math.max(...(day?.uncontrolledKw ?? []))).toBeGreaterThan(limit);
    const totalKw = day?.orderedKw.map((kw, index) => kw + (day.baseKw[index] ?? 0)) ?? [];
    expect(Math.max(...totalKw)).toBeLessThanOrEqual(limit + 1e-6);
    expect(day?.unmetKwh).toBeCloseTo(0, 6);
    const sum = (points: readonly number[] = []) => points.reduce((all, kw) => all + kw / 4, 0);
    expect(sum(totalKw)).toBeCloseTo(sum(day?.uncontrolledKw), 3);
    expect(sum(day?.orderedKw)).toBeCloseTo(60 * (day?.energyPerCarKwh ?? 0), 3);
  });

  it('counts the pile that is asked for beside those that hold capacity', async () => {
    const extra = { feederId: compound.feederId, kw: 7, pileKey: 'asked-for' };
    expect(projectDay(await view(), [extra], deps.clock())?.cars).toBe(61);
  });
});
