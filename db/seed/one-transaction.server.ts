import type { Db, Trx } from '../client.server';

/**
 * A database whose transactions all run inside `outer`: what the work of many transactions lays down appears as a
 * whole or not at all. An error inside must be let out, as nothing smaller than the whole is rolled back.
 */
export function inOneTransaction(outer: Trx): Db {
  const transaction = () => ({ execute: <T>(work: (trx: Trx) => Promise<T>) => work(outer) });
  return new Proxy<object>(outer, {
    get(target, key) {
      if (key === 'transaction') return transaction;
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as Db;
}
