import { beforeAll, describe, expect, it } from 'vitest';
import { completeUpgrade } from '~/use-cases/capacity/complete-upgrade.server';
import { type DecisionInput, decideConnection } from '~/use-cases/connection/decide-connection.server';
import { advisePilePhase } from '~/use-cases/shared/installation/advise-pile-phase';
import { loadTransformerState } from '~db/queries/capacity.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { assessedNow, fillLedger, makeGridCase, makeSurveyedCase, statusOf } from '../../factories/grid-case';
import { describeOnBothDatabases } from '../../setup/database';

const reason = '现场条件允许，按有序接入更稳妥';

describeOnBothDatabases('deciding on a connection', (database) => {
  let deps: TestDeps;
  beforeAll(() => {
    deps = makeDeps(database.db);
  });

  /** A compound whose one feeder is as wide as the transformer, so that the transformer decides. */
  async function compoundOf(ratedKva: number, basePeakKw: number): Promise<TestCompound> {
    const compound = await makeCompound(database.db, { ratedKva, basePeakKw });
    await database.db
      .updateTable('feeder')
      .set({ limit_kw: 2000 })
      .where('compound_id', '=', compound.compoundId)
      .execute();
    return compound;
  }

  async function decide(
    compound: TestCompound,
    caseId: string,
    decision: DecisionInput['decision'],
    rest: Partial<DecisionInput> = {},
  ) {
    const seen = rest.seen ?? (await assessedNow(deps, compound, caseId)).seen;
    return decideConnection(deps, compound.actors.utility, {
      caseId,
      decision,
      note: '',
      physicalReason: null,
      ...rest,
      seen,
    });
  }

  const entries = (compound: TestCompound, caseId: string) =>
    database.db
      .selectFrom('capacity_entry')
      .selectAll()
      .where('compound_id', '=', compound.compoundId)
      .where('case_id', '=', caseId)
      .execute();

  describe('the golden cases', () => {
    it.each([
      { kva: 800, base: 420, n: 10, limitKw: 608, demandKw: 59.5, rate: 0.6309, proposal: 'direct' },
      { kva: 800, base: 420, n: 40, limitKw: 608, demandKw: 182, rate: 0.7921, proposal: 'direct' },
      { kva: 630, base: 430, n: 60, limitKw: 478.8, demandKw: 227.5, rate: 1.0986, proposal: 'ordered' },
      { kva: 400, base: 300, n: 30, limitKw: 304, demandKw: 136.5, rate: 1.1487, proposal: 'upgrade' },
    ] as const)(
      '$kva kVA at $base kW with the $n-th pile is $proposal and lands in the ledger',
      async (golden) => {
        const compound = await compoundOf(golden.kva, golden.base);
        if (golden.proposal === 'ordered') await valley(compound, 150);
        await fillLedger(database.db, compound, golden.n - 1);
        const { caseId } = await makeSurveyedCase(database.db, compound);
        const { assessment } = await assessedNow(deps, compound, caseId);
        expect(assessment).toMatchObject({ proposal: golden.proposal });
        expect(assessment.limitKw).toBeCloseTo(golden.limitKw, 6);
        expect(assessment.demandKw).toBeCloseTo(golden.demandKw, 6);
        expect(assessment.loadRateAfter).toBeCloseTo(golden.rate, 4);

        expect(await decide(compound, caseId, golden.proposal)).toMatchObject({ ok: true });
        const [entry, ...others] = await entries(compound, caseId);
        expect(others).toEqual([]);
        expect(entry).toMatchObject({
          kind: golden.proposal === 'upgrade' ? 'queued' : 'reserved',
          mode: golden.proposal === 'direct' ? 'direct' : 'ordered',
          pile_kw: 7,
        });
        expect(await statusOf(database.db, caseId)).toBe(
          golden.proposal === 'upgrade' ? 'awaiting_upgrade' : 'works',
        );
      },
    );

    const valley = (compound: TestCompound, nightKw: number) =>
      database.db
        .insertInto('base_load')
        .values({
          compound_id: compound.compoundId,
          transformer_id: compound.transformerId,
          day_kind: 'workday',
          points_kw: JSON.stringify(Array.from({ length: 96 }, (_, i) => (i > 68 && i < 88 ? 430 : nightKw))),
          measured_on: '2026-08-03',
          source: '台区总表',
        })
        .execute();
  });

  it('puts a pile on the phase on which the nights still deliver its energy, and reserves it there', async () => {
    const compound = await makeCompound(database.db, { ratedKva: 630, basePeakKw: 230 });
    await database.db
      .updateTable('feeder')
      .set({ limit_kw: 12 })
      .where('compound_id', '=', compound.compoundId)
      .execute();
    await database.db
      .insertInto('base_load')
      .values({
        compound_id: compound.compoundId,
        transformer_id: compound.transformerId,
        day_kind: 'workday',
        points_kw: JSON.stringify(Array.from({ length: 96 }, () => 230)),
        measured_on: '2026-08-03',
        source: '台区总表',
      })
      .execute();
    await fillLedger(database.db, compound, 14);
    await database.db
      .updateTable('capacity_entry')
      .set({ phases: 'B', pile_kw: 3.5 })
      .where('compound_id', '=', compound.compoundId)
      .where('phases', '=', 'A')
      .execute();
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const { assessed, assessment } = await assessedNow(deps, compound, caseId);
    const advice = advisePilePhase(assessed.state, [assessed.state.baseLoads[0]!.pointsKw], {
      feederId: compound.feederId,
      kw: 7,
      caseId,
    });
    expect(advice[0]!.deliveredKwh).toBeGreaterThan(advice[2]!.deliveredKwh + 1);
    expect(assessment.phase).toBe(advice[0]!.phase);
    await decide(compound, caseId, assessment.proposal);
    expect((await entries(compound, caseId))[0]?.phases).toBe(assessment.phase);
  });

  it('keeps the whole reckoning, the decision and who took it beside the case', async () => {
    const compound = await compoundOf(800, 420);
    const { caseId } = await makeSurveyedCase(database.db, compound);
    await decide(compound, caseId, 'direct');
    const kept = await database.db
      .selectFrom('assessment')
      .selectAll()
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(kept).toMatchObject({
      decision: 'direct',
      proposal: 'direct',
      decided_by: compound.actors.utility.personId,
      valid_until: '2027-02-18',
    });
    expect(JSON.parse(kept.input).transformer).toMatchObject({ measuredOn: '2026-08-03', basePeakKw: 420 });
    expect(JSON.parse(kept.outcome).steps.length).toBeGreaterThan(3);
  });

  it('lets a person decide otherwise, but only with a written reason', async () => {
    const compound = await compoundOf(800, 420);
    const { caseId } = await makeSurveyedCase(database.db, compound);
    expect(await decide(compound, caseId, 'ordered')).toEqual({ ok: false, reason: 'note-needed' });
    expect(await decide(compound, caseId, 'ordered', { note: reason })).toMatchObject({ ok: true });
    expect(await entries(compound, caseId)).toMatchObject([{ mode: 'ordered', kind: 'reserved' }]);
  });

  it('never approves above a limit, whatever reason is written', async () => {
    const compound = await compoundOf(400, 300);
    const { caseId } = await makeSurveyedCase(database.db, compound);
    expect(await decide(compound, caseId, 'direct', { note: reason })).toMatchObject({
      ok: false,
      reason: 'over-limit',
      step: { name: 'load-after', limit: 304 },
    });
    expect(await entries(compound, caseId)).toEqual([]);
    expect(await statusOf(database.db, caseId)).toBe('assessment');
  });

  it('holds the feeder under its limit as well', async () => {
    const compound = await makeCompound(database.db);
    await database.db
      .updateTable('feeder')
      .set({ limit_kw: 5 })
      .where('compound_id', '=', compound.compoundId)
      .execute();
    const { caseId } = await makeSurveyedCase(database.db, compound);
    expect(await decide(compound, caseId, 'direct', { note: reason })).toMatchObject({
      reason: 'over-limit',
      step: { name: 'feeder-load' },
    });
    expect(await decide(compound, caseId, 'ordered')).toMatchObject({ ok: true });
  });

  it('refuses ordered charging for a pile that takes no orders', async () => {
    const compound = await compoundOf(800, 420);
    const { caseId } = await makeSurveyedCase(database.db, compound, { smartCapable: false });
    expect(await decide(compound, caseId, 'ordered', { note: reason })).toEqual({
      ok: false,
      reason: 'not-orderable',
    });
  });

  it('approves nothing in a fire zone that does not meet the conditions', async () => {
    const compound = await compoundOf(800, 420);
    const { caseId } = await makeSurveyedCase(database.db, compound, { fireZoneOpen: false });
    expect(await decide(compound, caseId, 'direct')).toEqual({ ok: false, reason: 'fire-zone-closed' });
  });

  it('finds a connection not feasible only for a named physical reason, in words', async () => {
    const compound = await compoundOf(800, 420);
    const { caseId } = await makeSurveyedCase(database.db, compound, { fireZoneOpen: false });
    const no = { physicalReason: 'no-money', note: reason };
    expect(await decide(compound, caseId, 'not-feasible', no)).toEqual({
      ok: false,
      reason: 'physical-reason-needed',
    });
    expect(await decide(compound, caseId, 'not-feasible', { physicalReason: 'fire-zone' })).toEqual({
      ok: false,
      reason: 'note-needed',
    });
    const yes = { physicalReason: 'fire-zone', note: '该防火分区无喷淋与排烟，不得设置充电设施' };
    expect(await decide(compound, caseId, 'not-feasible', yes)).toMatchObject({ status: 'not_feasible' });
    expect(await entries(compound, caseId)).toEqual([]);
  });

  it('does not stand on figures that have changed since the page was shown', async () => {
    const compound = await compoundOf(800, 420);
    const first = await makeSurveyedCase(database.db, compound);
    const second = await makeSurveyedCase(database.db, compound);
    const { seen } = await assessedNow(deps, compound, second.caseId);
    expect(await decide(compound, first.caseId, 'direct')).toMatchObject({ ok: true });
    const refused = await decide(compound, second.caseId, 'direct', { seen });
    expect(refused).toMatchObject({ ok: false, reason: 'numbers-changed', assessment: { demandKw: 14 } });
    expect(await entries(compound, second.caseId)).toEqual([]);
    expect(await statusOf(database.db, second.caseId)).toBe('assessment');
    expect(await decide(compound, second.caseId, 'direct')).toMatchObject({ ok: true });
  });

  it('lets exactly one of two approvals through that together exceed the limit', async () => {
    const compound = await compoundOf(500, 370);
    const one = await makeSurveyedCase(database.db, compound);
    const two = await makeSurveyedCase(database.db, compound);
    const shown = {
      one: await assessedNow(deps, compound, one.caseId),
      two: await assessedNow(deps, compound, two.caseId),
    };
    const outcomes = await Promise.all([
      decide(compound, one.caseId, 'direct', { note: reason, seen: shown.one.seen }),
      decide(compound, two.caseId, 'direct', { note: reason, seen: shown.two.seen }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'numbers-changed' });
    const loser = outcomes[0]?.ok ? two : one;
    expect(await entries(compound, loser.caseId)).toEqual([]);
    expect(await decide(compound, loser.caseId, 'direct', { note: reason })).toMatchObject({
      reason: 'over-limit',
    });
  });

  it('never lets many clerks together pass the limit, however often they try again', async () => {
    const compound = await compoundOf(800, 560);
    const cases = await Promise.all(
      Array.from({ length: 14 }, () => makeSurveyedCase(database.db, compound)),
    );
    const untilDecided = async (caseId: string) => {
      for (;;) {
        const outcome = await decide(compound, caseId, 'direct', { note: reason });
        if (outcome.ok || outcome.reason !== 'numbers-changed') return outcome;
      }
    };
    const outcomes = await Promise.all(cases.map(({ caseId }) => untilDecided(caseId)));
    // H = 608 − 560 = 48 kW: eight piles take 0.85 · 56 = 47.6, nine would take 53.55.
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(8);
    for (const outcome of outcomes)
      if (!outcome.ok) expect(outcome).toMatchObject({ reason: 'over-limit', step: { name: 'load-after' } });
    const state = await loadTransformerState(database.db, compound.compoundId, compound.transformerId);
    expect(state?.holds.filter((hold) => hold.state === 'reserved')).toHaveLength(8);
  }, 60_000);

  it('queues by rank for an upgrade and takes the queue up again in that order when it is done', async () => {
    const compound = await compoundOf(400, 300);
    const first = await makeSurveyedCase(database.db, compound, { pileKw: 7 });
    const second = await makeSurveyedCase(database.db, compound, { pileKw: 7 });
    expect(await decide(compound, second.caseId, 'upgrade', { note: reason })).toMatchObject({
      queueRank: 1,
    });
    expect(await decide(compound, first.caseId, 'upgrade', { note: reason })).toMatchObject({ queueRank: 2 });
    const done = { transformerId: compound.transformerId, ratedKva: 630, note: '更换为 630 kVA' };
    expect(await completeUpgrade(deps, compound.actors.utility, { ...done, ratedKva: 400 })).toEqual({
      ok: false,
      reason: 'not-larger',
      ratedKva: 400,
    });
    expect(await completeUpgrade(deps, compound.actors.utility, done)).toEqual({
      ok: true,
      caseIds: [second.caseId, first.caseId],
    });
    expect(await statusOf(database.db, first.caseId)).toBe('assessment');
    expect((await assessedNow(deps, compound, second.caseId)).assessment).toMatchObject({ demandKw: 7 });
    expect((await assessedNow(deps, compound, first.caseId)).assessment).toMatchObject({ demandKw: 14 });
    expect(await decide(compound, second.caseId, 'direct')).toMatchObject({ ok: true });
    expect((await entries(compound, second.caseId)).map((entry) => entry.kind).sort()).toEqual([
      'queued',
      'reserved',
    ]);
  });

  it('is the utility’s alone and does not exist for another tenant', async () => {
    const compound = await compoundOf(800, 420);
    const stranger = await makeCompound(database.db);
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const input = { caseId, decision: 'direct', note: '', physicalReason: null, seen: '' } as const;
    expect(await decideConnection(deps, compound.actors.property, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    expect(await decideConnection(deps, stranger.actors.utility, input)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    const upgrade = { transformerId: compound.transformerId, ratedKva: 1000, note: '' };
    expect(await completeUpgrade(deps, compound.actors.operator, upgrade)).toMatchObject({
      reason: 'forbidden',
    });
    expect(await completeUpgrade(deps, stranger.actors.utility, upgrade)).toMatchObject({
      reason: 'not-found',
    });
  });

  it('needs a survey first, and a case that waits for a decision', async () => {
    const compound = await compoundOf(800, 420);
    const early = await makeGridCase(database.db, compound, { status: 'assessment' });
    const late = await makeSurveyedCase(database.db, compound, { status: 'works' });
    expect(await decide(compound, early.caseId, 'direct')).toEqual({ ok: false, reason: 'no-survey' });
    expect(await decide(compound, late.caseId, 'direct')).toMatchObject({
      reason: 'moved-on',
      status: 'works',
    });
  });
});
