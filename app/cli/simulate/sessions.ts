import type { LocalMinute } from './wall-clock';

/** One time a car was plugged in, as a file tells it. */
export interface Session {
  id: string;
  line: number;
  userId: string;
  groupId: string;
  arriveAt: LocalMinute;
  departAt: LocalMinute;
  statedDepartAt: LocalMinute | null;
  energyKwh: number;
  maxKw: number;
}

export const oddities = [
  'missing-plug-out',
  'missing-energy',
  'plug-out-not-after-plug-in',
  'duplicate',
  'zero-energy',
  'duration-disagrees',
  'missing-stated-departure',
  'stated-before-arrival',
] as const;

export type Oddity = (typeof oddities)[number];

/** Oddities of rows that cannot be replayed; the others are replayed and only counted. */
export const leftOut: ReadonlySet<Oddity> = new Set<Oddity>([
  'missing-plug-out',
  'missing-energy',
  'plug-out-not-after-plug-in',
  'duplicate',
  'zero-energy',
]);

export interface OddityCount {
  rows: number;
  energyKwh: number;
  firstLine: number;
}

export interface SessionFile {
  form: 'trondheim' | 'acn';
  rowCount: number;
  sessions: Session[];
  oddities: Partial<Record<Oddity, OddityCount>>;
}

export function createOddityTally() {
  const counts: Partial<Record<Oddity, OddityCount>> = {};
  return {
    counts,
    add(oddity: Oddity, line: number, energyKwh: number) {
      const count = counts[oddity] ?? { rows: 0, energyKwh: 0, firstLine: line };
      counts[oddity] = { ...count, rows: count.rows + 1, energyKwh: count.energyKwh + energyKwh };
    },
  };
}

export type OddityTally = ReturnType<typeof createOddityTally>;

export interface RawSession {
  session: Omit<Session, 'departAt' | 'energyKwh' | 'maxKw'>;
  departAt: LocalMinute | null;
  energyKwh: number | null;
}

/** Rows that can be replayed, in file order; every other row is counted under the first reason that holds. */
export function sift(raw: RawSession[], tally: OddityTally): Omit<Session, 'maxKw'>[] {
  const seenIds = new Set<string>();
  const seenRows = new Set<string>();
  return raw.flatMap(({ session, departAt, energyKwh }) => {
    const row = JSON.stringify([session.userId, session.groupId, session.arriveAt, departAt, energyKwh]);
    const duplicate = seenIds.has(session.id) || seenRows.has(row);
    seenIds.add(session.id);
    seenRows.add(row);
    const leave = (oddity: Oddity) => {
      tally.add(oddity, session.line, energyKwh ?? 0);
      return [];
    };
    if (duplicate) return leave('duplicate');
    if (energyKwh === null) return leave('missing-energy');
    if (departAt === null) return leave('missing-plug-out');
    if (energyKwh === 0) return leave('zero-energy');
    if (departAt <= session.arriveAt) return leave('plug-out-not-after-plug-in');
    return [{ ...session, departAt, energyKwh }];
  });
}

/** An empty cell or NA is a missing value; anything else must be a number. */
export function parseNumberCell(text: string, decimal: '.' | ','): number | null | undefined {
  if (text === '' || text === 'NA' || text === 'NaN') return null;
  const pattern = decimal === ',' ? /^-?\d+(,\d+)?(E[+-]?\d+)?$/i : /^-?\d+(\.\d+)?(E[+-]?\d+)?$/i;
  return pattern.test(text) ? Number(text.replace(',', '.')) : undefined;
}
