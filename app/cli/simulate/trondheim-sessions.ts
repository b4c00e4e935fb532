import { locateColumns, parseTable, type Row } from './delimited-text';
import type { Finding, Parsed } from './findings';
import {
  createOddityTally,
  type OddityTally,
  parseNumberCell,
  type RawSession,
  type Session,
  type SessionFile,
  sift,
} from './sessions';
import { parseDottedTime } from './wall-clock';

const columns = [
  'session_ID',
  'Garage_ID',
  'User_ID',
  'Start_plugin',
  'End_plugout',
  'El_kWh',
  'Duration_hours',
] as const;

type Columns = Record<(typeof columns)[number], number>;

const slowPileKw = 3.6;
const fastPileKw = 7.04;
const durationToleranceHours = 0.05;

function readRow(row: Row, at: Columns, tally: OddityTally): RawSession | Finding {
  const cell = (name: keyof Columns) => row.cells[at[name]] ?? '';
  const wrong = (name: keyof Columns, expected: string): Finding => ({
    line: row.line,
    message: `${name} "${cell(name)}" is not ${expected}`,
  });
  const missing = (text: string) => text === '' || text === 'NA';

  const arriveAt = parseDottedTime(cell('Start_plugin'));
  if (arriveAt === undefined) return wrong('Start_plugin', 'a time dd.mm.yyyy hh:mm');
  const departAt = missing(cell('End_plugout')) ? null : parseDottedTime(cell('End_plugout'));
  if (departAt === undefined) return wrong('End_plugout', 'a time dd.mm.yyyy hh:mm');
  const energyKwh = parseNumberCell(cell('El_kWh'), ',');
  if (energyKwh === undefined || (energyKwh ?? 0) < 0) return wrong('El_kWh', 'a number of kWh');
  const durationHours = parseNumberCell(cell('Duration_hours'), ',');
  if (durationHours === undefined) return wrong('Duration_hours', 'a number of hours');
  for (const name of ['session_ID', 'User_ID', 'Garage_ID'] as const) {
    if (missing(cell(name))) return wrong(name, 'a name');
  }
  if (departAt !== null && durationHours !== null) {
    const differs = Math.abs((departAt - arriveAt) / 60 - durationHours) > durationToleranceHours;
    if (differs) tally.add('duration-disagrees', row.line, energyKwh ?? 0);
  }
  const session = {
    id: cell('session_ID'),
    line: row.line,
    userId: cell('User_ID'),
    groupId: cell('Garage_ID'),
    arriveAt,
    statedDepartAt: null,
  };
  return { session, departAt, energyKwh };
}

/** The file has no power column: a user who ever averages above 3.6 kW has a 7.04 kW pile, everybody else 3.6 kW. */
function withPilePower(sessions: Omit<Session, 'maxKw'>[], pileKw: number | null): Session[] {
  const fastUsers = new Set(
    sessions.filter((s) => s.energyKwh / ((s.departAt - s.arriveAt) / 60) > slowPileKw).map((s) => s.userId),
  );
  return sessions.map((s) => ({
    ...s,
    maxKw: pileKw ?? (fastUsers.has(s.userId) ? fastPileKw : slowPileKw),
  }));
}

/** Charging reports of the Trondheim form: `;` between cells, decimal comma, local times dd.mm.yyyy hh:mm. */
export function parseTrondheimSessions(text: string, pileKw: number | null): Parsed<SessionFile> {
  const table = parseTable(text, ';');
  if (!table.ok) return table;
  const at = locateColumns(table.value, columns);
  if (!at.ok) return at;
  const tally = createOddityTally();
  const read = table.value.rows.map((row) => readRow(row, at.value, tally));
  const findings = read.filter((entry): entry is Finding => 'message' in entry);
  if (findings.length > 0) return { ok: false, findings };
  const raw = read.filter((entry): entry is RawSession => 'session' in entry);
  const sessions = withPilePower(sift(raw, tally), pileKw);
  return {
    ok: true,
    value: { form: 'trondheim', rowCount: raw.length, sessions, oddities: tally.counts },
  };
}
