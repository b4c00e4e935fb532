import { type MeterReport, recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import type { Deps } from '~/use-cases/shared/deps';

export interface MeterBatch {
  /** Resolves once the report is committed. */
  add(report: MeterReport): Promise<void>;
  readonly batches: number;
  readonly reports: number;
}

interface Waiting {
  report: MeterReport;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const REPORTS_PER_BATCH = 500;

/** Groups commits: one transaction is under way, and what arrives meanwhile goes together into the next. */
export function createMeterBatch(deps: Deps): MeterBatch {
  const waiting: Waiting[] = [];
  let running = false;
  let batches = 0;
  let reports = 0;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, REPORTS_PER_BATCH);
      batches += 1;
      reports += batch.length;
      await commit(batch);
    }
    running = false;
  }

  async function commit(batch: Waiting[]): Promise<void> {
    try {
      await recordMeterValues(
        deps,
        batch.map((entry) => entry.report),
      );
      for (const entry of batch) entry.resolve();
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      // One report that the database refuses must not fail the others'.
      for (const entry of batch) await commit([entry]);
    }
  }

  return {
    add: (report) =>
      new Promise((resolve, reject) => {
        waiting.push({ report, resolve, reject });
        if (!running) setImmediate(() => !running && void run());
      }),
    get batches() {
      return batches;
    },
    get reports() {
      return reports;
    },
  };
}
