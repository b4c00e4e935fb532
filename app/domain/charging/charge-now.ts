import { instantFromLocal, localTimeOf } from '../shared/local-time';

/** How often a household may charge at once in a month: an assumption of ours, a city's rule pack may say otherwise. */
export const NOW_CHARGES_A_MONTH = 2;

/** The first instant of the local month of `nowAt`. */
export function monthStart(nowAt: string): string {
  return instantFromLocal(`${localTimeOf(nowAt).on.slice(0, 7)}-01`);
}

/** Energy, kWh, that all others together may lose before charging at once takes it from them. */
const NOTICEABLE_KWH = 0.05;

export type NowVerdict =
  | { ok: true; left: number }
  | { ok: false; reason: 'used-up'; perMonth: number }
  | { ok: false; reason: 'no-room'; shortKwh: number };

/** Whether a household may charge at once: within its number a month, and only where nobody loses energy by it. */
export function judgeChargeNow(
  used: number,
  perMonth: number,
  unmetKwh: { readonly ordered: number; readonly atOnce: number },
): NowVerdict {
  if (used >= perMonth) return { ok: false, reason: 'used-up', perMonth };
  const shortKwh = unmetKwh.atOnce - unmetKwh.ordered;
  return shortKwh > NOTICEABLE_KWH
    ? { ok: false, reason: 'no-room', shortKwh }
    : { ok: true, left: perMonth - used - 1 };
}
