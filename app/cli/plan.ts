import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parseProblem, planCharging } from '~/planner';

const USAGE = 'Usage: npm run plan -- --input problem.json|- [--output plan.json|-]';

/** Exit status: nothing unmet, bad input, a plan with a shortfall. */
const OPTIMAL = 0;
const BAD_INPUT = 2;
const SHORTFALL = 3;

/** Plans the charging problem of a JSON file, or of standard input for `-`. Every complaint goes to standard error. */
export async function main(args: string[]): Promise<number> {
  const files = readOptions(args);
  if (typeof files === 'string') return refuse([files, USAGE]);
  const read = await readJson(files.input);
  if (!read.ok) return refuse([read.message]);
  const parsed = parseProblem(read.value);
  if (!parsed.ok) {
    return refuse(
      parsed.errors.map(({ path, message }) => (path === '' ? `input: ${message}` : `${path}: ${message}`)),
    );
  }
  const plan = planCharging(parsed.problem, { now: () => performance.now() });
  const json = `${JSON.stringify(plan)}\n`;
  if (files.output === '-') {
    await new Promise<void>((done, fail) =>
      process.stdout.write(json, (error) => (error ? fail(error) : done())),
    );
  } else {
    try {
      await writeFile(files.output, json);
    } catch (error) {
      return refuse([`${files.output}: cannot be written (${reasonOf(error)})`]);
    }
  }
  return plan.status === 'optimal' ? OPTIMAL : SHORTFALL;
}

function readOptions(args: string[]): { input: string; output: string } | string {
  try {
    const { values } = parseArgs({
      args,
      options: { input: { type: 'string' }, output: { type: 'string' } },
    });
    if (values.input === undefined) return '--input: is missing';
    return { input: values.input, output: values.output ?? '-' };
  } catch (error) {
    return reasonOf(error);
  }
}

async function readJson(
  input: string,
): Promise<{ ok: true; value: unknown } | { ok: false; message: string }> {
  const name = input === '-' ? 'standard input' : input;
  let source: string;
  try {
    source = input === '-' ? await text(process.stdin) : await readFile(input, 'utf8');
  } catch (error) {
    return { ok: false, message: `${name}: cannot be read (${reasonOf(error)})` };
  }
  try {
    return { ok: true, value: JSON.parse(source.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { ok: false, message: `${name}: is not JSON (${reasonOf(error)})` };
  }
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return BAD_INPUT;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
