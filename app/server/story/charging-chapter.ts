import { type MeterSample, POWER, REGISTER } from '~/domain/gateway/meter-sample';
import type { StationKey } from '~/domain/gateway/station';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { startSession } from '~/use-cases/gateway/start-session.server';
import { stopSession } from '~/use-cases/gateway/stop-session.server';
import { castMember } from '~db/seed/cast';
import { guestTags, stationOf } from '~db/seed/demo-stations';
import { sharedPiles } from '~db/seed/seed-shared-piles.server';
import { ids } from '~db/seed/story';
import { LENDER, LENT_SINCE_DAYS } from './lending-scenes';
import { pileOwners } from './piles-chapter';
import type { Scene, Stage } from './stage';

const NIGHTS = 21;
const SAMPLE_MS = 15 * MINUTE_MS;
const SHARED_KW = 6.6;
const VISIT_ENDS_MS = 6 * MINUTE_MS;

interface PlannedCharge {
  readonly station: StationKey;
  readonly idTag: string;
  readonly startedAt: string;
  /** When power begins to flow. */
  readonly chargingAt: string;
  readonly unpluggedAt: string;
  readonly energyWh: number;
  readonly kw: number;
}

/** Three weeks of evenings: cars plugged in at home and charged in the valley, neighbours at the shared piles after supper. */
export function chargingChapter(stage: Stage): Scene[] {
  const charges = Array.from({ length: NIGHTS }, (_, index) => NIGHTS - index).flatMap((back) => [
    ...privateCharges(stage, back),
    ...sharedCharges(stage, back),
  ]);
  const registers = new Map<string, number>();
  const told = charges.filter((charge) => charge.unpluggedAt < stage.storyNow);
  return told.flatMap((charge) => [
    { at: charge.startedAt, play: () => tellCharge(stage, charge, registers) },
    ...endsOfVisit(stage, charge),
  ]);
}

/** A walk-up ends a little after its car has gone. */
function endsOfVisit({ deps, storyNow }: Stage, { station, unpluggedAt }: PlannedCharge): Scene[] {
  const at = instantFromMs(msFromInstant(unpluggedAt) + VISIT_ENDS_MS);
  const isShared = sharedPiles.some(({ identity }) => identity === station.identity);
  return isShared && at <= storyNow ? [{ at, play: () => followVisits(deps) }] : [];
}

function privateCharges(stage: Stage, back: number): PlannedCharge[] {
  return pileOwners.flatMap(({ key, identity, decision }, index) => {
    const chance = numberOf(stage, `${key}:${back}`, 1000);
    if (chance >= 620 || (key === LENDER && back <= LENT_SINCE_DAYS)) return [];
    const { car, pile } = castMember(key);
    const kw = Math.round(Math.min(car.maxKw, pile.kw) * 96) / 100;
    const wishedWh = 6200 + numberOf(stage, `${key}:${back}:energy`, 15_800);
    const startedAt = stage.day(back, clockTime(18 * 60 + numberOf(stage, `${key}:${back}:plug`, 170)));
    const inValley = stage.day(back, clockTime(23 * 60 + (index % 4) * 15));
    return [
      {
        station: keyOf(identity),
        idTag: stationOf(identity).idTag ?? '',
        startedAt,
        chargingAt: decision === 'direct' ? startedAt : inValley,
        unpluggedAt: stage.day(back - 1, clockTime(6 * 60 + 50 + numberOf(stage, `${key}:${back}:off`, 70))),
        energyWh: Math.min(wishedWh, Math.round(car.batteryKwh * 700)),
        kw,
      },
    ];
  });
}

function sharedCharges(stage: Stage, back: number): PlannedCharge[] {
  return sharedPiles.flatMap(({ identity }, index) => {
    const draw = numberOf(stage, `${identity}:${back}`, 1000);
    const idTag = guestTags[(index + back) % guestTags.length];
    if (draw >= 700 || !idTag) return [];
    const startMinute = 18 * 60 + 20 + (draw % 90);
    const startedAt = stage.day(back, clockTime(startMinute));
    return [
      {
        station: keyOf(identity),
        idTag,
        startedAt,
        chargingAt: startedAt,
        unpluggedAt: stage.day(back, clockTime(startMinute + 130 + (draw % 40))),
        energyWh: 7000 + numberOf(stage, `${identity}:${back}:energy`, 6000),
        kw: SHARED_KW,
      },
    ];
  });
}

async function tellCharge(
  stage: Stage,
  charge: PlannedCharge,
  registers: Map<string, number>,
): Promise<void> {
  const { deps } = stage;
  const { station, idTag, startedAt, unpluggedAt } = charge;
  const meterStartWh = registers.get(station.identity) ?? firstRegisterWh(stage, station.identity);
  const meterStopWh = meterStartWh + charge.energyWh;
  registers.set(station.identity, meterStopWh);
  const { transactionId, status } = await startSession(deps, station, {
    connectorId: 1,
    idTag,
    meterStartWh,
    startedAt,
  });
  if (status !== 'Accepted') throw new Error(`${idTag} may not charge at ${station.identity}: ${status}`);
  const samples = samplesOf(charge, meterStartWh);
  await recordMeterValues(deps, [{ station, connectorId: 1, transactionId, samples }]);
  await stopSession(deps, station, {
    transactionId,
    idTag,
    meterStopWh,
    endedAt: unpluggedAt,
    reason: 'EVDisconnected',
    samples: [],
  });
  await recordStatus(deps, station, {
    connectorId: 1,
    status: 'Available',
    errorCode: null,
    statusAt: unpluggedAt,
  });
}

/** A reading at the plug, then on every quarter of the hour while power flows, and one when the car is full. */
function samplesOf(charge: PlannedCharge, meterStartWh: number): MeterSample[] {
  const beginMs = msFromInstant(charge.chargingAt);
  const fullMs = beginMs + (charge.energyWh / 1000 / charge.kw) * 3_600_000;
  const first = Math.ceil((beginMs + 1) / SAMPLE_MS) * SAMPLE_MS;
  const quarters = Array.from(
    { length: Math.max(0, Math.ceil((fullMs - first) / SAMPLE_MS)) },
    (_, index) => ({
      ms: first + index * SAMPLE_MS,
      kw: charge.kw,
    }),
  );
  const begin = charge.chargingAt > charge.startedAt ? [{ ms: beginMs, kw: 0 }] : [];
  const moments = [...begin, ...quarters, { ms: Math.ceil(fullMs / 1000) * 1000, kw: 0 }];
  return moments.flatMap(({ ms, kw }) => {
    const deliveredWh = Math.min(
      charge.energyWh,
      Math.max(0, ((ms - beginMs) / 3_600_000) * charge.kw * 1000),
    );
    const at = instantFromMs(ms);
    return [
      sampleOf(at, REGISTER, 'Wh', meterStartWh + Math.round(deliveredWh)),
      sampleOf(at, POWER, 'W', Math.round(kw * 1000)),
    ];
  });
}

function sampleOf(sampledAt: string, measurand: string, unit: string, value: number): MeterSample {
  return { sampledAt, context: 'Sample.Periodic', measurand, phase: '', location: 'Outlet', unit, value };
}

function keyOf(identity: string): StationKey {
  return { identity, compoundId: ids.compound, pileId: stationOf(identity).pileId };
}

function firstRegisterWh(stage: Stage, identity: string): number {
  return numberOf(stage, `${identity}:register`, 90_000);
}

/** A whole number in [0, below) that the text alone decides. */
function numberOf(stage: Stage, text: string, below: number): number {
  return Number.parseInt(stage.deps.sha256(`charging:${text}`).slice(0, 8), 16) % below;
}

function clockTime(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}
