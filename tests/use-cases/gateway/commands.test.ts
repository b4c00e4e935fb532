import { beforeEach, expect, it } from 'vitest';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { expireCommands } from '~/use-cases/gateway/expire-commands.server';
import { settleCommand } from '~/use-cases/gateway/settle-command.server';
import { type PrepareCommand, takeCommand } from '~/use-cases/gateway/take-command.server';
import {
  findCommand,
  listStationsWithCommands,
  type NewCommand,
  queueCommand,
} from '~db/queries/commands.server';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { makeStation, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const NOW = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:30:00.000Z';

describeOnBothDatabases('commands', (database) => {
  let station: TestStation;
  let deps: TestDeps;
  const asStored: PrepareCommand = (command) => ({ ok: true, payload: JSON.parse(command.payload) });

  beforeEach(async () => {
    ({ station } = await makeStation(database.db));
    deps = makeDeps(database.db, NOW);
  });
  const queue = (id: string, change: Partial<NewCommand> = {}) =>
    database.db.transaction().execute((trx) =>
      queueCommand(trx, {
        id: `${station.pileId}-${id}`,
        compoundId: station.compoundId,
        pileId: station.pileId,
        connectorId: 1,
        action: 'SetChargingProfile',
        idempotencyKey: `${station.pileId}-${id}`,
        payload: { id },
        limitKw: 3.3,
        at: NOW,
        expiresAt: LATER,
        ...change,
      }),
    );
  const take = async () => {
    const taken = await takeCommand(deps, station, asStored);
    if (!taken) throw new Error('nothing to take');
    return taken;
  };
  const state = async (id: string) =>
    (await findCommand(database.db, station.compoundId, `${station.pileId}-${id}`))?.state;
  const connector = () =>
    database.db
      .selectFrom('connector')
      .selectAll()
      .where('pile_id', '=', station.pileId)
      .executeTakeFirstOrThrow();

  it('are queued once under one key', async () => {
    expect(await queue('a')).toBe(true);
    expect(await queue('b', { idempotencyKey: `${station.pileId}-a` })).toBe(false);
  });

  it('go out in the order they were queued, each once', async () => {
    for (const id of ['a', 'b', 'c']) await queue(id);
    const taken = [await take(), await take(), await take()];
    expect(taken.map(({ payload }) => payload)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    expect(await takeCommand(deps, station, asStored)).toBeNull();
  });

  it('are taken by one process only when two ask at once', async () => {
    await queue('a');
    const both = await Promise.all([
      takeCommand(deps, station, asStored),
      takeCommand(deps, station, asStored),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  it('set the sent limit when sent and the acknowledged limit when accepted', async () => {
    await queue('a');
    const { command } = await take();
    expect(await connector()).toMatchObject({ sent_kw: 3.3, sent_at: NOW, acked_kw: null });
    await settleCommand(deps, command, { state: 'confirmed', answer: { status: 'Accepted' } });
    expect(await connector()).toMatchObject({ acked_kw: 3.3, acked_at: NOW });
    expect(await state('a')).toBe('confirmed');
    expect(deps.published).toContainEqual({
      topic: 'command-answered',
      message: { compoundId: station.compoundId, commandId: command.id },
    });
  });

  it('leave the acknowledged limit alone when rejected or unanswered', async () => {
    await queue('a');
    await queue('b');
    await settleCommand(deps, (await take()).command, { state: 'rejected', answer: { status: 'Rejected' } });
    await settleCommand(deps, (await take()).command, { state: 'timeout', answer: {} });
    expect(await connector()).toMatchObject({ sent_kw: 3.3, acked_kw: null });
  });

  it('count an answer that comes after the time-out, but only the first answer', async () => {
    await queue('a');
    const { command } = await take();
    await settleCommand(deps, command, { state: 'timeout', answer: {} });
    expect(await settleCommand(deps, command, { state: 'confirmed', answer: { status: 'Accepted' } })).toBe(
      true,
    );
    expect(await settleCommand(deps, command, { state: 'rejected', answer: {} })).toBe(false);
    expect(await connector()).toMatchObject({ acked_kw: 3.3 });
  });

  it('are rejected unsent when they make no sense any more, and the next is taken', async () => {
    await queue('a');
    await queue('b');
    const taken = await takeCommand(deps, station, (command) =>
      command.id.endsWith('a') ? { ok: false, reason: 'no-transaction' } : asStored(command, {} as never),
    );
    expect(taken?.payload).toEqual({ id: 'b' });
    expect(await state('a')).toBe('rejected');
  });

  it('run out of time: queued ones when they expire, sent ones when the station comes back on another connection', async () => {
    await queue('sent');
    await take();
    await queue('queued');
    await connectStation(deps, station, 'node');
    expect(await state('sent')).toBe('timeout');
    expect(await state('queued')).toBe('queued');
    deps.setNow(LATER);
    expect(await takeCommand(deps, station, asStored)).toBeNull();
    await expireCommands(deps);
    expect(await state('queued')).toBe('timeout');
  });

  it('of a process that is gone run out of time too', async () => {
    await queue('sent');
    await take();
    deps.setNow('2026-11-20T12:33:00.000Z');
    await expireCommands(deps);
    expect(await state('sent')).toBe('timeout');
  });

  it('are found by the node that their station is connected to', async () => {
    await queue('a');
    expect(await listStationsWithCommands(database.db, 'node-a', NOW)).not.toContain(station.identity);
    await connectStation(deps, station, 'node-a');
    expect(await listStationsWithCommands(database.db, 'node-a', NOW)).toContain(station.identity);
    expect(await listStationsWithCommands(database.db, 'node-b', NOW)).not.toContain(station.identity);
  });

  it('store what a pile says of its capabilities', async () => {
    await queue('a', { action: 'GetConfiguration', limitKw: null });
    const { command } = await take();
    const configurationKey = [
      { key: 'ChargingScheduleAllowedChargingRateUnit', readonly: true, value: 'Power' },
      { key: 'ChargeProfileMaxStackLevel', readonly: true, value: '8' },
    ];
    await settleCommand(deps, command, { state: 'confirmed', answer: { configurationKey } });
    const pile = await database.db
      .selectFrom('pile')
      .selectAll()
      .where('id', '=', station.pileId)
      .executeTakeFirstOrThrow();
    expect(pile).toMatchObject({ rate_unit: 'W', stack_level: 7 });
  });
});
