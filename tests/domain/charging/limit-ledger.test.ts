import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetKw, type ConnectorLimits, orderLimitChanges } from '~/domain/charging/limit-ledger';

const now = '2026-11-20T12:00:00.000Z';
const later = '2026-11-20T12:15:00.000Z';

const deciKw = (max: number) => fc.integer({ min: 0, max: max * 10 }).map((n) => n / 10);

const limits = (rest: Partial<ConnectorLimits> = {}): ConnectorLimits => ({
  connectorId: 'c1',
  link: 'online',
  nameplateKw: 7.04,
  fallbackKw: 1.32,
  desiredKw: 3.52,
  sentKw: 3.52,
  acknowledgedKw: 3.52,
  acknowledgedUntilAt: later,
  measuredKw: 3.4,
  disobeying: false,
  ...rest,
});

describe('what the tree holds for a connector', () => {
  it('is the higher limit until a decrease is acknowledged', () => {
    expect(budgetKw(limits({ desiredKw: 1.32, acknowledgedKw: 7.04 }), now)).toBe(7.04);
    expect(budgetKw(limits({ desiredKw: 1.32, sentKw: 1.32, acknowledgedKw: 1.32 }), now)).toBe(1.32);
  });

  it('is the higher limit from the moment an increase is wanted', () => {
    expect(budgetKw(limits({ desiredKw: 7.04, sentKw: null }), now)).toBe(7.04);
  });

  it('keeps an increase that was sent and is no longer wanted until something lower is acknowledged', () => {
    expect(budgetKw(limits({ desiredKw: 1.32, sentKw: 7.04, acknowledgedKw: 1.32 }), now)).toBe(7.04);
  });

  it('is the fallback for a pile offline whose profile has expired, and what it still obeys before that', () => {
    expect(budgetKw(limits({ link: 'offline' }), now)).toBe(3.52);
    expect(budgetKw(limits({ link: 'offline' }), later)).toBe(1.32);
    expect(budgetKw(limits({ link: 'offline', acknowledgedKw: 0, sentKw: 0 }), now)).toBe(1.32);
  });

  it('is the nameplate for a pile that is unknown, never acknowledged a limit, or disobeys', () => {
    expect(budgetKw(limits({ link: 'unknown' }), now)).toBe(7.04);
    expect(budgetKw(limits({ acknowledgedKw: null }), now)).toBe(7.04);
    expect(budgetKw(limits({ acknowledgedKw: null, link: 'offline' }), now)).toBe(7.04);
    expect(budgetKw(limits({ disobeying: true }), now)).toBe(7.04);
  });

  it('rises to the fallback when an online pile’s lower profile has expired', () => {
    const low = limits({ desiredKw: 0, sentKw: 0, acknowledgedKw: 0 });
    expect(budgetKw(low, now)).toBe(0);
    expect(budgetKw(low, later)).toBe(1.32);
  });

  it('covers every limit the pile may be obeying and stays within its nameplate', () => {
    const kw = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(kw, kw, kw, kw, fc.boolean(), (desiredKw, sentKw, acknowledgedKw, fallbackKw, offline) => {
        const state = limits({
          desiredKw,
          sentKw,
          acknowledgedKw,
          fallbackKw,
          link: offline ? 'offline' : 'online',
        });
        const held = budgetKw(state, now);
        for (const obeyed of [sentKw, acknowledgedKw, offline ? fallbackKw : desiredKw]) {
          expect(held).toBeGreaterThanOrEqual(Math.min(obeyed, 7.04));
        }
        expect(held).toBeLessThanOrEqual(7.04);
      }),
    );
  });
});

describe('the order of limit changes', () => {
  const change = (
    connectorId: string,
    heldKw: readonly number[],
    targetKw: readonly number[],
    nodeIds = ['T1'],
  ) => ({ connectorId, path: nodeIds.map((nodeId) => ({ nodeId, share: 1 })), heldKw, targetKw });

  it('sends decreases at once and lets an increase wait for what they free', () => {
    const ordered = orderLimitChanges(
      [change('up', [1], [6]), change('down', [7], [1])],
      [{ id: 'T1', limitKw: [10], heldKw: [8] }],
    );
    expect(ordered.decreases.map((c) => c.connectorId)).toEqual(['down']);
    expect(ordered.increases).toEqual([]);
    expect(ordered.waiting).toEqual([{ ...change('up', [1], [6]), nodeId: 'T1' }]);
  });

  it('lets a smaller increase go where a larger one must wait, and names the full node', () => {
    const nodes = [
      { id: 'T1', limitKw: [10], heldKw: [8] },
      { id: 'F1', limitKw: [3], heldKw: [2.5] },
    ];
    const ordered = orderLimitChanges(
      [change('big', [1], [4]), change('small', [1], [2]), change('fed', [1], [1.8], ['T1', 'F1'])],
      nodes,
    );
    expect(ordered.increases.map((c) => c.connectorId)).toEqual(['small']);
    expect(ordered.waiting.map((c) => [c.connectorId, c.nodeId])).toEqual([
      ['big', 'T1'],
      ['fed', 'F1'],
    ]);
  });

  it('counts every increase it sends against the next', () => {
    const ordered = orderLimitChanges(
      [change('a', [1], [3]), change('b', [1], [3])],
      [{ id: 'T1', limitKw: [5], heldKw: [2] }],
    );
    expect(ordered.increases.map((c) => c.connectorId)).toEqual(['a']);
    expect(ordered.waiting.map((c) => c.connectorId)).toEqual(['b']);
  });

  it('lets an increase go where only an interval that it does not raise is over its limit', () => {
    const ordered = orderLimitChanges(
      [change('later', [7, 0], [7, 5])],
      [{ id: 'T1', limitKw: [5, 5], heldKw: [7, 0] }],
    );
    expect(ordered.increases.map((c) => c.connectorId)).toEqual(['later']);
  });

  it('sends the lower half of two schedules that change places, so that neither waits for the other forever', () => {
    const nodes = (held: number[]) => [{ id: 'T1', limitKw: [7, 7], heldKw: held }];
    const first = orderLimitChanges(
      [change('a', [7, 0], [0, 7]), change('b', [0, 7], [7, 0])],
      nodes([7, 7]),
    );
    expect(first.increases).toEqual([]);
    expect(first.decreases.map((c) => [c.connectorId, c.targetKw])).toEqual([
      ['a', [0, 0]],
      ['b', [0, 0]],
    ]);
    const second = orderLimitChanges(
      [change('a', [0, 0], [0, 7]), change('b', [0, 0], [7, 0])],
      nodes([0, 0]),
    );
    expect(second.increases.map((c) => c.connectorId)).toEqual(['a', 'b']);
    expect(second.waiting).toEqual([]);
  });

  it('lets a pile have what is free now, though others hold what it is to have later', () => {
    const ordered = orderLimitChanges(
      [change('up', [1, 1, 5], [6, 6, 2])],
      [{ id: 'T1', limitKw: [10, 10, 10], heldKw: [2, 8, 8] }],
    );
    expect(ordered.increases).toEqual([change('up', [1, 1, 5], [6, 1, 2])]);
    expect(ordered.waiting.map((c) => c.connectorId)).toEqual(['up']);
  });

  it('counts what goes out in part against the next', () => {
    const ordered = orderLimitChanges(
      [change('a', [0, 0], [6, 6]), change('b', [0, 0], [6, 0])],
      [{ id: 'T1', limitKw: [10, 5], heldKw: [0, 0] }],
    );
    expect(ordered.increases.map((c) => [c.connectorId, c.targetKw])).toEqual([['a', [6, 0]]]);
    expect(ordered.waiting.map((c) => c.connectorId)).toEqual(['a', 'b']);
  });

  it('lets no increase through an unknown node', () => {
    expect(orderLimitChanges([change('up', [1], [2], ['T9'])], []).waiting).toHaveLength(1);
  });

  it('keeps every node within its limit whichever acknowledgements arrive, and loses no change', () => {
    const connector = fc.record({
      now: fc.tuple(deciKw(7), deciKw(7)),
      target: fc.tuple(deciKw(7), deciKw(7)),
      feeder: fc.constantFrom('F1', 'F2'),
      acknowledges: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(connector, { maxLength: 20 }),
        fc.record({ T1: deciKw(30), F1: deciKw(20), F2: deciKw(20) }),
        (connectors, spare) => {
          const changes = connectors.map((c, i) => change(String(i), c.now, c.target, ['T1', c.feeder]));
          const ids = ['T1', 'F1', 'F2'] as const;
          const sumAt = (id: string, kwOf: (i: number) => number | undefined) =>
            changes.reduce(
              (sum, c, i) => sum + (c.path.some((step) => step.nodeId === id) ? (kwOf(i) ?? 0) : 0),
              0,
            );
          const nodes = ids.map((id) => {
            const heldKw = [0, 1].map((t) => sumAt(id, (i) => connectors[i]!.now[t]));
            return { id, heldKw, limitKw: heldKw.map((kw) => kw + spare[id]) };
          });
          const { decreases, increases, waiting } = orderLimitChanges(changes, nodes);
          const settled = new Set([...decreases, ...increases, ...waiting].map((c) => c.connectorId));
          expect(settled.size).toBe(changes.length);
          const sent = new Map([...decreases, ...increases].map((c) => [c.connectorId, c.targetKw]));
          for (const node of nodes) {
            for (const t of [0, 1]) {
              const drawn = sumAt(node.id, (i) => {
                const target = sent.get(String(i))?.[t];
                const before = connectors[i]!.now[t]!;
                if (target === undefined) return before;
                return connectors[i]!.acknowledges ? target : Math.max(before, target);
              });
              expect(drawn).toBeLessThanOrEqual(node.limitKw[t]! + 1e-6);
            }
          }
        },
      ),
    );
  });
});
