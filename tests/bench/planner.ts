import { execFileSync, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import createHighs from 'highs';
import { type ChargingProblem, keepPlan, type PlanEvent, planCharging, replan } from '~/planner';
import { linearProgram, readOptimum } from '../planner/highs-oracle';
import { compoundNight } from './compound-night';

const SIZES = [50, 200, 1000, 5000];
const LARGEST_FOR_HIGHS = 1000;
const HIGHS_SECONDS = 60;
const NIGHTS = 30;
/** Times that every night is planned before it is timed: so long the compiler still works beside the planner. */
const WARM_ROUNDS = 8;
const EVENTS = 8;
const GROWTH_ROUNDS = 24;
/** Cars planned of each size in a round. */
const GROWTH_CARS = 5000;
/** 6 A at 230 V, the least power of a pile on one phase, kW. */
const LEAST_KW = 1.38;
const CITY = { compounds: 10_000, cars: 60 };
const GATES = {
  p99Ms: new Map([
    [200, 10],
    [1000, 50],
  ]),
  timesFaster: 100,
  objective: 1e-6,
  citySeconds: 30,
  growth: 1.05,
};

interface Times {
  p50: number;
  p99: number;
  max: number;
}

const failures: string[] = [];

function gate(name: string, held: boolean): void {
  console.log(`  ${held ? 'held    ' : 'NOT HELD'}  ${name}`);
  if (!held) failures.push(name);
}

/** Gates are printed together, after the table. */
const gates: [string, boolean][] = [];

function timesOf(ms: number[]): Times {
  const sorted = ms.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Processor time of this process, its collector and compiler included: wall time on a shared machine tells of its neighbours. */
function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

const withLeastPower = (problem: ChargingProblem): ChargingProblem => ({
  ...problem,
  vehicles: problem.vehicles.map((car) => ({ ...car, minKw: LEAST_KW })),
});

const nightsOf = (cars: number, perHour = 4) =>
  Array.from({ length: cars > LARGEST_FOR_HIGHS ? 12 : NIGHTS }, (_, k) =>
    compoundNight(cars, k + 1, perHour),
  );

function warm(problems: readonly ChargingProblem[]): Times {
  for (let round = 0; round < WARM_ROUNDS; round++) for (const problem of problems) planCharging(problem);
  const repeats = problems.length < NIGHTS ? 2 : 5;
  return timesOf(
    Array.from({ length: repeats }, () =>
      problems.map((problem) => timed(() => planCharging(problem))),
    ).flat(),
  );
}

/** A car comes, one leaves and the transformer's headroom falls for an hour, in turn, on a plan that is kept; next to plans anew. */
function events(cars: number): { kept: Times; anew: Times } {
  const kept: number[] = [];
  const anew: number[] = [];
  for (const problem of nightsOf(cars).slice(0, cars > LARGEST_FOR_HIGHS ? 3 : 10)) {
    let state = keepPlan({ ...problem, vehicles: problem.vehicles.slice(EVENTS) });
    for (const event of eventsOf(problem)) {
      kept.push(
        timed(() => {
          state = replan(state, event);
        }),
      );
      anew.push(timed(() => planCharging(state.problem)));
    }
  }
  return { kept: timesOf(kept), anew: timesOf(anew) };
}

function eventsOf(problem: ChargingProblem): PlanEvent[] {
  const [root] = problem.nodes;
  return problem.vehicles.slice(0, EVENTS).flatMap((vehicle, k): PlanEvent[] => {
    const falls = (t: number) => t >= 28 + 4 * k && t < 32 + 4 * k;
    return [
      { type: 'plug', vehicle },
      { type: 'limit', nodeId: root!.id, limitKw: root!.limitKw.map((kw, t) => (falls(t) ? kw * 0.7 : kw)) },
      { type: 'unplug', vehicleId: problem.vehicles[EVENTS + k]!.id },
    ];
  });
}

/** The first plan of a new process. */
function cold(cars: number): Times {
  const script = fileURLToPath(import.meta.url);
  const run = () =>
    execFileSync(process.execPath, ['--import', 'tsx', script, '--cold', String(cars)], { encoding: 'utf8' });
  return timesOf(Array.from({ length: 5 }, () => Number(run())));
}

async function compareWithHighs(cars: number): Promise<{ highs: Times; worst: number }> {
  const highs = await createHighs();
  let worst = 0;
  const runs = Array.from({ length: 5 }, (_, k) => {
    const problem = compoundNight(cars, k + 1);
    const text = linearProgram(problem);
    let solution: ReturnType<typeof highs.solve>;
    const ms = timed(() => {
      solution = highs.solve(text);
    });
    const optimum = readOptimum(problem, solution!);
    const plan = planCharging(problem);
    worst = Math.max(
      worst,
      relative(plan.unmetKwh, optimum.unmetKwh),
      relative(plan.costYuan, optimum.costYuan),
    );
    return ms;
  });
  return { highs: timesOf(runs), worst };
}

function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(b));
}

/** One night that is too large for `highs` to be asked five times. */
async function highsOnce(cars: number): Promise<string> {
  const highs = await createHighs();
  const text = linearProgram(compoundNight(cars, 1));
  let status = '';
  const ms = timed(() => {
    status = highs.solve(text, { time_limit: HIGHS_SECONDS }).Status;
  });
  const outcome =
    status === 'Optimal' ? 'optimal' : `stopped at its limit of ${HIGHS_SECONDS} s on the clock (${status})`;
  return `highs (wasm), one night of ${cars} cars: ${(ms / 1000).toFixed(1)} s of processor time, ${outcome}`;
}

const figure = (ms: number) => ms.toFixed(ms < 10 ? 2 : 0).padStart(7);
const show = ({ p50, p99, max }: Times) => [p50, p99, max].map(figure).join('');

async function benchSizes(): Promise<void> {
  console.log(
    'Processor milliseconds of one plan, p50 p99 max; 96 intervals, feeders of 25 cars, three tiers.',
  );
  console.log(
    `plan: continuous. product: least power ${LEAST_KW} kW, as the night planner asks. event: p50 of a kept plan after a plug,`,
  );
  console.log('a limit or an unplug, next to p50 of planning the same anew. Both plans charge in turns.\n');
  console.log(
    '  cars            plan, warm         product, warm     plan, new process          highs (wasm)   faster  objective    event    anew',
  );
  for (const cars of SIZES) {
    const problems = nightsOf(cars);
    const plain = warm(problems);
    const product = warm(problems.map(withLeastPower));
    const first = cold(cars);
    const { kept, anew } = events(cars);
    const compared = cars > LARGEST_FOR_HIGHS ? undefined : await compareWithHighs(cars);
    const faster = compared ? compared.highs.p50 / plain.p50 : Number.NaN;
    const others = compared
      ? `${show(compared.highs)} ${faster.toFixed(0).padStart(7)}x ${compared.worst.toExponential(1).padStart(10)}`
      : ' '.repeat(40);
    console.log(
      `${String(cars).padStart(6)} ${show(plain)} ${show(product)} ${show(first)} ${others}  ${figure(kept.p50)} ${figure(anew.p50)}`,
    );
    const p99Ms = GATES.p99Ms.get(cars);
    if (p99Ms !== undefined) {
      gates.push([`p99 of a plan at ${cars} cars at most ${p99Ms} ms`, plain.p99 <= p99Ms]);
      gates.push([`p99 of the product's plan at ${cars} cars at most ${p99Ms} ms`, product.p99 <= p99Ms]);
      gates.push([`an event at ${cars} cars faster than a plan anew`, kept.p50 < anew.p50]);
    }
    if (compared)
      gates.push([
        `objective of highs to ${GATES.objective} at ${cars} cars`,
        compared.worst <= GATES.objective,
      ]);
    if (cars === LARGEST_FOR_HIGHS)
      gates.push([
        `at least ${GATES.timesFaster} times faster than highs at ${cars} cars`,
        faster >= GATES.timesFaster,
      ]);
  }
  console.log(`\n${await highsOnce(SIZES.at(-1)!)}`);
  benchGrowth();
}

/**
 * Exponents of the median processor time. Sites of all sizes are planned in turn, as many cars of each in every round, so that
 * all of them meet the same hours of the machine and the same collector.
 */
function benchGrowth(): void {
  const sites = [
    { cars: 200, perHour: 4 },
    { cars: 1000, perHour: 4 },
    { cars: 5000, perHour: 4 },
    { cars: 200, perHour: 16 },
  ].map(({ cars, perHour }) => ({
    nights: nightsOf(cars, perHour),
    inRound: (GROWTH_CARS * 4) / (cars * perHour),
    ms: [] as number[],
  }));
  for (const { nights } of sites) warm(nights);
  for (let round = 0; round < GROWTH_ROUNDS; round++) {
    for (const { nights, inRound, ms } of sites) {
      for (let k = 0; k < inRound; k++) {
        const problem = nights[ms.length % nights.length]!;
        ms.push(timed(() => planCharging(problem)));
      }
    }
  }
  const [small, middle, large, fine] = sites.map(({ ms }) => timesOf(ms).p50);
  const exponent = (from: number, to: number, times: number) => Math.log(to / from) / Math.log(times);
  const byCars = exponent(small!, large!, 25);
  const byIntervals = exponent(small!, fine!, 4);
  console.log(
    `Growth of the median, sizes in turn: cars^${byCars.toFixed(2)} from 200 to 5000 (${exponent(small!, middle!, 5).toFixed(2)} to 1000, ` +
      `${exponent(middle!, large!, 5).toFixed(2)} from there), intervals^${byIntervals.toFixed(2)} from 96 to 384 at 200 cars (${fine!.toFixed(1)} ms)`,
  );
  gates.push([`growth with cars at most cars^${GATES.growth} from 200 to 5000`, byCars <= GATES.growth]);
  gates.push([
    `growth with intervals at most intervals^${GATES.growth} from 96 to 384`,
    byIntervals <= GATES.growth,
  ]);
}

function benchCity(): void {
  let cpuMs = 0;
  let cars = 0;
  let unmetKwh = 0;
  for (let k = 0; k < CITY.compounds; k++) {
    const problem = compoundNight(CITY.cars, k + 1);
    cpuMs += timed(() => {
      const plan = planCharging(problem);
      cars += plan.vehicles.length;
      unmetKwh += plan.unmetKwh;
    });
  }
  const seconds = cpuMs / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `City: ${CITY.compounds} compounds, ${cars} cars planned in ${seconds.toFixed(1)} CPU seconds ` +
      `(${(cpuMs / CITY.compounds).toFixed(2)} ms a compound), ${unmetKwh.toFixed(0)} kWh unmet, peak memory ${megabytes.toFixed(0)} MB`,
  );
  gate(`city within ${GATES.citySeconds} CPU seconds`, seconds <= GATES.citySeconds);
}

if (process.argv[2] === '--cold') {
  const problem = compoundNight(Number(process.argv[3]), 1);
  console.log(timed(() => planCharging(problem)));
} else if (process.argv[2] === '--city') {
  benchCity();
} else {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  await benchSizes();
  console.log();
  for (const [name, held] of gates) gate(name, held);
  const script = fileURLToPath(import.meta.url);
  const city = spawnSync(process.execPath, ['--import', 'tsx', script, '--city'], { encoding: 'utf8' });
  console.log(`\n${city.stdout.trimEnd()}`);
  if (city.status !== 0) failures.push('city');
}
process.exitCode = failures.length > 0 ? 1 : 0;
