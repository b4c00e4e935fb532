/** A measured power in kW of a connector. */
export interface PowerSample {
  readonly at: string;
  readonly powerKw: number;
}

/** A pile disobeys after `samples` readings in a row above the limit by more than `toleranceKw`, `settleSeconds` after its acknowledgement. */
export interface ObedienceRule {
  readonly toleranceKw: number;
  readonly samples: number;
  readonly settleSeconds: number;
}

/** An assumption of ours: 0.3 kW, three readings, thirty seconds. */
export const OBEDIENCE_RULE: ObedienceRule = { toleranceKw: 0.3, samples: 3, settleSeconds: 30 };

export type ObedienceVerdict =
  | { ok: true; state: 'obeying' | 'too-few-samples' }
  | { ok: false; reason: 'disobeying'; sinceAt: string; excessKw: number };

/** Whether the newest readings since the acknowledgement, given in time order, all exceed the acknowledged limit. */
export function judgeObedience(
  samples: readonly PowerSample[],
  limit: { acknowledgedKw: number; acknowledgedAt: string },
  rule: ObedienceRule = OBEDIENCE_RULE,
): ObedienceVerdict {
  const settledMs = Date.parse(limit.acknowledgedAt) + rule.settleSeconds * 1000;
  const settled = samples.filter((sample) => Date.parse(sample.at) >= settledMs);
  const isAbove = (sample: PowerSample) => sample.powerKw > limit.acknowledgedKw + rule.toleranceKw;
  const firstAbove = settled.findLastIndex((sample) => !isAbove(sample)) + 1;
  const run = settled.slice(firstAbove);
  const first = run[0];
  if (first && run.length >= rule.samples) {
    const excessKw = Math.max(...run.map((sample) => sample.powerKw)) - limit.acknowledgedKw;
    return { ok: false, reason: 'disobeying', sinceAt: first.at, excessKw };
  }
  return { ok: true, state: settled.length < rule.samples ? 'too-few-samples' : 'obeying' };
}
