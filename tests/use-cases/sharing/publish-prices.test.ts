import { beforeEach, expect, it } from 'vitest';
import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { type PricesInput, publishPrices } from '~/use-cases/sharing/publish-prices.server';
import { findPriceBoard, listPriceBoards } from '~db/queries/price-boards.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T02:00:00.000Z';
const LATER = '2026-12-01T00:00:00.000Z';

describeOnBothDatabases('publishing prices', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  const publish = (change: Partial<PricesInput> = {}, who = compound.actors.operator) =>
    publishPrices(deps, who, {
      compoundId: compound.compoundId,
      perKwh: '0.30',
      byBand: { valley: '0.1' },
      occupation: SUGGESTED_OCCUPATION,
      notice: '服务费每度 0.30 元',
      validFromAt: null,
      ...change,
    });
  const boardAt = (at: string) => findPriceBoard(database.db, compound.compoundId, 'common', at);

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db);
  });

  it('is in force from its moment on, and the earlier version until then', async () => {
    expect(await boardAt(NOW)).toBeUndefined();
    expect(await publish()).toEqual({ ok: true, version: 1, validFromAt: NOW });
    expect(await publish({ perKwh: '0.35', byBand: {}, validFromAt: LATER })).toMatchObject({ version: 2 });
    expect(await boardAt('2026-11-30T00:00:00.000Z')).toMatchObject({
      version: 1,
      serviceFee: { perKwhE4: 3000, byBandE4: { valley: 1000 } },
      occupation: SUGGESTED_OCCUPATION,
    });
    expect(await boardAt(LATER)).toMatchObject({ version: 2, serviceFee: { perKwhE4: 3500 } });
  });

  it('never changes or backdates what is published', async () => {
    await publish();
    expect(await publish({ validFromAt: '2026-11-19T00:00:00.000Z' })).toEqual({
      ok: false,
      reason: 'backdated',
    });
    expect(await publish()).toEqual({ ok: false, reason: 'same-moment' });
    await expect(
      database.db
        .insertInto('price_board')
        .values({
          compound_id: compound.compoundId,
          id: 'board_backdated',
          board: 'common',
          version: 9,
          valid_from_at: '2026-01-01T00:00:00.000Z',
          service_fee: '{}',
          occupation: null,
          notice: '',
          published_at: NOW,
          published_by: 'x',
        })
        .execute(),
    ).rejects.toThrow();
  });

  it('numbers versions one after another when several publish at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, n) => publish({ validFromAt: `2026-12-0${n + 1}T00:00:00.000Z` })),
    );
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true, true, true]);
    const versions = (await listPriceBoards(database.db, compound.compoundId)).map(({ version }) => version);
    expect(versions).toEqual([5, 4, 3, 2, 1]);
  });

  it.each([
    [{ perKwh: '0.30000' }, { reason: 'not-a-price', field: 'perKwh' }],
    [{ perKwh: '-1' }, { reason: 'not-a-price', field: 'perKwh' }],
    [{ perKwh: '30' }, { reason: 'too-high', field: 'perKwh' }],
    [{ byBand: { peak: 'free' } }, { reason: 'not-a-price', field: 'peak' }],
    [{ notice: '  ' }, { reason: 'notice' }],
    [
      { occupation: { ...SUGGESTED_OCCUPATION, capFenPerDay: 1 } },
      { reason: 'occupation', field: 'capFenPerDay' },
    ],
    [{ validFromAt: 'soon' }, { reason: 'backdated' }],
  ] as const)('refuses %j', async (change, refusal) => {
    expect(await publish(change as Partial<PricesInput>)).toEqual({ ok: false, ...refusal });
  });

  it('is the operator’s of the compound alone', async () => {
    const stranger = await makeCompound(database.db);
    expect(await publish({}, compound.actors.property)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await publish({}, compound.actors.resident)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await publish({}, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
  });
});
