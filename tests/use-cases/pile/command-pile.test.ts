import { expect, it } from 'vitest';
import { commandPile } from '~/use-cases/pile/command-pile.server';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { plugInCar } from '../../factories/night';
import { makeStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const AT = '2026-11-20T14:00:00.000Z';

describeOnBothDatabases('an operator’s command to a pile', (database) => {
  const queued = (pileId: string) =>
    database.db
      .selectFrom('ocpp_command')
      .select(['action', 'payload', 'state', 'expires_at'])
      .where('pile_id', '=', pileId)
      .where('state', '=', 'queued')
      .execute();

  async function charging() {
    const compound = await makeCompound(database.db);
    const car = await plugInCar(database.db, compound, AT);
    return { compound, car, deps: makeDeps(database.db, AT) };
  }

  it('ends the running session, names it, and wakes the gateway', async () => {
    const { compound, car, deps } = await charging();
    const input = { pileId: car.pileId, command: 'stop', formId: 'form-1' } as const;
    expect(await commandPile(deps, compound.actors.operator, input)).toMatchObject({ ok: true });
    expect(await queued(car.pileId)).toEqual([
      {
        action: 'RemoteStopTransaction',
        payload: JSON.stringify({ transactionId: car.transactionId }),
        state: 'queued',
        expires_at: '2026-11-20T14:05:00.000Z',
      },
    ]);
    expect(deps.published).toEqual([{ topic: 'command-queued', message: { identity: car.identity } }]);
  });

  it('goes out once, however often its form is sent', async () => {
    const { compound, car, deps } = await charging();
    const input = { pileId: car.pileId, command: 'reset', formId: 'form-1' } as const;
    const outcomes = await Promise.all([1, 2].map(() => commandPile(deps, compound.actors.operator, input)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: 'already-queued' });
    expect(await queued(car.pileId)).toMatchObject([{ action: 'Reset', payload: '{"type":"Soft"}' }]);
  });

  it('is refused where the pile is offline, or where nothing runs that could end', async () => {
    const { compound, station } = await makeStation(database.db);
    const deps = makeDeps(database.db, AT);
    const send = (command: 'stop' | 'reset') =>
      commandPile(deps, compound.actors.operator, { pileId: station.pileId, command, formId: command });
    expect(await send('reset')).toEqual({ ok: false, reason: 'offline' });
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 1, connected_at: AT })
      .where('identity', '=', station.identity)
      .execute();
    expect(await send('stop')).toEqual({ ok: false, reason: 'nothing-running' });
    expect(await queued(station.pileId)).toEqual([]);
  });

  it('is the operator’s alone, and the pile does not exist for other households and compounds', async () => {
    const { compound, car, deps } = await charging();
    const stranger = await makeCompound(database.db);
    const input = { pileId: car.pileId, command: 'stop', formId: 'form-1' } as const;
    expect(await commandPile(deps, compound.actors.utility, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    const owner = {
      personId: 'person_owner',
      name: '住户',
      grants: [{ role: 'resident', compoundId: compound.compoundId, householdId: car.householdId }],
    } as const;
    expect(await commandPile(deps, owner, input)).toEqual({ ok: false, reason: 'forbidden' });
    for (const actor of [compound.actors.resident, stranger.actors.operator, stranger.actors.resident])
      expect(await commandPile(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
    expect(await queued(car.pileId)).toEqual([]);
  });
});
