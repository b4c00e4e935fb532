import type { Logger } from 'pino';
import type { PlanCause } from '~/adapters/bus/port';
import { continueNight } from '~/use-cases/night/continue-night.server';
import { planNight } from '~/use-cases/night/plan-night.server';
import type { Deps } from '~/use-cases/shared/deps';
import { intervalStart } from '~/use-cases/shared/night/grid-nodes';
import { listChargingCompounds } from '~db/queries/night-state.server';

export interface NightPlannerOptions {
  metrics: { planSeconds: { observe(seconds: number): void } };
  log: Pick<Logger, 'error'>;
  /** Real milliseconds that calls for a plan are gathered in. */
  debounceMs?: number;
  /** Real milliseconds between two looks at the clock. */
  pollMs?: number;
}

const DEBOUNCE_MS = 300;
const ANSWERS_MS = 50;
const POLL_MS = 1000;
/** What waits for others is looked at again this many polls later, because a message on the bus may be lost. */
const WAITING_POLLS = 5;

interface Compound {
  cause: PlanCause | null;
  timer: NodeJS.Timeout | null;
  dueMs: number;
  working: boolean;
  waiting: boolean;
}

/** Plans every compound's night when something changes and at each new quarter hour of `deps.clock`; one plan at a time for each. */
export function startNightPlanner(deps: Deps, options: NightPlannerOptions): () => Promise<void> {
  const { metrics, log, debounceMs = DEBOUNCE_MS, pollMs = POLL_MS } = options;
  const compounds = new Map<string, Compound>();
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let quarter = '';
  let polls = 0;

  function compoundOf(compoundId: string): Compound {
    const known = compounds.get(compoundId);
    if (known) return known;
    const fresh = { cause: null, timer: null, dueMs: 0, working: false, waiting: false };
    compounds.set(compoundId, fresh);
    return fresh;
  }

  function schedule(compoundId: string, cause: PlanCause | null, delayMs: number): void {
    if (stopped) return;
    const compound = compoundOf(compoundId);
    compound.cause = cause ?? compound.cause;
    const dueMs = performance.now() + delayMs;
    if (compound.timer && compound.dueMs <= dueMs) return;
    if (compound.timer) clearTimeout(compound.timer);
    compound.dueMs = dueMs;
    compound.timer = setTimeout(() => start(compoundId, compound), delayMs);
  }

  function start(compoundId: string, compound: Compound): void {
    compound.timer = null;
    if (compound.working) {
      schedule(compoundId, null, ANSWERS_MS);
      return;
    }
    compound.working = true;
    const work = run(compoundId, compound)
      .catch((error: unknown) => log.error({ err: error, compoundId }, 'night planner'))
      .finally(() => {
        compound.working = false;
        underWay.delete(work);
      });
    underWay.add(work);
  }

  async function run(compoundId: string, compound: Compound): Promise<void> {
    const { cause } = compound;
    compound.cause = null;
    if (!cause) {
      compound.waiting = (await continueNight(deps, compoundId)).waiting > 0;
      return;
    }
    const startedMs = performance.now();
    const outcome = await planNight(deps, compoundId, cause);
    compound.waiting = outcome.ok && outcome.waiting > 0;
    metrics.planSeconds.observe((performance.now() - startedMs) / 1000);
  }

  async function planAll(cause: PlanCause): Promise<void> {
    for (const compoundId of await listChargingCompounds(deps.db)) schedule(compoundId, cause, 0);
  }

  function poll(): void {
    polls += 1;
    const present = intervalStart(deps.clock());
    const isFirst = quarter === '';
    if (present !== quarter) {
      quarter = present;
      planAll(isFirst ? 'start' : 'interval').catch((error: unknown) => {
        quarter = isFirst ? '' : quarter;
        log.error({ err: error }, 'night planner');
      });
    }
    if (polls % WAITING_POLLS !== 0) return;
    for (const [compoundId, compound] of compounds) {
      if (compound.waiting) schedule(compoundId, null, 0);
    }
  }

  const unsubscribes = [
    deps.bus.subscribe('plan-needed', ({ compoundId, cause }) => schedule(compoundId, cause, debounceMs)),
    deps.bus.subscribe('command-answered', ({ compoundId }) => schedule(compoundId, null, ANSWERS_MS)),
    deps.bus.subscribe('clock-changed', poll),
  ];
  const polling = setInterval(poll, pollMs);
  poll();

  return async () => {
    stopped = true;
    clearInterval(polling);
    for (const unsubscribe of unsubscribes) unsubscribe();
    for (const compound of compounds.values()) if (compound.timer) clearTimeout(compound.timer);
    await Promise.all(underWay);
  };
}
