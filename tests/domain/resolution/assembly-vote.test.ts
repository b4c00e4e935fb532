import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAssembly, type Tally, type Weight } from '~/domain/resolution/assembly-vote';
import { tallyBallots } from '~/domain/resolution/tally-ballots';

const weight = (areaCm2: number, heads: number): Weight => ({ areaCm2, heads });

const tally: fc.Arbitrary<Tally> = fc
  .tuple(
    fc.integer({ min: 1, max: 5_000_000_000 }),
    fc.integer({ min: 1, max: 20_000 }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  )
  .map(([area, heads, s]) => {
    const participated = weight(Math.round(area * s[0]!), Math.round(heads * s[1]!));
    const yes = weight(Math.round(participated.areaCm2 * s[2]!), Math.round(participated.heads * s[3]!));
    return { total: weight(area, heads), participated, yes };
  });

describe('the owners’ vote of 民法典 278', () => {
  it('passes an ordinary matter with two thirds taking part and more than half of those agreeing', () => {
    const verdict = decideAssembly('ordinary', {
      total: weight(9000, 90),
      participated: weight(6000, 60),
      yes: weight(3001, 31),
    });
    expect(verdict).toEqual({
      ok: true,
      majority: 'ordinary',
      total: weight(9000, 90),
      participated: weight(6000, 60),
      neededParticipation: weight(6000, 60),
      yes: weight(3001, 31),
      neededYes: weight(3001, 31),
    });
  });

  it('fails an ordinary matter at exactly one half', () => {
    const votes = { total: weight(9000, 90), participated: weight(6000, 60), yes: weight(3000, 31) };
    expect(decideAssembly('ordinary', votes)).toMatchObject({ ok: false, reason: 'majority' });
  });

  it('passes a special matter at exactly three quarters of those who took part', () => {
    const votes = { total: weight(9000, 90), participated: weight(6000, 60), yes: weight(4500, 45) };
    expect(decideAssembly('special', votes)).toMatchObject({ ok: true });
    expect(decideAssembly('special', { ...votes, yes: weight(4499, 45) })).toMatchObject({
      ok: false,
      reason: 'majority',
    });
    expect(decideAssembly('special', { ...votes, yes: weight(4500, 44) })).toMatchObject({
      ok: false,
      reason: 'majority',
    });
  });

  it('lacks a quorum when one owner in 100 of 150 is missing, however many agree', () => {
    const votes = { total: weight(15000, 150), participated: weight(10000, 99), yes: weight(10000, 99) };
    expect(decideAssembly('ordinary', votes)).toMatchObject({
      ok: false,
      reason: 'quorum',
      neededParticipation: weight(10000, 100),
    });
  });

  it('needs the area as well as the heads', () => {
    const votes = { total: weight(15000, 150), participated: weight(9999, 150), yes: weight(9999, 150) };
    expect(decideAssembly('ordinary', votes)).toMatchObject({ ok: false, reason: 'quorum' });
  });

  it('refuses a count in which more agree than took part, and an empty compound', () => {
    const votes = { total: weight(9000, 90), participated: weight(6000, 60), yes: weight(6001, 60) };
    expect(decideAssembly('ordinary', votes)).toMatchObject({ ok: false, reason: 'tally-inconsistent' });
    const nobody = { total: weight(0, 0), participated: weight(0, 0), yes: weight(0, 0) };
    expect(decideAssembly('ordinary', nobody)).toMatchObject({ ok: false, reason: 'no-electorate' });
  });

  it('agrees with the statute written out in exact integers', () => {
    fc.assert(
      fc.property(tally, ({ total, participated, yes }) => {
        const big = (w: Weight) => ({ a: BigInt(w.areaCm2), n: BigInt(w.heads) });
        const [t, p, y] = [big(total), big(participated), big(yes)];
        const quorum = 3n * p.a >= 2n * t.a && 3n * p.n >= 2n * t.n;
        const special = quorum && 4n * y.a >= 3n * p.a && 4n * y.n >= 3n * p.n;
        const ordinary = quorum && 2n * y.a > p.a && 2n * y.n > p.n;
        expect(decideAssembly('special', { total, participated, yes }).ok).toBe(special);
        expect(decideAssembly('ordinary', { total, participated, yes }).ok).toBe(ordinary);
      }),
      { numRuns: 500 },
    );
  });
});

describe('counting ballots', () => {
  const units = [
    { unitId: 'u1', ownerId: 'wang', areaCm2: 900_000 },
    { unitId: 'u2', ownerId: 'wang', areaCm2: 1_100_000 },
    { unitId: 'u3', ownerId: 'li', areaCm2: 800_000 },
    { unitId: 'u4', ownerId: 'zhao', areaCm2: 700_000 },
  ];

  it('counts an owner of two units as one head with both areas', () => {
    const counted = tallyBallots(units, [
      { ownerId: 'wang', choice: 'yes', castAt: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(counted.total).toEqual(weight(3_500_000, 3));
    expect(counted.yes).toEqual(weight(2_000_000, 1));
  });

  it('lets the last ballot of an owner stand, in whatever order they arrive', () => {
    const counted = tallyBallots(units, [
      { ownerId: 'li', choice: 'no', castAt: '2026-11-02T00:00:00.000Z' },
      { ownerId: 'li', choice: 'yes', castAt: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(counted.no).toEqual(weight(800_000, 1));
    expect(counted.participated).toEqual(weight(800_000, 1));
  });

  it('counts an abstention as taking part but not as agreeing', () => {
    const counted = tallyBallots(units, [
      { ownerId: 'zhao', choice: 'abstain', castAt: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(counted.participated).toEqual(weight(700_000, 1));
    expect(counted.yes).toEqual(weight(0, 0));
    expect(counted.abstained).toEqual(weight(700_000, 1));
  });

  it('sets aside and names people who own nothing here', () => {
    const counted = tallyBallots(units, [
      { ownerId: 'tenant', choice: 'yes', castAt: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(counted.strangers).toEqual(['tenant']);
    expect(counted.participated).toEqual(weight(0, 0));
  });
});
