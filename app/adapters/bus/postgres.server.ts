import pg from 'pg';
import { createInProcessBus } from './in-process.server';
import type { Bus, BusTopics } from './port';

const channel = 'linzhuang_bus';

/** A bus over LISTEN/NOTIFY for many processes on one PostgreSQL; reconnects by itself after a lost connection. */
export async function createPostgresBus(
  connectionString: string,
  onError: (error: unknown) => void,
): Promise<Bus> {
  const local = createInProcessBus();
  const pool = new pg.Pool({ connectionString, max: 1 });
  pool.on('error', onError);
  let listener: pg.Client | null = null;
  let closed = false;

  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString });
    client.on('notification', (note) => {
      const { topic, message } = JSON.parse(note.payload ?? '{}') as {
        topic: keyof BusTopics;
        message: never;
      };
      local.publish(topic, message);
    });
    client.on('error', onError);
    client.on('end', () => {
      if (!closed) setTimeout(() => void listen().catch(onError), 1000).unref();
    });
    await client.connect();
    await client.query(`listen ${channel}`);
    listener = client;
  }
  await listen();

  return {
    publish: (topic, message) =>
      void pool
        .query('select pg_notify($1, $2)', [channel, JSON.stringify({ topic, message })])
        .catch(onError),
    subscribe: local.subscribe,
    close: async () => {
      closed = true;
      await local.close();
      await listener?.end();
      await pool.end();
    },
  };
}
