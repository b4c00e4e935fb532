import type { TonightWish } from '~/domain/charging/tonight-wish';
import { instantFromMs, localTimeOf, msFromInstant } from '~/domain/shared/local-time';
import type { PromiseRow } from '~db/queries/promises.server';

interface Session {
  readonly transactionId: number;
  readonly pile: { readonly id: string };
  readonly wish: TonightWish;
}

/** Sessions of a booking ask for what it was made for, until its end; one that goes on after its end has until the next slot. */
export function bookedSessions<S extends Session>(
  sessions: readonly S[],
  promises: readonly PromiseRow[],
  nowAt: string,
): S[] {
  const booked = new Map(promises.map((row) => [row.transaction_id, row]));
  return sessions.map((session) => {
    const row = booked.get(session.transactionId);
    if (!row) return session;
    const departAt = row.end_at > nowAt ? row.end_at : leaveAt(session, promises, nowAt);
    const wantedWh = Math.max(row.wanted_wh, row.promised_wh) - (row.delivered_wh ?? 0);
    const wish: TonightWish = {
      source: 'stated',
      mode: 'ordered',
      readyTime: localTimeOf(departAt).time,
      energyKwh: Math.max(0, wantedWh) / 1000,
      departAt,
    };
    return { ...session, wish };
  });
}

function leaveAt({ pile, wish }: Session, promises: readonly PromiseRow[], nowAt: string): string {
  const next = promises.filter((row) => row.pile_id === pile.id && row.start_at > nowAt);
  const first = Math.min(...next.map((row) => msFromInstant(row.start_at)));
  return instantFromMs(Math.min(msFromInstant(wish.departAt), first));
}
