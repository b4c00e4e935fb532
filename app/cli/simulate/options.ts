import { parseArgs } from 'node:util';
import { type LocalMinute, parseDate } from './wall-clock';

export interface SessionsChoice {
  sessionsFile: string;
  fromOn: LocalMinute | null;
  days: number | null;
}

export interface SimulateOptions {
  sessionsFile: string;
  baseFile: string;
  limitKw: number;
  tariffFile: string | null;
  region: string;
  className: string | null;
  fromOn: LocalMinute | null;
  days: number | null;
  dwellings: number | null;
  annualKwh: number;
  pileKw: number | null;
  groupLimitKw: number | null;
  useStated: boolean;
  /** All cases of the benchmark in place of one limit; `quick` takes a few small ones. */
  suite: boolean;
  quick: boolean;
  /** What the suite replays, one file after the other; the first is `sessionsFile`. */
  files: SessionsChoice[];
  /** Only the cases whose names begin so. */
  only: string;
  /** Module that solves problems for comparison. */
  oracleFile: string | null;
  jsonFile: string;
  svgFile: string;
}

export type OptionsVerdict =
  | { ok: true; options: SimulateOptions }
  | { ok: false; reason: 'help' }
  | { ok: false; reason: 'bad'; messages: string[] };

export const usage = `用法 Usage: npm run simulate -- --sessions FILE --base FILE --limit-kw N [options]

用真实充电记录比较各种充电策略，同一变压器限值。
Replays real charging sessions under one transformer limit and compares strategies.

  --sessions FILE         充电记录 sessions: Trondheim CSV (;) or ACN CSV (,), .gz too
  --base FILE             基础负荷 base load: BDEW profile CSV or OpenDSS load shapes, .gz too
  --limit-kw N            变压器限值 transformer limit, kW, base load included
  --tariff FILE           电价 JSON {"bands":[{"kind":"valley","start":"23:00","end":"07:00","priceYuanPerKwh":0.43},…]}
                          or a tab-separated table of time-of-use rules (default: Hubei's residential pile bands)
  --region NAME           row of the table (default Hubei); --class NAME when the region has several classes
  --from YYYY-MM-DD       首日 first day (default: that of the first session)
  --days N                天数 days whose plug-ins are replayed (default: to the last session)
  --dwellings N           户数 dwellings (a profile needs it; load shapes: one a shape)
  --annual-kwh N          每户年用电 yearly use of a dwelling, for a profile (default 3000)
  --pile-kw N             桩功率 power of every pile (default: Trondheim 7.04 where the user ever averages
                          above 3.6, else 3.6; ACN 6.656)
  --garage-limit-kw N     每个车库限值 a further limit for each garage of the file
  --stated                按车主所说的离开时间计划 plan with stated departures; the truth stays the actual one
  --suite                 全部测试情形 every case of the benchmark, with its gates: limits from 0.1 to 1 × the uncontrolled
                          peak, pooled nights, three phases, wrong forecasts, lost set-points, 6 A steps
                          (in place of --limit-kw; minutes). With it --sessions may be given several times, and --from and
                          --days once for all or once for each file
  --only NAME             只跑名称以此开头的情形 with --suite: only the cases whose names begin so, such as alpha
  --oracle FILE           用另一求解器核对 with --suite: a module with solveWithHighs(problem), to check the objective with
  --quick                 只跑少数小情形 with --suite: a few small cases
  --json FILE             结果 figures (default simulate.json)
  --svg FILE              图 picture (default simulate.svg)
  --help
`;

const flags = {
  sessions: { type: 'string', multiple: true },
  base: { type: 'string' },
  'limit-kw': { type: 'string' },
  tariff: { type: 'string' },
  region: { type: 'string' },
  class: { type: 'string' },
  from: { type: 'string', multiple: true },
  days: { type: 'string', multiple: true },
  only: { type: 'string' },
  oracle: { type: 'string' },
  dwellings: { type: 'string' },
  'annual-kwh': { type: 'string' },
  'pile-kw': { type: 'string' },
  'garage-limit-kw': { type: 'string' },
  stated: { type: 'boolean' },
  suite: { type: 'boolean' },
  quick: { type: 'boolean' },
  json: { type: 'string' },
  svg: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function parseFlags(args: string[]) {
  try {
    return { ok: true as const, values: parseArgs({ args, options: flags, allowPositionals: false }).values };
  } catch (error) {
    return { ok: false as const, message: (error as Error).message };
  }
}

type NumberFlag = 'limit-kw' | 'dwellings' | 'annual-kwh' | 'pile-kw' | 'garage-limit-kw';

/** The files with their periods: one period for all, or one each in the same order. */
function chooseFiles(
  values: { sessions?: string[]; from?: string[]; days?: string[] },
  suite: boolean,
  numberIn: (name: string, text: string | undefined, whole: boolean) => number | null,
  messages: string[],
): SessionsChoice[] {
  const { sessions = [], from = [], days = [] } = values;
  if (!suite && sessions.length > 1) messages.push('--sessions may be given several times only with --suite');
  for (const [name, list] of Object.entries({ from, days })) {
    if (list.length > 1 && list.length !== sessions.length)
      messages.push(`--${name} is given ${list.length} times for ${sessions.length} --sessions`);
  }
  const dates = from.map((text) => {
    const date = parseDate(text);
    if (date === undefined) messages.push(`--from "${text}" is not a date YYYY-MM-DD`);
    return date ?? null;
  });
  const lengths = days.map((text) => numberIn('days', text, true));
  const at = <T>(list: readonly T[], k: number): T | null => (list.length > 1 ? list[k] : list[0]) ?? null;
  return sessions.map((sessionsFile, k) => ({ sessionsFile, fromOn: at(dates, k), days: at(lengths, k) }));
}

/** Flags that are missing, and flags that would have no effect. */
function namesOutOfPlace(values: Record<string, unknown>, suite: boolean): string[] {
  const given = (name: string) => values[name] !== undefined;
  const needed = ['sessions', 'base', ...(suite ? [] : ['limit-kw'])];
  const idle = suite ? ['limit-kw', 'garage-limit-kw', 'stated'] : ['quick', 'only', 'oracle'];
  return [
    ...needed.filter((name) => !given(name)).map((name) => `--${name} is missing`),
    ...idle.filter(given).map((name) => `--${name} has no meaning ${suite ? 'with' : 'without'} --suite`),
    ...(!given('tariff') && (given('region') || given('class'))
      ? ['--region and --class choose a row of --tariff FILE, which is missing']
      : []),
  ];
}

/** Checks every flag and reports all that is wrong at once. */
export function parseOptions(args: string[]): OptionsVerdict {
  const parsed = parseFlags(args);
  if (!parsed.ok) return { ok: false, reason: 'bad', messages: [parsed.message] };
  const { values } = parsed;
  if (values.help) return { ok: false, reason: 'help' };
  const messages: string[] = [];
  const numberIn = (name: string, text: string | undefined, whole: boolean): number | null => {
    if (text === undefined) return null;
    const value = Number(text);
    const good = text.trim() !== '' && Number.isFinite(value) && value > 0;
    if (good && (!whole || Number.isInteger(value))) return value;
    messages.push(`--${name} "${text}" is not a ${whole ? 'whole ' : ''}number above 0`);
    return null;
  };
  const number = (name: NumberFlag, whole: boolean) => numberIn(name, values[name], whole);
  const suite = values.suite ?? false;
  messages.push(...namesOutOfPlace(values, suite));
  const files = chooseFiles(values, suite, numberIn, messages);
  const options: SimulateOptions = {
    sessionsFile: files[0]?.sessionsFile ?? '',
    baseFile: values.base ?? '',
    limitKw: number('limit-kw', false) ?? 0,
    tariffFile: values.tariff ?? null,
    region: values.region ?? 'Hubei',
    className: values.class ?? null,
    fromOn: files[0]?.fromOn ?? null,
    days: files[0]?.days ?? null,
    dwellings: number('dwellings', true),
    annualKwh: number('annual-kwh', false) ?? 3000,
    pileKw: number('pile-kw', false),
    groupLimitKw: number('garage-limit-kw', false),
    useStated: values.stated ?? false,
    suite,
    quick: values.quick ?? false,
    files,
    only: values.only ?? '',
    oracleFile: values.oracle ?? null,
    jsonFile: values.json ?? 'simulate.json',
    svgFile: values.svg ?? 'simulate.svg',
  };
  return messages.length > 0 ? { ok: false, reason: 'bad', messages } : { ok: true, options };
}
