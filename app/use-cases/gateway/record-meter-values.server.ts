import { livePowerOf, liveRegisterOf, type MeterSample, powerBetween } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { correctBill } from '~/use-cases/shared/visit/visit-record.server';
import type { Trx } from '~db/client.server';
import {
  insertSamples,
  type PowerReading,
  type SampleSet,
  updateMeasuredPower,
} from '~db/queries/meter-values.server';
import {
  advanceRegisters,
  listRunningSessionsOf,
  listSessionsByNumber,
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
  const late = await deps.db.transaction().execute((trx) => recordInTransaction(trx, reports, at));
  for (const { compound_id, transaction_id } of late) await correctBill(deps, compound_id, transaction_id);
  for (const compoundId of new Set(reports.map((report) => report.station.compoundId))) {
    deps.bus.publish('compound-changed', { compoundId });
  }
}

/** The ended sessions that the reports tell more of. */
async function recordInTransaction(
  trx: Trx,
  reports: readonly MeterReport[],
  at: string,
): Promise<SessionRow[]> {
  const late = new Set<SessionRow>();
  const sessions = await loadSessions(trx, reports);
  const sets: SampleSet[] = [];
  const registers = new Map<string, RegisterReading>();
  const powers = new Map<string, PowerReading>();
  for (const report of reports) {
    const session = sessionOf(report, sessions.get(report.station.pileId) ?? []);
    if (session?.ended_at) late.add(session);
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
  // A connector comes before its session, as in every transaction that locks both.
  await updateMeasuredPower(trx, [...powers.values()], at);
  await advanceRegisters(trx, [...registers.values()]);
  return [...late];
}

/** The sessions that the reports can be about, by pile: those that run, and the ended ones that late values name. */
async function loadSessions(trx: Trx, reports: readonly MeterReport[]): Promise<Map<string, SessionRow[]>> {
  const compoundIds = [...new Set(reports.map((report) => report.station.compoundId))];
  const pileIds = [...new Set(reports.map((report) => report.station.pileId))];
  const running = await listRunningSessionsOf(trx, compoundIds, pileIds);
  const known = new Set(running.map((session) => session.transaction_id));
  const named = new Set(reports.flatMap((report) => report.transactionId ?? []));
  const unseen = [...named].filter((transactionId) => !known.has(transactionId));
  const late = await listSessionsByNumber(trx, compoundIds, unseen);
  const byPile = new Map<string, SessionRow[]>();
  for (const session of [...running, ...late]) {
    const ofPile = byPile.get(session.pile_id);
    if (ofPile) ofPile.push(session);
    else byPile.set(session.pile_id, [session]);
  }
  return byPile;
}

function sessionOf(report: MeterReport, ofPile: readonly SessionRow[]): SessionRow | undefined {
  const { compoundId, pileId } = report.station;
  const earliest = report.samples[0]?.sampledAt ?? '';
  return ofPile.find(
    (session) =>
      session.compound_id === compoundId &&
      session.pile_id === pileId &&
      (report.transactionId === null
        ? session.ended_at === null &&
          session.connector_id === report.connectorId &&
          session.started_at <= earliest
        : session.transaction_id === report.transactionId),
  );
}

function powerFromRegister(
  session: SessionRow | undefined,
  register: { registerWh: number; at: string } | null,
): { kw: number; at: string } | null {
  if (!session || !register || session.ended_at !== null) return null;
  return powerBetween({ registerWh: session.last_meter_wh, at: session.last_meter_at }, register);
}
