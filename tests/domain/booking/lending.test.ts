import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LENT_TERMS,
  type LendingFacts,
  lendingGaps,
  lentPriceFault,
  MOST_SERVICE_FEN,
  termsFault,
} from '~/domain/booking/lending';
import { membersFault } from '~/domain/booking/members';
import { ALWAYS_OPEN, openWindows } from '~/domain/booking/opening-hours';
import { slotsTheOwnerNeeds } from '~/domain/booking/owner-first';
import { householdGap, pileGap } from '~/domain/booking/pile-access';
import { strandedSlots } from '~/domain/booking/stranded-slots';
import { DAY_MS } from '~/domain/shared/local-time';
import { anyException, anyHours, anyWindow, at, between, isIn, MINUTE } from './minutes';

const TODAY = '2026-11-19';
const complete: LendingFacts = {
  energised: true,
  retired: false,
  connected: true,
  tradeSettlement: true,
  verificationNo: 'JD-1',
  verificationUntilOn: TODAY,
  insurancePolicy: 'BX-1',
  insuredUntilOn: TODAY,
};

describe('what is missing before a pile may be lent', () => {
  it('is nothing with power, a station, verified metering and insurance, up to their last day', () => {
    expect(lendingGaps(complete, TODAY)).toEqual([]);
  });

  it('is all said at once', () => {
    const nothing: LendingFacts = {
      energised: false,
      retired: false,
      connected: false,
      tradeSettlement: false,
      verificationNo: null,
      verificationUntilOn: null,
      insurancePolicy: ' ',
      insuredUntilOn: '',
    };
    expect(lendingGaps(nothing, TODAY)).toEqual([
      'no-power',
      'no-station',
      'not-for-trade',
      'not-verified',
      'not-insured',
    ]);
    const over = { ...complete, verificationUntilOn: '2026-11-18', insuredUntilOn: '2026-11-18' };
    expect(lendingGaps(over, TODAY)).toEqual(['verification-over', 'insurance-over']);
    expect(lendingGaps({ ...complete, retired: true }, TODAY)).toEqual(['no-power']);
  });
});

describe('a lender’s price', () => {
  it.each([0, 30, MOST_SERVICE_FEN])('may be %i fen a kWh', (serviceFen) => {
    expect(lentPriceFault({ serviceFen, notice: '充完请及时挪车' })).toBeNull();
  });

  it.each([-1, MOST_SERVICE_FEN + 1, 12.5, Number.NaN])('may not be %d fen a kWh', (serviceFen) => {
    expect(lentPriceFault({ serviceFen, notice: '' })).toMatchObject({ field: 'serviceFen' });
  });

  it('asks for no fee that nobody may ask for', () => {
    expect(lentPriceFault({ serviceFen: 30, notice: '另收管 理 费 5 元' })).toMatchObject({
      field: 'notice',
      fee: { reason: 'forbidden-fee', code: 'property-cooperation-fee' },
    });
    expect(lentPriceFault({ serviceFen: 30, notice: '电费每度加价两毛' })).toMatchObject({
      fee: { code: 'energy-surcharge' },
    });
    expect(lentPriceFault({ serviceFen: 30, notice: '好'.repeat(201) })).toEqual({
      field: 'notice',
      maxLength: 200,
    });
  });
});

describe('the terms of a shared pile', () => {
  const terms = { ...LENT_TERMS, hours: ALWAYS_OPEN, minMinutes: 60, maxMinutes: 480 };

  it('are fine as they are suggested', () => {
    expect(termsFault(terms)).toBeNull();
  });

  it.each([
    [{ hours: [] }, 'hours'],
    [{ hours: [{ weekdays: [1], fromMinute: 60, toMinute: 60 }] }, 'hours'],
    [{ stepMinutes: 50 }, 'stepMinutes'],
    [{ minMinutes: 15 }, 'minMinutes'],
    [{ maxMinutes: 30 }, 'maxMinutes'],
    [{ bufferMinutes: -1 }, 'bufferMinutes'],
    [{ latestNoticeMinutes: 2.5 }, 'latestNoticeMinutes'],
    [{ graceMinutes: 0 }, 'graceMinutes'],
  ])('are not with %j', (change, field) => {
    expect(termsFault({ ...terms, ...change })).toMatchObject({ field });
  });

  it.each([
    ['time-shared', [], null],
    ['time-shared', ['a'], 'members-not-meant'],
    ['many-cars', [], 'no-members'],
    ['nearby', ['a'], null],
    ['nearby', Array.from({ length: 501 }, String), 'too-many-members'],
    ['lent', [], 'mode'],
  ] as const)('of %s with members %j have the fault %s', (mode, members, fault) => {
    expect(membersFault(mode, members)).toBe(fault);
  });
});

describe('slots that a change leaves without a place', () => {
  it('are those with a minute outside the hours, and those of households that are no members', () => {
    const anySlot = fc
      .record({ window: anyWindow(0, 4320, 30), householdId: fc.constantFrom('a', 'b') })
      .filter(({ window }) => window.start < window.end)
      .map(({ window, householdId }) => ({ ...window, householdId }));
    fc.assert(
      fc.property(
        fc.array(anySlot, { maxLength: 5 }),
        fc.array(anyHours, { maxLength: 3 }),
        fc.array(anyException(0, 4320), { maxLength: 3 }),
        fc.constantFrom<string[]>([], ['a'], ['a', 'b']),
        (slots, hours, exceptions, members) => {
          const open = openWindows(hours, exceptions, { start: at(0) - DAY_MS, end: at(4320) + DAY_MS });
          const stays = ({ start, end, householdId }: (typeof slots)[number]) => {
            if (members.length > 0 && !members.includes(householdId)) return false;
            for (let ms = start; ms < end; ms += MINUTE) if (!isIn(open, ms)) return false;
            return true;
          };
          const stranded = strandedSlots(slots, { hours, exceptions, members });
          expect(stranded).toEqual(slots.filter((slot) => !stays(slot)));
        },
      ),
    );
  });
});

describe('the owner’s car', () => {
  it('needs the slots that begin within three hours and before it leaves', () => {
    const slots = [between(-60, 30), between(120, 240), between(180, 300), between(210, 300)];
    expect(slotsTheOwnerNeeds(between(-30, 600), slots, at(0))).toEqual(slots.slice(0, 3));
    expect(slotsTheOwnerNeeds(between(-30, 120), slots, at(0))).toEqual(slots.slice(0, 1));
    expect(slotsTheOwnerNeeds(between(-30, 600), [between(-90, 0)], at(0))).toEqual([]);
  });
});

describe('who may book a pile', () => {
  const open = {
    status: 'open',
    kind: 'lent',
    energised: true,
    retired: false,
    verificationNo: 'JD-1',
    verificationUntilOn: TODAY,
    insurancePolicy: 'BX-1',
    insuredUntilOn: TODAY,
  };

  it.each([
    [{}, null],
    [{ status: 'paused' }, 'paused'],
    [{ status: 'closed' }, 'closed-for-good'],
    [{ retired: true }, 'closed-for-good'],
    [{ energised: false }, 'no-power'],
    [{ verificationNo: null }, 'not-verified'],
    [{ verificationUntilOn: '2026-11-18' }, 'not-verified'],
    [{ insurancePolicy: null }, 'not-insured'],
    [{ insuredUntilOn: '2026-11-18' }, 'not-insured'],
    [{ kind: 'common', insurancePolicy: null }, null],
  ])('nobody, where it is %j: %s', (change, gap) => {
    expect(pileGap({ ...open, ...change }, TODAY)).toBe(gap);
  });

  it.each([
    ['owner', 'own-pile'],
    ['blocked', 'blocked'],
    ['stranger', 'not-a-member'],
    ['member', null],
  ])('%s: %s', (householdId, gap) => {
    const pile = { ownerHouseholdId: 'owner', members: ['member', 'blocked'], blocked: ['blocked'] };
    expect(householdGap(householdId, pile)).toBe(gap);
  });
});
