import { beforeEach, describe, expect, it } from 'vitest';
import { ALWAYS_OPEN } from '~/domain/booking/opening-hours';
import { type ChangePileInput, changeSharedPile } from '~/use-cases/sharing/change-shared-pile.server';
import { type OpenPileInput, openSharedPile } from '~/use-cases/sharing/open-shared-pile.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { type BookingScene, makeBookingScene, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import { addGuest } from '../../factories/sharing';
import { addStation, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const DAYTIME = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 480, toMinute: 1080 }];

describeOnBothDatabases('running a shared pile', (database) => {
  let scene: BookingScene;

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
  });

  describe('opening it', () => {
    let station: TestStation;
    const open = (change: Partial<OpenPileInput> = {}, who = scene.compound.actors.operator) =>
      openSharedPile(scene.deps, who, {
        compoundId: scene.compound.compoundId,
        pileId: station.pileId,
        mode: 'time-shared',
        members: [],
        hours: ALWAYS_OPEN,
        stepMinutes: 30,
        minMinutes: 30,
        maxMinutes: 480,
        bufferMinutes: 15,
        latestNoticeMinutes: 0,
        graceMinutes: 15,
        walkUps: true,
        ...change,
      });
    const row = () => findSharedPile(database.db, scene.compound.compoundId, station.pileId);

    beforeEach(async () => {
      station = await addStation(database.db, scene.compound, { household_id: null });
      await database.db
        .updateTable('pile')
        .set({ trade_settlement: 1, verification_no: 'JD-1', verification_until_on: '2030-01-01' })
        .where('id', '=', station.pileId)
        .execute();
    });

    it('gives it a code of its own and lets households book it', async () => {
      expect(await open()).toMatchObject({ ok: true, code: expect.stringMatching(/^[0-9a-z]{10}$/) });
      expect(await row()).toMatchObject({
        kind: 'common',
        lender_household_id: null,
        walk_ups: 1,
        buffer_minutes: 15,
      });
      expect(await scene.book({ pileId: station.pileId })).toMatchObject({ ok: true });
      expect(await open()).toMatchObject({ ok: true, isRepeat: true });
      expect(await open({ hours: DAYTIME })).toEqual({ ok: false, reason: 'shared-already' });
    });

    it('binds it to the cars of single households where it is meant so', async () => {
      expect(await open({ mode: 'many-cars', members: [scene.guest.householdId] })).toMatchObject({
        ok: true,
      });
      const other = await addGuest(database.db, scene.compound);
      expect(await scene.book({ pileId: station.pileId })).toMatchObject({ ok: true });
      expect(await scene.book({ pileId: station.pileId, ...slotAt('20:00', '21:00') }, other)).toMatchObject({
        reason: 'not-a-member',
      });
    });

    it.each([
      [{ mode: 'many-cars' as const }, 'members', 'no-members'],
      [{ members: ['hh'] }, 'members', 'members-not-meant'],
      [
        { mode: 'nearby' as const, members: ['household_of_another_compound'] },
        'members',
        'unknown-household',
      ],
      [{ graceMinutes: 0 }, 'terms', { field: 'graceMinutes', min: 5, max: 120 }],
      [{ hours: [] }, 'terms', { field: 'hours', fault: 'none' }],
    ])('is refused with %j', async (change, reason, fault) => {
      expect(await open(change)).toEqual({ ok: false, reason, fault });
      expect(await row()).toBeUndefined();
    });

    it('waits for verified metering, and is not for a household’s own pile', async () => {
      await database.db
        .updateTable('pile')
        .set({ verification_until_on: '2026-11-19' })
        .where('id', '=', station.pileId)
        .execute();
      expect(await open()).toEqual({ ok: false, reason: 'gaps', gaps: ['verification-over'] });
      const own = await addStation(database.db, scene.compound);
      expect(await open({ pileId: own.pileId })).toEqual({ ok: false, reason: 'private-pile' });
    });

    it('is the operator’s: others may not, another compound sees nothing', async () => {
      const stranger = await makeCompound(database.db);
      expect(await open({}, scene.compound.actors.property)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await open({}, scene.guest.actor)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await open({}, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
      expect(await open({ pileId: 'nowhere' })).toEqual({ ok: false, reason: 'not-found' });
    });
  });

  describe('changing it', () => {
    let bookingId: string;
    const change = (input: Partial<ChangePileInput>, who = scene.compound.actors.operator) =>
      changeSharedPile(scene.deps, who, {
        compoundId: scene.compound.compoundId,
        pileId: scene.pile.pileId,
        ...input,
      });
    const listed = () => ({
      ok: false,
      reason: 'slots-booked',
      slots: [{ bookingId, ...slotAt('14:00', '18:00') }],
    });

    beforeEach(async () => {
      bookingId = await scene.booked();
    });

    it('lists the slots that other hours, an exception, other members or an end would leave without a place', async () => {
      const other = await addGuest(database.db, scene.compound);
      const addException = { kind: 'closed', ...slotAt('13:00', '15:00'), note: '检修' } as const;
      for (const input of [
        { hours: DAYTIME },
        { addException },
        { mode: 'many-cars', members: [other.householdId] },
        { status: 'closed' },
      ] satisfies Partial<ChangePileInput>[])
        expect(await change(input)).toEqual(listed());
      const changed = await change({ addException, takeBackIds: [bookingId] });
      expect(changed).toEqual({ ok: true, takenBack: [{ bookingId, fen: 0 }] });
      expect(await scene.noticesOf(scene.guest)).toMatchObject([{ kind: 'slot-taken-back' }]);
      expect(await scene.book()).toMatchObject({ reason: 'closed' });
    });

    it('changes buffers, lengths, notice, walk-ups and grace, and leaves the rest', async () => {
      const terms = {
        bufferMinutes: 30,
        minMinutes: 60,
        maxMinutes: 240,
        latestNoticeMinutes: 60,
        graceMinutes: 20,
        walkUps: false,
      };
      expect(await change(terms)).toEqual({ ok: true, takenBack: [] });
      expect(await findSharedPile(database.db, scene.compound.compoundId, scene.pile.pileId)).toMatchObject({
        buffer_minutes: 30,
        min_minutes: 60,
        max_minutes: 240,
        latest_notice_minutes: 60,
        grace_minutes: 20,
        walk_ups: 0,
        status: 'open',
        mode: 'time-shared',
      });
    });

    it('binds the pile to members and frees it again', async () => {
      const members = [scene.guest.householdId];
      expect(await change({ mode: 'nearby', members })).toMatchObject({ ok: true });
      const other = await addGuest(database.db, scene.compound);
      const later = slotAt('19:00', '20:00');
      expect(await scene.book(later, other)).toMatchObject({ reason: 'not-a-member' });
      expect(await change({ mode: 'time-shared' })).toEqual({
        ok: false,
        reason: 'members',
        fault: 'members-not-meant',
      });
      expect(await change({ mode: 'time-shared', members: [] })).toMatchObject({ ok: true });
      expect(await scene.book(later, other)).toMatchObject({ ok: true });
    });

    it('pauses and ends the sharing', async () => {
      expect(await change({ status: 'paused' })).toEqual({ ok: true, takenBack: [] });
      expect(await scene.book({ ...slotAt('19:00', '20:00') })).toMatchObject({ reason: 'paused' });
      const closed = await change({ status: 'closed', takeBackIds: [bookingId] });
      expect(closed).toEqual({ ok: true, takenBack: [{ bookingId, fen: 0 }] });
      expect(await scene.booking(bookingId)).toMatchObject({ close_reason: 'pile-closed' });
      expect(await change({ status: 'open' })).toEqual({ ok: false, reason: 'not-shared' });
    });

    it('is the operator’s: others may not, another compound sees nothing', async () => {
      const stranger = await makeCompound(database.db);
      const input = { status: 'paused' } as const;
      expect(await change(input, scene.compound.actors.property)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await change(input, scene.guest.actor)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await change(input, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
    });
  });
});
