import { beforeAll, expect, it } from 'vitest';
import { HOUR_MS, instantFromMs } from '~/domain/shared/local-time';
import { refreshAllHosting } from '~/use-cases/capacity/refresh-all-hosting.server';
import { refreshHosting } from '~/use-cases/capacity/refresh-hosting.server';
import { decideConnection } from '~/use-cases/connection/decide-connection.server';
import { findCurrentHosting } from '~/use-cases/shared/installation/hosting-answer.server';
import { startHostingAnswers } from '~/worker/hosting-answers.server';
import { loadTransformerState } from '~db/queries/capacity.server';
import { listAssessments } from '~db/queries/surveys.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { assessedNow, fillLedger, makeSurveyedCase } from '../../factories/grid-case';
import { addStation, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('the sampled hosting answer of a transformer', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db);
  });

  const placeOf = (of: TestCompound, feederId: string | null = of.feederId) => ({
    compoundId: of.compoundId,
    transformerId: of.transformerId,
    feederId,
  });
  const current = async (of: TestCompound, feederId: string | null = of.feederId) => {
    const state = await loadTransformerState(database.db, of.compoundId, of.transformerId);
    if (!state) throw new Error('no transformer');
    return findCurrentHosting(database.db, deps.sha256, state, feederId);
  };

  it('is sampled once, kept with its date and figures, and stands until the ledger changes', async () => {
    expect(await current(compound)).toBeNull();
    expect(await refreshHosting(deps, placeOf(compound))).toBe('sampled');
    expect(deps.published).toContainEqual({
      topic: 'compound-changed',
      message: { compoundId: compound.compoundId },
    });
    expect(await refreshHosting(deps, placeOf(compound))).toBe('current');
    const answer = await current(compound);
    expect(answer).toMatchObject({
      computedAt: '2026-11-20T02:00:00.000Z',
      nights: 210,
      pileKw: 7,
      upgradeKva: 1000,
      hasCurve: false,
      demand: { isOwn: false, licence: expect.stringContaining('CC BY 4.0') },
    });
    expect(answer!.ordered.piles).toBeGreaterThanOrEqual(answer!.uncontrolled.piles);
    expect(answer!.upgraded!.piles).toBeGreaterThanOrEqual(answer!.ordered.piles);

    await fillLedger(database.db, compound, 20);
    expect(await current(compound)).toBeNull();
    expect(await refreshHosting(deps, placeOf(compound))).toBe('sampled');
    const fuller = await current(compound);
    expect(fuller!.uncontrolled.piles).toBeLessThan(answer!.uncontrolled.piles);
  });

  it('is sampled again after a week, because the compound’s own history grows', async () => {
    const own = await makeCompound(database.db);
    await refreshHosting(deps, placeOf(own));
    deps.setNow('2026-11-26T02:00:00.000Z');
    expect(await refreshHosting(deps, placeOf(own))).toBe('current');
    deps.setNow('2026-11-27T02:00:00.000Z');
    expect(await refreshHosting(deps, placeOf(own))).toBe('sampled');
    expect(await current(own)).toMatchObject({ computedAt: '2026-11-27T02:00:00.000Z' });
    deps.setNow('2026-11-20T02:00:00.000Z');
  });

  it('rests on the compound’s own sessions once there are eight weeks of ten piles', async () => {
    const own = await makeCompound(database.db);
    const stations: TestStation[] = [];
    for (let i = 0; i < 10; i++) stations.push(await addStation(database.db, own));
    const firstMs = Date.parse('2026-09-01T10:00:00.000Z');
    const sessions = Array.from({ length: 60 * 10 }, (_, i) => ({ night: Math.floor(i / 10), pile: i % 10 }))
      .filter(({ night, pile }) => (night + pile) % 2 === 0 || night === 0 || night === 59)
      .map(({ night, pile }, index) => ({
        compound_id: own.compoundId,
        transaction_id: 1_000_000 + index,
        pile_id: stations[pile]!.pileId,
        connector_id: 1,
        id_tag: 'TAG',
        household_id: null,
        vehicle_id: null,
        started_at: instantFromMs(firstMs + night * 24 * HOUR_MS),
        meter_start_wh: 0,
        last_meter_wh: 9000,
        last_meter_at: instantFromMs(firstMs + (night * 24 + 12) * HOUR_MS),
        ended_at: instantFromMs(firstMs + (night * 24 + 12) * HOUR_MS),
        meter_stop_wh: 9000,
        stop_reason: 'Local',
        received_at: instantFromMs(firstMs + (night * 24 + 12) * HOUR_MS),
        start_known: 1,
      }));
    const insert = (some: typeof sessions) =>
      database.db.insertInto('charging_session').values(some).execute();
    await insert(sessions.slice(0, 150));
    await refreshHosting(deps, placeOf(own));
    expect((await current(own))!.demand.isOwn).toBe(false);
    await insert(sessions.slice(150));
    await fillLedger(database.db, own, 1);
    await refreshHosting(deps, placeOf(own));
    expect((await current(own))!.demand).toMatchObject({
      isOwn: true,
      fromOn: '2026-09-01',
      toOn: '2026-10-30',
    });
  });

  it('is kept with the decision that it stood beside', async () => {
    const own = await makeCompound(database.db);
    const decide = async () => {
      const { caseId } = await makeSurveyedCase(database.db, own);
      const { seen } = await assessedNow(deps, own, caseId);
      const input = { caseId, decision: 'direct' as const, note: '', physicalReason: null, seen };
      expect(await decideConnection(deps, own.actors.utility, input)).toMatchObject({ ok: true });
      return (await listAssessments(database.db, own.compoundId, caseId))[0]!.hosting;
    };
    await refreshHosting(deps, placeOf(own));
    expect(JSON.parse((await decide()) ?? 'null')).toEqual(await readKept(own));
    expect(await decide()).toBeNull();
  });

  const readKept = async (of: TestCompound) => {
    const row = await database.db
      .selectFrom('hosting_answer')
      .select('answer')
      .where('compound_id', '=', of.compoundId)
      .executeTakeFirstOrThrow();
    return JSON.parse(row.answer);
  };

  it('leaves the verdict to the need factor: the same case is proposed the same with and without it', async () => {
    const own = await makeCompound(database.db);
    const { caseId } = await makeSurveyedCase(database.db, own);
    const before = await assessedNow(deps, own, caseId);
    await refreshHosting(deps, placeOf(own));
    const after = await assessedNow(deps, own, caseId);
    expect(after.assessed.hosting).not.toBeNull();
    expect(after.seen).toBe(before.seen);
    expect(after.assessment).toEqual(before.assessment);
  });

  it('does not exist for a feeder of another compound', async () => {
    const stranger = await makeCompound(database.db);
    expect(await refreshHosting(deps, { ...placeOf(compound), feederId: stranger.feederId })).toBe('unknown');
    expect(await refreshHosting(deps, { ...placeOf(stranger), compoundId: compound.compoundId })).toBe(
      'unknown',
    );
  });

  it('is brought up to date by the job wherever the figures have changed, for the whole transformer too', async () => {
    const own = await makeCompound(database.db);
    await refreshHosting(deps, placeOf(own, null));
    await refreshAllHosting(deps);
    await fillLedger(database.db, own, 3);
    expect((await refreshAllHosting(deps)).sampled).toBeGreaterThanOrEqual(1);
    expect(await current(own, null)).not.toBeNull();
    expect((await refreshAllHosting(deps)).sampled).toBe(0);
  });

  it('is sampled in the background when a page asks for it', async () => {
    const own = await makeCompound(database.db);
    const failures: unknown[] = [];
    const stop = startHostingAnswers(deps, { error: (problem: unknown) => failures.push(problem) });
    deps.bus.publish('hosting-wanted', placeOf(own));
    await expect.poll(() => current(own), { timeout: 20_000 }).not.toBeNull();
    await stop();
    expect(failures).toEqual([]);
  });
});
