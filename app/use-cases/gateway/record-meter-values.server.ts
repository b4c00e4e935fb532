import { livePowerOf, liveRegisterOf, type MeterSample, powerBetween } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import {
  insertSamples,
  type PowerReading,
  type SampleSet,
  updateMeasuredPower,
} from '~db/queries/meter-values.server';
import {
  advanceRegisters,
  listSessionsForMeters,
  type RegisterReading,
  type SessionRow,
} from '~db/queries/sessions.server';

export interface MeterReport {
  station: StationKey;
  connectorId: number;
  /** Null where the station does not say: the session that runs on the connector is meant. */
  transactionId: number | null;
  samples: readonly MeterSample[];
}

/** Stores the meter values of many stations in one transaction, and moves live registers and measured powers forward. */
export async function recordMeterValues(deps: Deps, reports: readonly MeterReport[]): Promise<void> {
  const at = deps.clock();
  await deps.db.transaction().execute((trx) => recordInTransaction(trx, reports, at));
  for (const compoundId of new Set(reports.map((report) => report.station.compoundId))) {
    deps.bus.publish('compound-changed', { compoundId });
  }
}

async function recordInTransaction(trx: Trx, reports: readonly MeterReport[], at: string): Promise<void> {
  const pileIds = [...new Set(reports.map((report) => report.station.pileId))];
  const named = [...new Set(reports.flatMap((report) => report.transactionId ?? []))];
  const sessions = await listSessionsForMeters(trx, pileIds, named);
  const sets: SampleSet[] = [];
  const registers = new Map<string, RegisterReading>();
  const powers = new Map<string, PowerReading>();
  for (const report of reports) {
    const session = sessionOf(report, sessions);
    const transactionId = session?.transaction_id ?? report.transactionId ?? 0;
    const { compoundId, pileId } = report.station;
    const { connectorId, samples } = report;
    sets.push({ compoundId, pileId, connectorId, transactionId, samples });
    const register = liveRegisterOf(samples);
    if (register && session) {
      const key = `${compoundId}/${transactionId}`;
      const last = registers.get(key);
      if (!last || (last.at <= register.at && last.registerWh <= register.registerWh)) {
        registers.set(key, { compoundId, pileId, transactionId, ...register });
      }
    }
    const power = livePowerOf(samples) ?? powerFromRegister(session, register);
    if (power && connectorId > 0) {
      const key = `${compoundId}/${pileId}/${connectorId}`;
      const last = powers.get(key);
      if (!last || last.at <= power.at) {
        powers.set(key, { compoundId, pileId, connectorId, ...power });
      }
    }
  }
  await insertSamples(trx, sets);
  await advanceRegisters(trx, [...registers.values()]);
  await updateMeasuredPower(trx, [...powers.values()], at);
}

function sessionOf(report: MeterReport, sessions: readonly SessionRow[]): SessionRow | undefined {
  const ofPile = sessions.filter(
    (session) =>
      session.compound_id === report.station.compoundId && session.pile_id === report.station.pileId,
  );
  if (report.transactionId !== null) {
    return ofPile.find((session) => session.transaction_id === report.transactionId);
  }
  const earliest = report.samples[0]?.sampledAt ?? '';
  return ofPile.find(
    (session) =>
      session.ended_at === null &&
      session.connector_id === report.connectorId &&
      session.started_at <= earliest,
  );
}

function powerFromRegister(
  session: SessionRow | undefined,
  register: { registerWh: number; at: string } | null,
): { kw: number; at: string } | null {
  if (!session || !register || session.ended_at !== null) return null;
  return powerBetween({ registerWh: session.last_meter_wh, at: session.last_meter_at }, register);
}
