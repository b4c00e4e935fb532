import { locateColumns, parseTable } from './delimited-text';
import { type Finding, type Parsed, refuse } from './findings';
import { parseNumberCell } from './sessions';
import { type BandKind, bandKinds, type LocatedBand, layBands, type Tariff } from './tariff';

const columns = ['region', 'class', 'period', 'hours', 'price_yuan_per_kWh'] as const;

interface Entry {
  line: number;
  region: string;
  className: string;
  period: string;
  hours: string;
  price: string;
}

/** Lines may end before the last, empty cells. */
function padLines(text: string): string {
  const width = (text.split('\n')[0] ?? '').split('\t').length;
  return text
    .split('\n')
    .map((line) => {
      const missing = width - line.split('\t').length;
      return line.trim() !== '' && missing > 0 ? line.replace(/\r?$/, '\t'.repeat(missing)) : line;
    })
    .join('\n');
}

function matches(value: string, wanted: string): boolean {
  return value.toLowerCase().startsWith(wanted.toLowerCase());
}

function bandsOf(entry: Entry): LocatedBand[] | Finding {
  const kind = entry.period.replace(' ', '-');
  if (!bandKinds.includes(kind as BandKind)) {
    return { line: entry.line, message: `period "${entry.period}" is none of ${bandKinds.join(', ')}` };
  }
  const priceYuanPerKwh = parseNumberCell(entry.price, '.');
  if (typeof priceYuanPerKwh !== 'number') {
    return { line: entry.line, message: `price_yuan_per_kWh "${entry.price}" is not a price` };
  }
  const hours = entry.hours.split(',').map((range) => /^\s*(\d{2}:\d{2})-(\d{2}:\d{2})\s*$/.exec(range));
  if (hours.some((range) => range === null)) {
    return { line: entry.line, message: `hours "${entry.hours}" are not hh:mm-hh:mm` };
  }
  return hours.map((range) => ({
    kind: kind as BandKind,
    start: range![1]!,
    end: range![2]!,
    priceYuanPerKwh,
    line: entry.line,
  }));
}

/** One tariff of a tab-separated table of time-of-use rules; region and class are matched by their beginning. */
export function parseTariffTable(
  text: string,
  choice: { region: string; className: string | null },
): Parsed<Tariff> {
  const table = parseTable(padLines(text), '\t');
  if (!table.ok) return table;
  const at = locateColumns(table.value, columns);
  if (!at.ok) return at;
  const entries = table.value.rows.map(
    ({ line, cells }): Entry => ({
      line,
      region: cells[at.value.region] ?? '',
      className: cells[at.value.class] ?? '',
      period: cells[at.value.period] ?? '',
      hours: cells[at.value.hours] ?? '',
      price: cells[at.value.price_yuan_per_kWh] ?? '',
    }),
  );
  const inRegion = entries.filter((entry) => matches(entry.region, choice.region));
  if (inRegion.length === 0) {
    const regions = [...new Set(entries.map((entry) => entry.region))].join(', ');
    return refuse(0, `no region "${choice.region}"; the file has ${regions}`);
  }
  const chosen = inRegion.filter((entry) => matches(entry.className, choice.className ?? ''));
  const classes = [...new Set(chosen.map((entry) => entry.className.replace(/[ (].*$/, '')))];
  if (chosen.length === 0 || (choice.className === null && classes.length > 1)) {
    const known = [...new Set(inRegion.map((entry) => `"${entry.className}"`))].join(', ');
    return refuse(0, `choose one --class of ${choice.region}: ${known}`);
  }
  const read = chosen.map(bandsOf);
  const findings = read.filter((entry): entry is Finding => !Array.isArray(entry));
  if (findings.length > 0) return { ok: false, findings };
  return layBands(
    `${chosen[0]!.region} ${chosen[0]!.className}`,
    read.filter((entry) => Array.isArray(entry)).flat(),
  );
}
