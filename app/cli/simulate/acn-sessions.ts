import { locateColumns, parseTable, type Row } from './delimited-text';
import type { Finding, Parsed } from './findings';
import {
  createOddityTally,
  type OddityTally,
  parseNumberCell,
  type RawSession,
  type SessionFile,
  sift,
} from './sessions';
import { type OffsetTime, parseOffsetTime } from './wall-clock';

const columns = [
  'arrival',
  'departure',
  'delivered_energy (kWh)',
  'station_id',
  'session_id',
  'estimated_departure',
  'claimed',
] as const;

type Columns = Record<(typeof columns)[number], number>;

/** 32 A at 208 V, the piles of both garages. */
export const acnPileKw = 6.656;

/** On the wall clock of the arrival, so a change of offset while plugged in does not stretch the stay. */
function onClockOf(arrival: OffsetTime, moment: OffsetTime): number {
  return (arrival.localSeconds + moment.instantSeconds - arrival.instantSeconds) / 60;
}

function readRow(row: Row, at: Columns, tally: OddityTally): RawSession | Finding {
  const cell = (name: keyof Columns) => row.cells[at[name]] ?? '';
  const wrong = (name: keyof Columns, expected: string): Finding => ({
    line: row.line,
    message: `${name} "${cell(name)}" is not ${expected}`,
  });
  const time = (name: keyof Columns) => (cell(name) === '' ? null : parseOffsetTime(cell(name)));

  const arrival = parseOffsetTime(cell('arrival'));
  if (!arrival) return wrong('arrival', 'a time yyyy-mm-dd hh:mm:ss±hh:mm');
  const departure = time('departure');
  if (departure === undefined) return wrong('departure', 'a time yyyy-mm-dd hh:mm:ss±hh:mm');
  const stated = time('estimated_departure');
  if (stated === undefined) return wrong('estimated_departure', 'a time yyyy-mm-dd hh:mm:ss±hh:mm');
  const energyKwh = parseNumberCell(cell('delivered_energy (kWh)'), '.');
  if (energyKwh === undefined || (energyKwh ?? 0) < 0)
    return wrong('delivered_energy (kWh)', 'a number of kWh');
  if (!/^(true|false)$/i.test(cell('claimed'))) return wrong('claimed', 'True or False');
  for (const name of ['session_id', 'station_id'] as const) {
    if (cell(name) === '') return wrong(name, 'a name');
  }
  // An unclaimed session repeats the actual departure as the estimate: nobody stated it.
  const claimed = /^true$/i.test(cell('claimed'));
  const statedAt = claimed && stated ? Math.floor(onClockOf(arrival, stated)) : null;
  const arriveAt = Math.ceil(arrival.localSeconds / 60);
  if (statedAt === null) tally.add('missing-stated-departure', row.line, energyKwh ?? 0);
  else if (statedAt <= arriveAt) tally.add('stated-before-arrival', row.line, energyKwh ?? 0);
  const session = {
    id: cell('session_id'),
    line: row.line,
    userId: cell('station_id'),
    groupId: cell('station_id').split('-')[0] ?? '',
    arriveAt,
    statedDepartAt: statedAt,
  };
  return { session, departAt: departure && Math.floor(onClockOf(arrival, departure)), energyKwh };
}

/** Sessions of the ACN form: `,` between cells, local times with offset, stated beside actual departures. */
export function parseAcnSessions(text: string, pileKw: number | null): Parsed<SessionFile> {
  const table = parseTable(text, ',');
  if (!table.ok) return table;
  const at = locateColumns(table.value, columns);
  if (!at.ok) return at;
  const tally = createOddityTally();
  const read = table.value.rows.map((row) => readRow(row, at.value, tally));
  const findings = read.filter((entry): entry is Finding => 'message' in entry);
  if (findings.length > 0) return { ok: false, findings };
  const raw = read.filter((entry): entry is RawSession => 'session' in entry);
  const sessions = sift(raw, tally).map((s) => ({ ...s, maxKw: pileKw ?? acnPileKw }));
  return { ok: true, value: { form: 'acn', rowCount: raw.length, sessions, oddities: tally.counts } };
}
