import { type MeterReport, recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { commitTogether } from '~/use-cases/shared/commit-together';
import type { Deps } from '~/use-cases/shared/deps';

export interface MeterBatch {
  /** Resolves once the report is committed. */
  add(report: MeterReport): Promise<void>;
  readonly batches: number;
  readonly reports: number;
}

const REPORTS_PER_BATCH = 500;

/** Commits the meter reports that arrive together in one transaction. */
export function createMeterBatch(deps: Deps): MeterBatch {
  let batches = 0;
  let reports = 0;
  const add = commitTogether((batch: readonly MeterReport[]) => {
    batches += 1;
    reports += batch.length;
    return recordMeterValues(deps, batch);
  }, REPORTS_PER_BATCH);
  return {
    add,
    get batches() {
      return batches;
    },
    get reports() {
      return reports;
    },
  };
}
