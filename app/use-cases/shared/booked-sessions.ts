import { instantFromMs, localTimeOf, msFromInstant } from '~/domain/shared/local-time';
import type { PromiseRow } from '~db/queries/bookings.server';
import type { NightSession } from './night-facts.server';

/** Sessions of a booking ask for what it was made for, until its end; one that goes on after its end has until the next slot. */
export function bookedSessions(
  sessions: readonly NightSession[],
  promises: readonly PromiseRow[],
  nowAt: string,
): NightSession[] {
  const booked = new Map(
    promises.flatMap((row) => (row.transaction_id === null ? [] : [[row.transaction_id, row]])),
  );
  return sessions.map((session) => {
    const row = booked.get(session.transactionId);
    if (!row) return session;
    const departAt = row.end_at > nowAt ? row.end_at : leaveAt(session, promises, nowAt);
    return {
      ...session,
      wish: {
        source: 'stated',
        mode: 'ordered',
        readyTime: localTimeOf(departAt).time,
        energyKwh: Math.max(0, Math.max(row.wanted_wh, row.promised_wh) - (row.delivered_wh ?? 0)) / 1000,
        departAt,
      },
    };
  });
}

function leaveAt({ pile, wish }: NightSession, promises: readonly PromiseRow[], nowAt: string): string {
  const next = promises.filter((row) => row.pile_id === pile.id && row.start_at > nowAt);
  const first = Math.min(...next.map((row) => msFromInstant(row.start_at)));
  return instantFromMs(Math.min(msFromInstant(wish.departAt), first));
}
