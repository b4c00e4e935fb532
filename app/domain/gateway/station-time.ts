import { instantFromMs, msFromInstant } from '../shared/local-time';

export interface StationTime {
  readonly at: string;
  /** Why the text was not taken as it came; null where it was. */
  readonly corrected: 'missing' | 'unreadable' | 'without-zone' | null;
}

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** The instant a station means: a time without a zone is taken as UTC (OCPP 1.6 §3.14), one that cannot be read as `nowAt`. */
export function readStationTime(text: unknown, nowAt: string): StationTime {
  if (text === undefined || text === null || text === '') return { at: nowAt, corrected: 'missing' };
  if (typeof text !== 'string') return { at: nowAt, corrected: 'unreadable' };
  if (WITHOUT_ZONE.test(text)) {
    const ms = msFromInstant(`${text.replace(' ', 'T')}Z`);
    if (Number.isFinite(ms)) return { at: instantFromMs(ms), corrected: 'without-zone' };
  }
  const ms = /^\d{4}-/.test(text) ? msFromInstant(text) : Number.NaN;
  return Number.isFinite(ms)
    ? { at: instantFromMs(ms), corrected: null }
    : { at: nowAt, corrected: 'unreadable' };
}
