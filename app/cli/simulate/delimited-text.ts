import { type Parsed, refuse } from './findings';

export interface Row {
  line: number;
  cells: string[];
}

export interface Table {
  columns: string[];
  rows: Row[];
}

/** Splits one line at the delimiter; a cell may stand in double quotes, a quote inside it is doubled (RFC 4180). */
export function splitLine(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  cells.push(cell);
  return cells;
}

/** Non-empty lines with their numbers; a byte order mark and carriage returns are taken off. */
export function numberedLines(text: string): { line: number; text: string }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((raw, index) => ({ line: index + 1, text: raw.replace(/\r$/, '') }))
    .filter((entry) => entry.text.trim() !== '');
}

/** A table whose first line names the columns; every row must have as many cells as the heading. */
export function parseTable(text: string, delimiter: string): Parsed<Table> {
  const [heading, ...body] = numberedLines(text);
  if (!heading) return refuse(0, 'the file is empty');
  const columns = splitLine(heading.text, delimiter).map((name) => name.trim());
  const rows = body.map((entry) => ({
    line: entry.line,
    cells: splitLine(entry.text, delimiter).map((cell) => cell.trim()),
  }));
  const findings = rows
    .filter((row) => row.cells.length !== columns.length)
    .map((row) => ({
      line: row.line,
      message: `has ${row.cells.length} cells, the heading has ${columns.length}`,
    }));
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: { columns, rows } };
}

/** Positions of the wanted columns, or the names of those that are missing. */
export function locateColumns<Name extends string>(
  table: Table,
  wanted: readonly Name[],
): Parsed<Record<Name, number>> {
  const missing = wanted.filter((name) => !table.columns.includes(name));
  if (missing.length > 0) return refuse(1, `missing column ${missing.map((name) => `"${name}"`).join(', ')}`);
  const entries = wanted.map((name) => [name, table.columns.indexOf(name)] as const);
  return { ok: true, value: Object.fromEntries(entries) as Record<Name, number> };
}
