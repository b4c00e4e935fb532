import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseBaseLoad } from './simulate/base-load-file';
import { describeFindings, type Parsed } from './simulate/findings';
import { accountForInput } from './simulate/input-account';
import { reportJson } from './simulate/json-report';
import { parseOptions, type SimulateOptions, usage } from './simulate/options';
import { drawPicture } from './simulate/picture';
import { buildScenario } from './simulate/scenario';
import { parseSessionFile } from './simulate/session-file';
import { simulate } from './simulate/simulation';
import type { CaseResult } from './simulate/suite/case-result';
import type { Oracle } from './simulate/suite/objective-check';
import { runSuite } from './simulate/suite/run-suite';
import { drawSuite } from './simulate/suite/suite-picture';
import { describeCase, describeGates, describeTransformers } from './simulate/suite/suite-text';
import { defaultTariff } from './simulate/tariff';
import { parseTariffFile } from './simulate/tariff-file';
import { describeFigures, describeInput } from './simulate/text-report';
import { formatDate, minutesPerDay } from './simulate/wall-clock';

const badInput = 2;

class BadInput extends Error {
  constructor(readonly messages: string[]) {
    super(messages.join('\n'));
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a directory';
  if (code === 'EACCES') return 'permission denied';
  return (error as Error).message;
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (error) {
    throw new BadInput([`${file}: cannot be read: ${reasonOf(error)}`]);
  }
}

function expectParsed<T>(file: string, parsed: Parsed<T>): T {
  if (!parsed.ok) throw new BadInput(describeFindings(file, parsed.findings));
  return parsed.value;
}

async function expectWritable(file: string): Promise<void> {
  try {
    await access(dirname(resolve(file)), constants.W_OK);
  } catch {
    throw new BadInput([`${file}: its folder does not exist or cannot be written`]);
  }
  const existing = await stat(file).catch(() => undefined);
  if (existing && !existing.isFile()) throw new BadInput([`${file}: is not a file`]);
}

async function readSessions(file: string, options: SimulateOptions) {
  return expectParsed(file, parseSessionFile(await readText(file), options.pileKw));
}

async function readInputs(options: SimulateOptions) {
  const sessions = await readSessions(options.sessionsFile, options);
  const base = expectParsed(options.baseFile, parseBaseLoad(await readText(options.baseFile), options));
  const tariff =
    options.tariffFile === null
      ? defaultTariff()
      : expectParsed(options.tariffFile, parseTariffFile(await readText(options.tariffFile), options));
  return { sessions, base, tariff };
}

/** Every case of the benchmark on every file of sessions, each told as soon as it is done. */
async function runCases(options: SimulateOptions): Promise<void> {
  const { base, tariff, sessions: first } = await readInputs(options);
  const oracle = options.oracleFile === null ? undefined : await loadOracle(options.oracleFile);
  const inputs = [];
  for (const file of options.files) {
    const { sessions } =
      file.sessionsFile === options.sessionsFile ? first : await readSessions(file.sessionsFile, options);
    const input = { ...file, sessions, base, tariff, quick: options.quick, only: options.only };
    const probe = buildScenario({ ...input, useStated: false, limitKw: 1, groupLimitKw: null });
    if (!probe.ok) throw noSession(file, probe);
    inputs.push(input);
  }
  const suites = [];
  for (const input of inputs) {
    const name = basename(input.sessionsFile);
    console.log(`${name}\n`);
    const tell = (result: CaseResult) => console.log(describeCase(result).join('\n'));
    const suite = await runSuite(input, { now: cpuMs, tell, oracle });
    if (suite.cases.length === 0) throw new BadInput([`--only "${options.only}": no case begins so`]);
    console.log([...describeTransformers(suite.transformers), ...describeGates(suite.gates), ''].join('\n'));
    suites.push({ name, suite });
  }
  const files = suites.map(({ suite }, k) => ({ sessions: options.files[k]!.sessionsFile, ...suite }));
  const report = { version: 2, base: options.baseFile, tariff: tariff.name, files };
  await writeFile(options.jsonFile, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(options.svgFile, drawSuite(suites));
  console.log(`${options.jsonFile}  ${options.svgFile}`);
}

/** Time of this process, which other work on the machine does not lengthen. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function loadOracle(file: string): Promise<Oracle> {
  const loaded = await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href).catch((error: Error) => {
    throw new BadInput([`${file}: cannot be loaded: ${error.message}`]);
  });
  if (typeof loaded.solveWithHighs !== 'function')
    throw new BadInput([`${file}: has no function solveWithHighs`]);
  return loaded.solveWithHighs;
}

function noSession(
  { sessionsFile }: Pick<SimulateOptions, 'sessionsFile'>,
  { firstOn, lastOn }: { firstOn: string; lastOn: string },
) {
  return new BadInput([
    `${sessionsFile}: no session begins in the period; the file has ${firstOn} to ${lastOn}`,
  ]);
}

async function run(options: SimulateOptions): Promise<void> {
  if (resolve(options.jsonFile) === resolve(options.svgFile)) {
    throw new BadInput(['--json and --svg name the same file']);
  }
  await expectWritable(options.jsonFile);
  await expectWritable(options.svgFile);
  if (options.suite) return runCases(options);
  const { sessions, base, tariff } = await readInputs(options);
  const built = buildScenario({ ...options, sessions: sessions.sessions, base, tariff });
  if (!built.ok) throw noSession(options, built);
  const { scenario } = built;
  const simulation = simulate(scenario, cpuMs);
  const account = accountForInput(sessions, scenario);
  const json = reportJson(simulation, account, tariff, options);
  const svg = drawPicture(simulation, tariff);
  await writeFile(options.jsonFile, json);
  await writeFile(options.svgFile, svg);
  const untilOn = formatDate(scenario.startAt + scenario.days * minutesPerDay);
  console.log(
    [
      `${formatDate(scenario.startAt)} – ${untilOn}，限值 limit ${scenario.limitKw} kW，${base.dwellings} 户 dwellings，电价 tariff ${tariff.name}`,
      ...describeInput(account),
      '',
      ...describeFigures(simulation.figures),
      '',
      `${options.jsonFile}  ${options.svgFile}`,
    ].join('\n'),
  );
}

/** Exit status 0 when everything was replayed and written, 2 for bad input, of which nothing is written. */
export async function main(args: string[]): Promise<number> {
  const verdict = parseOptions(args);
  if (!verdict.ok && verdict.reason === 'help') {
    console.log(usage);
    return 0;
  }
  try {
    if (!verdict.ok) throw new BadInput([...verdict.messages, 'npm run simulate -- --help']);
    await run(verdict.options);
    return 0;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    for (const message of error.messages) console.error(message);
    return badInput;
  }
}
