import pg from 'pg';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { createInProcessBus } from '~/adapters/bus/in-process.server';
import type { Bus } from '~/adapters/bus/port';
import { createPostgresBus } from '~/adapters/bus/postgres.server';

const open: Bus[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
});

const postgresUrl = () => `${inject('postgresUrl')}/postgres`;

async function openBus(kind: string): Promise<Bus> {
  const bus =
    kind === 'postgres' ? await createPostgresBus(postgresUrl(), () => undefined) : createInProcessBus();
  open.push(bus);
  return bus;
}

describe.each(['in process', 'postgres'])('A bus, %s', (kind) => {
  it('brings a message with its content to everybody who listens to its topic, and to nobody else', async () => {
    const bus = await openBus(kind);
    const [first, second, other] = [vi.fn(), vi.fn(), vi.fn()];
    bus.subscribe('plan-needed', first);
    bus.subscribe('plan-needed', second);
    bus.subscribe('command-queued', other);
    bus.publish('plan-needed', { compoundId: 'cmp_bus', cause: 'plug' });
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1));
    expect(first).toHaveBeenCalledWith({ compoundId: 'cmp_bus', cause: 'plug' });
    expect(other).not.toHaveBeenCalled();
  });

  it('brings nothing more after the end of a subscription', async () => {
    const bus = await openBus(kind);
    const [ended, kept] = [vi.fn(), vi.fn()];
    bus.subscribe('outbox-filled', ended)();
    bus.subscribe('outbox-filled', kept);
    bus.publish('outbox-filled', {});
    await vi.waitFor(() => expect(kept).toHaveBeenCalled());
    expect(ended).not.toHaveBeenCalled();
  });
});

describe('A bus over PostgreSQL', () => {
  it('reaches the other processes', async () => {
    const [here, there] = [await openBus('postgres'), await openBus('postgres')];
    const heard = vi.fn();
    there.subscribe('command-queued', heard);
    here.publish('command-queued', { identity: 'LHY-P01' });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ identity: 'LHY-P01' }));
  });

  it('listens again after its connection was cut', async () => {
    const bus = await openBus('postgres');
    const heard = vi.fn();
    bus.subscribe('command-queued', heard);
    const client = new pg.Client({ connectionString: postgresUrl() });
    await client.connect();
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen linzhuang_bus%'",
    );
    await client.end();
    await vi.waitFor(
      () => {
        bus.publish('command-queued', { identity: 'LHY-P02' });
        expect(heard).toHaveBeenCalled();
      },
      { timeout: 10_000, interval: 200 },
    );
  });
});
