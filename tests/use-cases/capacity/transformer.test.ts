import { beforeAll, expect, it } from 'vitest';
import { type CapInput, capTransformer } from '~/use-cases/capacity/cap-transformer.server';
import { liftCap } from '~/use-cases/capacity/lift-cap.server';
import { type BaseLoadInput, recordBaseLoad } from '~/use-cases/capacity/record-base-load.server';
import { loadTransformerState } from '~db/queries/capacity.server';
import { listTransformerCaps } from '~db/queries/transformer-caps.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('a transformer’s limits and measurements', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
  });

  const capOf = (rest: Partial<CapInput> = {}): CapInput => ({
    transformerId: compound.transformerId,
    fromAt: '2026-11-20T10:00:00.000Z',
    toAt: '2026-11-20T14:00:00.000Z',
    capKw: 450,
    reason: '迎峰度冬错峰',
    ...rest,
  });
  const measured = (rest: Partial<BaseLoadInput> = {}): BaseLoadInput => ({
    transformerId: compound.transformerId,
    basePeakKw: 430,
    measuredOn: '2026-11-19',
    source: '台区总表 15 分钟数据',
    dayKind: 'workday',
    curveText: '',
    ...rest,
  });
  const inForce = () =>
    listTransformerCaps(database.db, compound.compoundId, {
      fromAt: '2026-11-20T12:00:00.000Z',
      toAt: '2026-11-20T12:15:00.000Z',
    });

  it('caps for a while, calls for a plan, and lifts early', async () => {
    const { utility } = compound.actors;
    const outcome = await capTransformer(deps, utility, capOf());
    expect(outcome).toMatchObject({ ok: true });
    expect(deps.published).toContainEqual({
      topic: 'plan-needed',
      message: { compoundId: compound.compoundId, cause: 'limit' },
    });
    expect(await inForce()).toMatchObject([{ cap_kw: 450, reason: '迎峰度冬错峰' }]);
    const capId = outcome.ok ? outcome.capId : '';
    const lift = { transformerId: compound.transformerId, capId };
    expect(await liftCap(deps, utility, lift)).toEqual({ ok: true });
    expect(await inForce()).toEqual([]);
    expect(await liftCap(deps, utility, lift)).toEqual({ ok: false, reason: 'already-lifted' });
  });

  it('refuses a cap that ends before it starts, is over, or caps nothing', async () => {
    const { utility } = compound.actors;
    const cap = (rest: Partial<CapInput>) => capTransformer(deps, utility, capOf(rest));
    expect(await cap({ toAt: '2026-11-20T10:00:00.000Z' })).toMatchObject({ reason: 'ends-before-start' });
    const over = { fromAt: '2026-11-19T10:00:00.000Z', toAt: '2026-11-19T11:00:00.000Z' };
    expect(await cap(over)).toMatchObject({ reason: 'already-over' });
    expect(await cap({ capKw: 608 })).toEqual({ ok: false, reason: 'not-below-limit', limitKw: 608 });
  });

  it('records a measured peak and a day of 96 values, which the next assessment sees', async () => {
    const points = Array.from({ length: 96 }, (_, i) => 200 + i);
    const outcome = await recordBaseLoad(
      deps,
      compound.actors.utility,
      measured({ curveText: points.join('\n') }),
    );
    expect(outcome).toEqual({ ok: true, curveSaved: true });
    const state = await loadTransformerState(database.db, compound.compoundId, compound.transformerId);
    expect(state?.transformer).toMatchObject({
      basePeakKw: 430,
      measuredOn: '2026-11-19',
      measuredBy: '台区总表 15 分钟数据',
      baseCurveKw: points,
    });
    expect(await recordBaseLoad(deps, compound.actors.utility, measured({ basePeakKw: 440 }))).toEqual({
      ok: true,
      curveSaved: false,
    });
  });

  it('refuses a peak below the curve’s own, a day to come, and says which lines are wrong', async () => {
    const { utility } = compound.actors;
    const flat = Array.from({ length: 96 }, () => '300');
    const curveText = flat.join(' ');
    expect(
      await recordBaseLoad(deps, utility, measured({ basePeakKw: 299, curveText, dayKind: 'restday' })),
    ).toEqual({ ok: false, reason: 'peak-below-curve', curvePeakKw: 300 });
    expect(await recordBaseLoad(deps, utility, measured({ measuredOn: '2026-12-01' }))).toMatchObject({
      reason: 'in-the-future',
    });
    const bad = [...flat];
    bad[3] = 'x';
    expect(await recordBaseLoad(deps, utility, measured({ curveText: bad.join('\n') }))).toEqual({
      ok: false,
      reason: 'bad-curve',
      issues: [{ line: 4, reason: 'not-a-number', found: 'x' }],
    });
  });

  it('is the utility’s alone and does not exist for another tenant', async () => {
    const stranger = await makeCompound(database.db);
    const lift = { transformerId: compound.transformerId, capId: 'limit_none' };
    for (const [actor, reason] of [
      [compound.actors.operator, 'forbidden'],
      [compound.actors.resident, 'forbidden'],
      [stranger.actors.utility, 'not-found'],
    ] as const) {
      expect(await capTransformer(deps, actor, capOf())).toEqual({ ok: false, reason });
      expect(await liftCap(deps, actor, lift)).toEqual({ ok: false, reason });
      expect(await recordBaseLoad(deps, actor, measured())).toEqual({ ok: false, reason });
    }
  });
});
