import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { assessConnection } from '~/domain/capacity/assess-connection';
import { hostingEstimate } from '~/domain/capacity/hosting-estimate';
import { publishedDemand } from '~/planner';
import { sampleHosting } from '~/use-cases/shared/installation/sample-hosting';
import { ASSESS_HELP, parseSite } from './assess/site';

const VERDICT = 0;
const BAD_INPUT = 2;

/** Assesses the connection of a JSON file, or of standard input for `-`: the verdict and every number behind it as JSON. */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if ('help' in options) {
    process.stdout.write(`${ASSESS_HELP}\n`);
    return VERDICT;
  }
  if ('message' in options) return refuse([options.message, 'See npm run assess -- --help']);
  const read = await readJson(options.input);
  if ('message' in read) return refuse([read.message]);
  const site = parseSite(read.value);
  if (!site.ok) return refuse(site.errors);
  const verdict = assessConnection(site.input);
  if (!verdict.ok) return refuse(verdict.issues.map(({ path, rule }) => `${path}: ${RULES[rule]}`));
  const { ok: _, ...assessment } = verdict;
  const hosting = hostingEstimate(site.input, site.input.parameters);
  const { computedAt: _at, ...hostingCapacity } = sampleHosting(site.input, publishedDemand, {
    ...site.question,
    computedAt: '',
    isOwn: false,
  });
  const { parameters } = site.input;
  const printed = { version: 1, ...assessment, hosting, hostingCapacity, parameters };
  const json = `${JSON.stringify(printed, null, 2)}\n`;
  if (options.output === '-') {
    await new Promise<void>((done, fail) =>
      process.stdout.write(json, (error) => (error ? fail(error) : done())),
    );
    return VERDICT;
  }
  try {
    await writeFile(options.output, json);
    return VERDICT;
  } catch (error) {
    return refuse([`${options.output}: cannot be written (${reasonOf(error)})`]);
  }
}

const RULES = {
  positive: 'must be a number above 0',
  'not-negative': 'must be a number of 0 or more',
  'curve-length': 'must have 24 or 96 values',
  share: 'must be above 0 and at most 1',
  'phase-count': 'must name as many phases as phaseCount says',
} as const;

function readOptions(
  args: string[],
): { input: string; output: string } | { help: true } | { message: string } {
  try {
    const { values } = parseArgs({
      args,
      options: { input: { type: 'string' }, output: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) return { help: true };
    if (values.input === undefined) return { message: '--input: is missing' };
    return { input: values.input, output: values.output ?? '-' };
  } catch (error) {
    return { message: reasonOf(error) };
  }
}

async function readJson(input: string): Promise<{ value: unknown } | { message: string }> {
  const name = input === '-' ? 'standard input' : input;
  let source: string;
  try {
    source = input === '-' ? await text(process.stdin) : await readFile(input, 'utf8');
  } catch (error) {
    return { message: `${name}: cannot be read (${reasonOf(error)})` };
  }
  try {
    return { value: JSON.parse(source.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { message: `${name}: is not JSON (${reasonOf(error)})` };
  }
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return BAD_INPUT;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
