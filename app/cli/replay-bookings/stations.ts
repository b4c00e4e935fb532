import { type MeterSample, POWER, REGISTER } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import { HOUR_MS, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { ChargingPlan } from '~/planner';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { recordBoot } from '~/use-cases/gateway/record-boot.server';
import { recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { settleCommand } from '~/use-cases/gateway/settle-command.server';
import { startSession } from '~/use-cases/gateway/start-session.server';
import { stopSession } from '~/use-cases/gateway/stop-session.server';
import { takeCommand } from '~/use-cases/gateway/take-command.server';
import { planNight } from '~/use-cases/night/plan-night.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { COMPOUND, type ReplayWorld } from './world';

interface Car {
  readonly carKw: number;
  readonly wantedWh: number;
  readonly householdId: string;
}

interface Plugged extends Car {
  readonly transactionId: number;
  deliveredWh: number;
}

export interface ReplayStations {
  /** Whether the card was taken; only then the car is plugged in. */
  plugIn(pileId: string, car: Car): Promise<boolean>;
  unplug(pileId: string): Promise<void>;
  isPlugged(pileId: string): boolean;
  /** Lets the cars take what the plan gives them for so long, each no more than it can and wants, and reports it. */
  charge(ms: number): Promise<void>;
  /** Plans the night, and takes the limits that it sends. */
  plan(): Promise<void>;
}

/** The piles of the replay: they take every command and meter by the plan. */
export async function connectStations(world: ReplayWorld): Promise<ReplayStations> {
  const { deps } = world;
  const cars = new Map<string, Plugged>();
  const registerWh = new Map(world.pileIds.map((pileId) => [pileId, 0]));
  let plan: ChargingPlan | null = null;
  let planStartMs = 0;
  let planStepMs = 15 * MINUTE_MS;

  async function takeCommands(pileId: string): Promise<void> {
    for (;;) {
      const taken = await takeCommand(deps, keyOf(pileId), () => ({ ok: true, payload: {} }));
      if (!taken) return;
      await settleCommand(deps, taken.command, { state: 'confirmed', answer: {} });
    }
  }

  const showStatus = (pileId: string, status: string) =>
    recordStatus(deps, keyOf(pileId), { connectorId: 1, status, errorCode: null, statusAt: deps.clock() });

  const plannedKw = (transactionId: number) => {
    const vehicle = plan?.vehicles.find(({ id }) => id === `s${transactionId}`);
    return vehicle?.kw[Math.floor((world.nowMs() - planStartMs) / planStepMs)] ?? 0;
  };

  for (const pileId of world.pileIds) {
    await connectStation(deps, keyOf(pileId), 'replay');
    await recordBoot(
      deps,
      keyOf(pileId),
      { vendor: 'replay', model: 'replay', firmware: null },
      { probeCapabilities: false, installFallback: true },
    );
    await showStatus(pileId, 'Available');
    await takeCommands(pileId);
  }

  return {
    isPlugged: (pileId) => cars.has(pileId),
    async plugIn(pileId, car) {
      await showStatus(pileId, 'Preparing');
      const { transactionId, status } = await startSession(deps, keyOf(pileId), {
        connectorId: 1,
        idTag: `tag_${car.householdId}`,
        meterStartWh: Math.floor(registerWh.get(pileId) ?? 0),
        startedAt: deps.clock(),
      });
      await showStatus(pileId, status === 'Accepted' ? 'Charging' : 'Available');
      if (status !== 'Accepted') return false;
      registerWh.set(pileId, Math.floor(registerWh.get(pileId) ?? 0));
      cars.set(pileId, { ...car, transactionId, deliveredWh: 0 });
      return true;
    },
    async unplug(pileId) {
      const car = cars.get(pileId);
      if (!car) return;
      cars.delete(pileId);
      await stopSession(deps, keyOf(pileId), {
        transactionId: car.transactionId,
        idTag: null,
        meterStopWh: Math.floor(registerWh.get(pileId) ?? 0),
        endedAt: deps.clock(),
        reason: 'EVDisconnected',
        samples: [],
      });
      await showStatus(pileId, 'Available');
    },
    async charge(ms) {
      const powers = [...cars].map(([pileId, car]) => {
        const kw = Math.min(plannedKw(car.transactionId), car.carKw);
        const takenWh = Math.min((kw * 1000 * ms) / HOUR_MS, car.wantedWh - car.deliveredWh);
        return { pileId, car, takenWh };
      });
      world.turnTo(world.nowMs() + ms);
      for (const { pileId, car, takenWh } of powers) {
        car.deliveredWh += takenWh;
        registerWh.set(pileId, (registerWh.get(pileId) ?? 0) + takenWh);
      }
      if (powers.length === 0) return;
      await recordMeterValues(
        deps,
        powers.map(({ pileId, car, takenWh }) => ({
          station: keyOf(pileId),
          connectorId: 1,
          transactionId: car.transactionId,
          samples: [
            sampleOf(deps.clock(), REGISTER, 'Wh', Math.floor(registerWh.get(pileId) ?? 0)),
            sampleOf(deps.clock(), POWER, 'W', Math.round((takenWh * HOUR_MS) / ms)),
          ],
        })),
      );
    },
    async plan() {
      await planNight(deps, COMPOUND, 'interval');
      const latest = await findLatestPlan(deps.db, COMPOUND);
      if (!latest) return;
      plan = JSON.parse(latest.plan) as ChargingPlan;
      planStartMs = msFromInstant(latest.start_at);
      planStepMs = latest.interval_minutes * MINUTE_MS;
      for (const pileId of cars.keys()) await takeCommands(pileId);
    },
  };
}

function keyOf(pileId: string): StationKey {
  return { identity: pileId, compoundId: COMPOUND, pileId };
}

function sampleOf(sampledAt: string, measurand: string, unit: string, value: number): MeterSample {
  return { sampledAt, context: 'Sample.Periodic', measurand, phase: '', location: 'Outlet', unit, value };
}
