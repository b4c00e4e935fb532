import { type MeterSample, POWER, REGISTER } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { startSession } from '~/use-cases/gateway/start-session.server';
import { stopSession } from '~/use-cases/gateway/stop-session.server';
import { castMember } from '~db/seed/cast';
import { stationOf } from '~db/seed/demo-stations';
import { ids } from '~db/seed/story';
import { actingResident, done, type Scene, type Stage } from './stage';

const SAMPLE_MS = 15 * MINUTE_MS;

export interface StorySlot {
  /** The booking's fixed id; without one it has the next of the story's ids. */
  readonly id?: string;
  readonly key: string;
  readonly identity: string;
  readonly startAt: string;
  readonly endAt: string;
  readonly wantedWh: number;
  /** Whether the car is named; its owner has registered it by then. */
  readonly withCar?: boolean;
}

/** A slot that is asked for at `at`. */
export function books(stage: Stage, at: string, slot: StorySlot): Scene {
  const { key, identity, startAt, endAt, wantedWh } = slot;
  const member = castMember(key);
  return {
    at,
    play: async () => {
      if (slot.id) stage.nameNext('bk', slot.id);
      done(
        await bookSlot(stage.deps, actingResident(member), {
          compoundId: member.compoundId,
          householdId: member.householdId,
          pileId: stationOf(identity).pileId,
          vehicleId: slot.withCar ? `car_${key}` : null,
          startAt,
          endAt,
          wantedWh,
          agreedWh: null,
          idempotencyKey: `story:${identity}:${startAt}`,
        }),
      );
    },
  };
}

export interface StoryVisit extends StorySlot {
  readonly idTag: string;
  readonly energyWh: number;
  readonly stoppedAt: string;
  /** When the car leaves the space. */
  readonly leftAt: string;
}

/** The car of a slot comes as it begins, charges, stops and leaves. */
export function visits(stage: Stage, visit: StoryVisit): Scene[] {
  const { deps } = stage;
  const station = keyOf(visit.identity);
  const after = (at: string, minutes: number) => instantFromMs(msFromInstant(at) + minutes * MINUTE_MS);
  const show = (status: string) =>
    recordStatus(deps, station, { connectorId: 1, status, errorCode: null, statusAt: deps.clock() });
  const pluggedAt = after(visit.startAt, 2);
  let transactionId = 0;
  const meterStartWh = Math.floor(msFromInstant(visit.startAt) / 3_600_000) * 10;
  const follow = (at: string): Scene => ({ at, play: () => followVisits(deps) });
  return [
    {
      at: pluggedAt,
      play: async () => {
        await show('Preparing');
        const start = { connectorId: 1, idTag: visit.idTag, meterStartWh, startedAt: pluggedAt };
        const { status, ...started } = await startSession(deps, station, start);
        if (status !== 'Accepted') throw new Error(`${visit.idTag} may not charge at its slot: ${status}`);
        ({ transactionId } = started);
        await show('Charging');
      },
    },
    {
      at: visit.stoppedAt,
      play: async () => {
        const samples = samplesOf(visit, pluggedAt, meterStartWh);
        await recordMeterValues(deps, [{ station, connectorId: 1, transactionId, samples }]);
        await stopSession(deps, station, {
          transactionId,
          idTag: visit.idTag,
          meterStopWh: meterStartWh + visit.energyWh,
          endedAt: visit.stoppedAt,
          reason: 'Local',
          samples: [],
        });
        await show('Finishing');
      },
    },
    ...(visit.leftAt > visit.endAt ? [follow(after(visit.endAt, 1)), follow(after(visit.endAt, 40))] : []),
    { at: visit.leftAt, play: () => show('Available') },
    follow(after(visit.leftAt, 6)),
  ];
}

/** Readings at every quarter of the hour, as if the energy flowed evenly from plug to stop. */
function samplesOf(
  { energyWh, stoppedAt }: StoryVisit,
  pluggedAt: string,
  meterStartWh: number,
): MeterSample[] {
  const [fromMs, toMs] = [msFromInstant(pluggedAt), msFromInstant(stoppedAt)];
  const samples: MeterSample[] = [];
  for (let ms = Math.ceil(fromMs / SAMPLE_MS) * SAMPLE_MS; ms < toMs; ms += SAMPLE_MS) {
    const passed = (ms - fromMs) / (toMs - fromMs);
    const watts = Math.round((energyWh * 3_600_000) / (toMs - fromMs));
    samples.push(
      sampleOf(instantFromMs(ms), REGISTER, 'Wh', meterStartWh + Math.round(energyWh * passed)),
      sampleOf(instantFromMs(ms), POWER, 'W', watts),
    );
  }
  return samples;
}

function sampleOf(sampledAt: string, measurand: string, unit: string, value: number): MeterSample {
  return { sampledAt, context: 'Sample.Periodic', measurand, phase: '', location: 'Outlet', unit, value };
}

export function keyOf(identity: string): StationKey {
  return { identity, compoundId: ids.compound, pileId: stationOf(identity).pileId };
}
