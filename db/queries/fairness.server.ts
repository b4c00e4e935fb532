import type { Db } from '../client.server';
import { GOT } from './wait-entries.server';

/** Attempts whose slot begins within `[fromAt, toAt)`, looked for from the day `askedFromOn` on. */
export async function listAsksBetween(
  db: Db,
  compoundId: string,
  { askedFromOn, fromAt, toAt }: { askedFromOn: string; fromAt: string; toAt: string },
) {
  return db
    .selectFrom('booking_ask')
    .select(['household_id', 'start_at', 'minutes', 'outcome'])
    .where('compound_id', '=', compoundId)
    .where('asked_on', '>=', askedFromOn)
    .where('start_at', '>=', fromAt)
    .where('start_at', '<', toAt)
    .execute();
}

/** Slots that households got and that begin within `[fromMs, toMs)`; one that the household itself cancelled was got. */
export async function listGotBetween(
  db: Db,
  compoundId: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
) {
  return db
    .selectFrom('booking')
    .select(['household_id', 'start_ms', 'end_at', 'asked_end_at'])
    .where('compound_id', '=', compoundId)
    .where('kind', '=', 'slot')
    .where('start_ms', '>=', fromMs)
    .where('start_ms', '<', toMs)
    .where((eb) =>
      eb.or([
        eb('status', 'in', GOT),
        eb.and([eb('status', '=', 'cancelled'), eb('close_reason', '=', 'by-household')]),
      ]),
    )
    .execute();
}

/** Entries of the wait list whose window begins within `[fromAt, toAt)`. */
export async function listWaitsBetween(
  db: Db,
  compoundId: string,
  { fromAt, toAt }: { fromAt: string; toAt: string },
) {
  return db
    .selectFrom('wait_entry')
    .select(['household_id', 'status', 'made_at', 'ended_at'])
    .where('compound_id', '=', compoundId)
    .where('from_at', '>=', fromAt)
    .where('from_at', '<', toAt)
    .execute();
}
