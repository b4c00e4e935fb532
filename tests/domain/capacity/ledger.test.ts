import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admissible,
  currentEntries,
  decideEntry,
  type LedgerEntry,
  type LedgerNode,
  type LedgerState,
  nodeTotals,
} from '~/domain/capacity/ledger';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';

const steps = CAPACITY_PARAMETERS.needFactor.value;
const transformer: LedgerNode = { id: 'T1', limitKw: 304, basePeakKw: 250 };
const feeder: LedgerNode = { id: 'F1', limitKw: 60, basePeakKw: 30 };
const nodes = [transformer, feeder];

let seq = 0;
const entry = (pileKey: string, state: LedgerState, rest: Partial<LedgerEntry> = {}): LedgerEntry => ({
  seq: ++seq,
  pileKey,
  state,
  kw: 7,
  phaseCount: 1,
  phases: ['A'],
  ordered: false,
  nodeIds: ['T1', 'F1'],
  rank: seq,
  at: '2026-11-21T00:00:00.000Z',
  ...rest,
});

describe('the capacity ledger', () => {
  it('counts every pile once, in its last state', () => {
    const entries = [
      entry('p1', 'queued'),
      entry('p1', 'reserved'),
      entry('p2', 'existing', { phases: ['B'] }),
    ];
    expect(
      currentEntries(entries.toReversed())
        .map((e) => e.state)
        .sort(),
    ).toEqual(['existing', 'reserved']);
    expect(nodeTotals(feeder, entries, steps)).toEqual({
      nodeId: 'F1',
      piles: { queued: 0, reserved: 1, committed: 0, existing: 1, released: 0 },
      ratedKw: { queued: 0, reserved: 7, committed: 0, existing: 7, released: 0 },
      phaseKw: { A: 7, B: 7, C: 0 },
      heldKw: 14,
      freeKw: 16,
    });
  });

  it('reserves at approval until the feeder is full, and names the shortfall', () => {
    const four = ['p1', 'p2', 'p3', 'p4'].map((key) => entry(key, 'reserved'));
    expect(decideEntry(four.slice(0, 3), nodes, four[3]!, steps)).toEqual({
      ok: true,
      freeKwByNode: { T1: 26, F1: 2 },
    });
    const fifth = decideEntry(four, nodes, entry('p5', 'reserved', { kw: 10.56 }), steps);
    expect(fifth).toMatchObject({ ok: false, reason: 'over-limit', nodeId: 'F1' });
    expect(!fifth.ok && fifth.reason === 'over-limit' && fifth.shortfallKw).toBeCloseTo(0.85 * 38.56 - 30, 9);
  });

  it('holds an ordered pile at its floor only', () => {
    const four = ['p1', 'p2', 'p3', 'p4'].map((key) => entry(key, 'reserved', { ordered: true }));
    expect(nodeTotals(feeder, four, steps).heldKw).toBeCloseTo(4 * 1.32, 9);
  });

  it('lets a survey enter a pile that stands already, even over the limit, so that the truth is on the page', () => {
    const many = Array.from({ length: 9 }, (_, i) => entry(`s${i}`, 'existing'));
    expect(decideEntry(many, nodes, entry('s9', 'existing'), steps)).toMatchObject({ ok: true });
    expect(nodeTotals(feeder, many, steps).freeKw).toBeLessThan(0);
  });

  it('refuses moves that skip a state, change the load on the way, or name no known node', () => {
    const reserved = entry('p1', 'reserved');
    expect(decideEntry([reserved], nodes, entry('p1', 'existing'), steps)).toEqual({
      ok: false,
      reason: 'bad-transition',
      from: 'reserved',
    });
    expect(decideEntry([], nodes, entry('p9', 'committed'), steps)).toMatchObject({
      reason: 'bad-transition',
      from: null,
    });
    expect(decideEntry([reserved], nodes, entry('p1', 'committed', { kw: 21 }), steps)).toMatchObject({
      reason: 'load-changed',
    });
    expect(decideEntry([], nodes, entry('p2', 'reserved', { nodeIds: ['T9'] }), steps)).toMatchObject({
      reason: 'unknown-node',
    });
    expect(decideEntry([], nodes, entry('p2', 'reserved', { nodeIds: [] }), steps)).toMatchObject({
      reason: 'no-node',
    });
    expect(decideEntry([], nodes, entry('p2', 'reserved', { kw: 0 }), steps)).toMatchObject({
      reason: 'bad-load',
    });
  });

  it('gives back what a released pile held', () => {
    const full = ['p1', 'p2', 'p3', 'p4'].map((key) => entry(key, 'reserved'));
    const released = [...full, entry('p1', 'released')];
    expect(decideEntry(released, nodes, entry('p5', 'reserved'), steps)).toMatchObject({ ok: true });
  });

  it('admits the queue in rank order and lets nobody overtake', () => {
    const held = [entry('p1', 'reserved'), entry('p2', 'reserved'), entry('p3', 'reserved')];
    const big = entry('big', 'queued', { kw: 21.12, rank: 1 });
    const small = entry('small', 'queued', { rank: 2 });
    const elsewhere = entry('elsewhere', 'queued', { rank: 3, nodeIds: ['T2'] });
    const withOther = [...nodes, { id: 'T2', limitKw: 100, basePeakKw: 0 }];
    expect(admissible([...held, big, small, elsewhere], withOther, steps)).toEqual(['elsewhere']);
    expect(admissible([...held, { ...big, rank: 9 }, small], nodes, steps)).toEqual(['small']);
  });

  it('never lets accepted entries pass a limit, whatever is asked in whatever order', () => {
    const asked = fc.array(
      fc.record({
        pileKey: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
        state: fc.constantFrom<LedgerState>('queued', 'reserved', 'committed', 'existing', 'released'),
        kw: fc.constantFrom(3.52, 7, 21.12),
        ordered: fc.boolean(),
        nodeIds: fc.constantFrom(['T1'], ['T1', 'F1']),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(asked, (moves) => {
        const ledger: LedgerEntry[] = [];
        for (const { pileKey, state, ...load } of moves) {
          const known = ledger.some((e) => e.pileKey === pileKey);
          if (!known && state === 'existing') continue;
          const next = entry(pileKey, state, load);
          if (decideEntry(ledger, nodes, next, steps).ok) ledger.push(next);
        }
        for (const node of nodes) {
          const totals = nodeTotals(node, ledger, steps);
          expect(totals.freeKw).toBeGreaterThanOrEqual(-1e-9);
          expect(
            Math.min(...Object.values(totals.piles), ...Object.values(totals.phaseKw)),
          ).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never frees capacity by holding one more pile', () => {
    const loads = fc.array(fc.record({ kw: fc.constantFrom(3.52, 7, 10.56, 21.12), ordered: fc.boolean() }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(loads, fc.constantFrom(3.52, 7, 21.12), (held, kw) => {
        const entries = held.map((load, i) => entry(`x${i}`, 'existing', load));
        const before = nodeTotals(transformer, entries, steps).freeKw;
        const after = nodeTotals(
          transformer,
          [...entries, entry('one-more', 'existing', { kw })],
          steps,
        ).freeKw;
        expect(after).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });
});
