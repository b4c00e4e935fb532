import { beforeAll, describe, expect, it } from 'vitest';
import type { AcceptanceValues } from '~/domain/compliance/acceptance';
import { acceptanceItemsFor } from '~/domain/compliance/acceptance-items';
import { decideConnection } from '~/use-cases/connection/decide-connection.server';
import { energisePile } from '~/use-cases/pile/energise-pile.server';
import { issueStation } from '~/use-cases/pile/issue-station.server';
import { recordClearance } from '~/use-cases/pile/record-clearance.server';
import { isStationPassword } from '~/use-cases/shared/station-password.server';
import { type AcceptanceInput, recordAcceptance } from '~/use-cases/works/record-acceptance.server';
import { loadTransformerState } from '~db/queries/capacity.server';
import { findPileOfCase, findStationOfPile, listPilesOnWall } from '~db/queries/piles.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { assessedNow, makeSurveyedCase, statusOf } from '../../factories/grid-case';
import { describeOnBothDatabases } from '../../setup/database';

const context = {
  pileKind: 'private',
  location: 'underground',
  earthing: 'TN',
  ordered: true,
  plannedSectionMm2: 10,
  ratedCurrentA: 31.8,
} as const;

const good: Record<string, number> = {
  'mount-height': 1.5,
  'edge-clearance': 0.5,
  'cable-section': 10,
  'breaker-rating': 40,
  'rcd-current': 30,
  'rcd-trip-time': 0.1,
  'earth-resistance': 3,
  'insulation-resistance': 50,
  'full-load-temperature': 45,
  'ip-indoor': 54,
};

function filled(meterNo: string): AcceptanceValues {
  const values: Record<string, string | number | boolean> = {};
  for (const item of acceptanceItemsFor(context)) {
    if (item.key === 'photos' || item.key === 'remarks') continue;
    values[item.key] = item.kind === 'yes-no' ? true : item.kind === 'text' ? '已核' : (good[item.key] ?? 0);
  }
  return { ...values, 'meter-number': meterNo };
}

const photo = {
  name: '竣工.png',
  bytes: new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};
let meters = 0;
const freshMeter = () => `DB${String(++meters).padStart(6, '0')}`;

describeOnBothDatabases('from works to an energised pile', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db, { ratedKva: 1250, basePeakKw: 100 });
  });

  async function approved(mode: 'direct' | 'ordered' = 'direct') {
    const made = await makeSurveyedCase(database.db, compound);
    const { seen } = await assessedNow(deps, compound, made.caseId);
    const decision = {
      caseId: made.caseId,
      decision: mode,
      note: '按现场情况定为此方式',
      physicalReason: null,
      seen,
    };
    expect(await decideConnection(deps, compound.actors.utility, decision)).toMatchObject({ ok: true });
    return made;
  }
  const accept = (caseId: string, rest: Partial<AcceptanceInput> = {}) =>
    recordAcceptance(deps, compound.actors.operator, {
      caseId,
      installedOn: '2026-11-19',
      pileKind: 'private',
      location: 'underground',
      earthing: 'TN',
      vendor: '测试厂',
      model: 'AC7',
      cccNo: '2026-CCC-001',
      values: filled(freshMeter()),
      photos: [photo],
      ...rest,
    });
  const comeOnline = (identity: string) =>
    database.db
      .updateTable('ocpp_station')
      .set({ connected_at: deps.clock(), online: 1 })
      .where('identity', '=', identity)
      .execute();

  describe('acceptance', () => {
    it('makes the pile on the approved feeder, phase and mode, held at 6 A when it falls offline', async () => {
      const { caseId, spaceId, householdId } = await approved('ordered');
      const outcome = await accept(caseId);
      expect(outcome).toMatchObject({ ok: true, result: 'pass' });
      expect(await statusOf(database.db, caseId)).toBe('commissioning');
      const pile = await findPileOfCase(database.db, compound.compoundId, caseId);
      expect(pile).toMatchObject({
        parking_space_id: spaceId,
        household_id: householdId,
        feeder_id: compound.feederId,
        mode: 'ordered',
        max_kw: 7,
        min_kw: 1.32,
        fallback_kw: 1.32,
        status: 'commissioning',
        energised_at: null,
      });
      expect(pile?.phases).toMatch(/^[ABC]$/);
      const photos = await database.db
        .selectFrom('case_document')
        .select(['kind', 'storage_key', 'media_type'])
        .where('case_id', '=', caseId)
        .execute();
      expect(photos).toMatchObject([{ kind: 'acceptance-photo', media_type: 'image/png' }]);
      expect(await deps.documents.get(photos[0]?.storage_key ?? '')).toEqual(photo.bytes);
    });

    it('sends the works back with what failed, and passes after rework', async () => {
      const { caseId } = await approved();
      const values = { ...filled(freshMeter()), 'earth-resistance': 12 };
      expect(await accept(caseId, { values })).toMatchObject({ result: 'fail', major: ['earth-resistance'] });
      expect(await statusOf(database.db, caseId)).toBe('works');
      expect(await findPileOfCase(database.db, compound.compoundId, caseId)).toBeUndefined();
      expect(await accept(caseId, { photos: [] })).toMatchObject({ result: 'pass' });
    });

    it('passes with minor defects that the record names', async () => {
      const { caseId } = await approved();
      const values = { ...filled(freshMeter()), 'insulation-resistance': 5 };
      expect(await accept(caseId, { values })).toMatchObject({
        result: 'pass-with-minor',
        minor: ['insulation-resistance'],
      });
    });

    it('is incomplete without every value or without a photo, and then keeps nothing', async () => {
      const { caseId } = await approved();
      expect(await accept(caseId, { photos: [] })).toEqual({
        ok: false,
        reason: 'incomplete',
        missing: ['photos'],
      });
      const values = { ...filled(freshMeter()), 'signed-owner': '' };
      expect(await accept(caseId, { values })).toMatchObject({ missing: ['signed-owner'] });
      const kept = await database.db
        .selectFrom('acceptance')
        .select('id')
        .where('case_id', '=', caseId)
        .execute();
      expect(kept).toEqual([]);
    });

    it('gives one meter to one pile only, even when two acceptances name it at once', async () => {
      const one = await approved();
      const two = await approved();
      const values = filled(freshMeter());
      const outcomes = await Promise.all([accept(one.caseId, { values }), accept(two.caseId, { values })]);
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
      expect(outcomes.find((outcome) => !outcome.ok)).toEqual({ ok: false, reason: 'meter-taken' });
      const loser = outcomes[0]?.ok ? two : one;
      expect(await statusOf(database.db, loser.caseId)).toBe('works');
    });

    it('refuses a day to come, a case not in works, another role and another tenant', async () => {
      const { caseId } = await approved();
      expect(await accept(caseId, { installedOn: '2026-11-21' })).toMatchObject({ reason: 'in-the-future' });
      const waiting = await makeSurveyedCase(database.db, compound);
      expect(await accept(waiting.caseId)).toMatchObject({ reason: 'moved-on' });
      const unreserved = await makeSurveyedCase(database.db, compound, { status: 'works' });
      expect(await accept(unreserved.caseId)).toMatchObject({ reason: 'not-approved' });
      const stranger = await makeCompound(database.db);
      const input = {
        caseId,
        installedOn: '2026-11-19',
        pileKind: 'private',
        location: 'underground',
        earthing: 'TN',
        vendor: '',
        model: '',
        cccNo: '',
        values: {},
        photos: [],
      } as const;
      expect(await recordAcceptance(deps, compound.actors.utility, input)).toMatchObject({
        reason: 'forbidden',
      });
      expect(await recordAcceptance(deps, stranger.actors.operator, input)).toMatchObject({
        reason: 'not-found',
      });
    });
  });

  describe('the station’s identity', () => {
    it('is told once with its password, of which only a hash is kept; again rotates it and logs that', async () => {
      const { caseId } = await approved();
      await accept(caseId);
      const first = await issueStation(deps, compound.actors.operator, { caseId });
      const second = await issueStation(deps, compound.actors.operator, { caseId });
      if (!first.ok || !second.ok) throw new Error('not issued');
      expect(first.identity).toMatch(/^[A-Z0-9_-]{4,20}-\d{4}$/i);
      expect(second).toMatchObject({ identity: first.identity, rotated: true });
      expect(second.password).not.toBe(first.password);
      const pile = await findPileOfCase(database.db, compound.compoundId, caseId);
      const station = await findStationOfPile(database.db, compound.compoundId, pile?.id ?? '');
      const opens = (password: string) =>
        isStationPassword(station?.password_hash ?? '', Buffer.from(password));
      expect([opens(first.password), opens(second.password)]).toEqual([false, true]);
      const rows = await database.db
        .selectFrom('case_event')
        .selectAll()
        .where('case_id', '=', caseId)
        .execute();
      expect(rows.filter((row) => row.kind === 'station_issued')).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toContain(second.password);
    });

    it('needs a pile, the operator, and this tenant', async () => {
      const { caseId } = await approved();
      const stranger = await makeCompound(database.db);
      expect(await issueStation(deps, compound.actors.operator, { caseId })).toMatchObject({
        reason: 'no-pile',
      });
      expect(await issueStation(deps, compound.actors.utility, { caseId })).toMatchObject({
        reason: 'forbidden',
      });
      expect(await issueStation(deps, stranger.actors.operator, { caseId })).toMatchObject({
        reason: 'not-found',
      });
    });
  });

  describe('energising', () => {
    async function commissioned(rest: Partial<AcceptanceInput> = {}) {
      const made = await approved();
      expect(await accept(made.caseId, rest)).toMatchObject({ ok: true });
      const issued = await issueStation(deps, compound.actors.operator, { caseId: made.caseId });
      if (!issued.ok) throw new Error(issued.reason);
      return { ...made, identity: issued.identity };
    }
    const energise = (caseId: string) => energisePile(deps, compound.actors.operator, { caseId });

    it('commits the capacity, activates the pile and gives the car its card', async () => {
      const { caseId, identity, vehicleId } = await commissioned();
      await comeOnline(identity);
      const outcome = await energise(caseId);
      expect(outcome).toMatchObject({ ok: true });
      expect(await statusOf(database.db, caseId)).toBe('energised');
      const pile = await findPileOfCase(database.db, compound.compoundId, caseId);
      expect(pile).toMatchObject({ status: 'active', energised_at: deps.clock() });
      const state = await loadTransformerState(database.db, compound.compoundId, compound.transformerId);
      expect(state?.holds.find((hold) => hold.caseId === caseId)).toMatchObject({
        state: 'committed',
        pileId: pile?.id,
      });
      const token = await database.db
        .selectFrom('id_token')
        .selectAll()
        .where('vehicle_id', '=', vehicleId)
        .executeTakeFirstOrThrow();
      expect(token.id_tag).toMatch(/^[A-Z0-9]{8,20}$/);
      expect(deps.published.at(-2)).toMatchObject({ topic: 'plan-needed' });
      expect(await energise(caseId)).toMatchObject({ ok: false, reason: 'moved-on' });
    });

    it('stays shut until the station has been online once', async () => {
      const { caseId } = await commissioned();
      expect(await energise(caseId)).toEqual({ ok: false, reason: 'gates-shut', gates: ['never-online'] });
      expect(await statusOf(database.db, caseId)).toBe('commissioning');
    });

    it('names a station that was never issued', async () => {
      const { caseId } = await approved();
      await accept(caseId);
      expect(await energise(caseId)).toMatchObject({ gates: ['station-missing'] });
    });

    it('asks for CCC, for verification where it settles trade, and opens when the papers are in', async () => {
      const { caseId, identity } = await commissioned({ cccNo: '' });
      await comeOnline(identity);
      const papers = {
        caseId,
        tradeSettlement: true,
        subsidised: false,
        cccNo: '',
        verificationNo: '',
        verificationUntilOn: null,
        platformLinkedOn: null,
      };
      await recordClearance(deps, compound.actors.operator, papers);
      expect(await energise(caseId)).toMatchObject({ gates: ['verification-missing', 'ccc-certificate'] });
      const verified = {
        ...papers,
        cccNo: 'CCC-9',
        verificationNo: 'JJ-1',
        verificationUntilOn: '2026-11-19',
      };
      await recordClearance(deps, compound.actors.operator, verified);
      expect(await energise(caseId)).toMatchObject({ gates: ['verification-expired'] });
      await recordClearance(deps, compound.actors.operator, {
        ...verified,
        verificationUntilOn: '2029-11-18',
      });
      expect(await energise(caseId)).toMatchObject({ ok: true });
      expect(await recordClearance(deps, compound.actors.operator, papers)).toMatchObject({
        reason: 'moved-on',
      });
    });

    it('is the operator’s alone and does not exist for another tenant', async () => {
      const { caseId } = await commissioned();
      const stranger = await makeCompound(database.db);
      const papers = {
        caseId,
        tradeSettlement: false,
        subsidised: true,
        cccNo: 'CCC-stranger',
        verificationNo: '',
        verificationUntilOn: null,
        platformLinkedOn: null,
      };
      const before = await findPileOfCase(database.db, compound.compoundId, caseId);
      for (const actor of [compound.actors.utility, compound.actors.property])
        expect(await recordClearance(deps, actor, papers)).toEqual({ ok: false, reason: 'forbidden' });
      for (const actor of [stranger.actors.operator, stranger.actors.resident])
        expect(await recordClearance(deps, actor, papers)).toEqual({ ok: false, reason: 'not-found' });
      expect(await findPileOfCase(database.db, compound.compoundId, caseId)).toEqual(before);
      expect(await energisePile(deps, compound.actors.utility, { caseId })).toMatchObject({
        reason: 'forbidden',
      });
      expect(await energisePile(deps, stranger.actors.operator, { caseId })).toMatchObject({
        reason: 'not-found',
      });
      expect((await listPilesOnWall(database.db, stranger.actors.operator.grants)).length).toBe(0);
      expect((await listPilesOnWall(database.db, compound.actors.operator.grants)).length).toBeGreaterThan(0);
    });
  });
});
