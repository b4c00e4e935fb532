/** One stay of a car at a pile, in minutes of the local wall clock since 1970-01-01 00:00. */
export interface SeenStay {
  pile: string;
  arriveMinute: number;
  departMinute: number;
  energyKwh: number;
  /** What pile and car allow together, kW. */
  maxKw: number;
}

/** How the cars of a set of piles come, stay and charge: what nights are drawn from. Counts and means, nobody's stays. */
export interface DemandModel {
  version: number;
  source: string;
  licence: string;
  /** Days of the first and the last night, YYYY-MM-DD. */
  fromOn: string;
  toOn: string;
  piles: number;
  pileNights: number;
  stays: number;
  /** Standard deviation of a factor that all piles of a night share (weather, holidays): how often they are used. */
  nightSpread: number;
  groups: readonly DemandGroup[];
}

/** Piles whose cars charge with the same power. A night begins at noon; weekday 0 is Sunday. */
export interface DemandGroup {
  maxKw: number;
  /** Part of all piles. */
  pileShare: number;
  /** Part of a pile's nights that begin on each weekday on which a car comes. */
  usedShare: readonly number[];
  /** Cars that came in each hour of the day, 0 to 23, in nights that begin on working days and on Saturday and Sunday. */
  arrivals: { workday: readonly number[]; restday: readonly number[] };
  /** For arrivals in each four hours of the day, the means of equally many stays, shortest first, hours. */
  stayHours: readonly (readonly number[])[];
  /** For stays of each of `STAY_CLASSES_HOURS`, the means of equally many energies of a night, least first, kWh. */
  energyKwh: readonly (readonly number[])[];
}

export const NIGHT_START_MINUTE = 12 * 60;
export const ARRIVAL_BAND_HOURS = 4;
/** A stay belongs to the last class that it is no shorter than, hours. */
export const STAY_CLASSES_HOURS = [0, 3, 8, 14] as const;

const MINUTES_PER_DAY = 24 * 60;
const STEPS = 20;
/** A car that is plugged in again within this time has not been away. */
const SAME_STAY_MINUTES = 60;
/** Groups and cells with fewer stays are pooled. */
const FEWEST_STAYS = 50;
/** The common factor of a night is only told from chance where this many piles are in use. */
const FEWEST_PILES = 15;

/** A compound's own stays replace the published ones from these on: eight weeks of ten piles. */
export const OWN_HISTORY = { nights: 56, piles: 10, stays: 200 } as const;

interface PileNight {
  pile: string;
  night: number;
  arriveMinute: number;
  hours: number;
  energyKwh: number;
  maxKw: number;
}

/** Sums stays up to a demand model; null without any. A pile counts from its first to its last night. */
export function demandModelOf(
  stays: readonly SeenStay[],
  origin: { source: string; licence: string },
): DemandModel | null {
  const nights = pileNightsOf(stays);
  if (nights.length === 0) return null;
  const spans = spansOf(nights);
  const powers = groupPowers(nights);
  const kwOf = new Map(nights.map(({ pile, maxKw }) => [pile, powers.get(maxKw)!]));
  const all = nights.map(({ night }) => night);
  return {
    version: 1,
    ...origin,
    fromOn: dayOf(Math.min(...all)),
    toOn: dayOf(Math.max(...all)),
    piles: spans.size,
    pileNights: [...spans.values()].reduce((sum, { first, last }) => sum + last - first + 1, 0),
    stays: nights.length,
    nightSpread: round(nightSpread(nights, spans), 3),
    groups: [...new Set(powers.values())]
      .sort((a, b) => a - b)
      .map((maxKw) => {
        const own = new Map([...spans].filter(([pile]) => kwOf.get(pile) === maxKw));
        return {
          maxKw,
          pileShare: round(own.size / spans.size, 4),
          ...groupOf(
            nights.filter(({ pile }) => own.has(pile)),
            own,
          ),
        };
      }),
  };
}

/** A compound's own model once its history bears one; null before. */
export function ownDemandModel(
  stays: readonly SeenStay[],
  origin: { source: string; licence: string },
): DemandModel | null {
  const model = demandModelOf(stays, origin);
  if (!model || model.stays < OWN_HISTORY.stays || model.piles < OWN_HISTORY.piles) return null;
  const nights = (Date.parse(model.toOn) - Date.parse(model.fromOn)) / 86_400_000 + 1;
  return nights >= OWN_HISTORY.nights ? model : null;
}

/** The stays of a pile in a night as one: the energy of all in the window of the one with the most. */
function pileNightsOf(stays: readonly SeenStay[]): PileNight[] {
  const merged: SeenStay[] = [];
  const order = [...stays]
    .filter(({ arriveMinute, departMinute, energyKwh }) => departMinute > arriveMinute && energyKwh > 0)
    .sort((a, b) => (a.pile < b.pile ? -1 : a.pile > b.pile ? 1 : a.arriveMinute - b.arriveMinute));
  for (const stay of order) {
    const before = merged.at(-1);
    if (before?.pile !== stay.pile || stay.arriveMinute - before.departMinute > SAME_STAY_MINUTES) {
      merged.push({ ...stay });
      continue;
    }
    before.departMinute = Math.max(before.departMinute, stay.departMinute);
    before.energyKwh += stay.energyKwh;
    before.maxKw = Math.max(before.maxKw, stay.maxKw);
  }
  const highest = new Map<string, number>();
  for (const { pile, maxKw } of merged) highest.set(pile, Math.max(maxKw, highest.get(pile) ?? 0));
  const nights = new Map<string, PileNight & { mostKwh: number }>();
  for (const { pile, arriveMinute, departMinute, energyKwh } of merged) {
    const night = Math.floor((arriveMinute - NIGHT_START_MINUTE) / MINUTES_PER_DAY);
    const key = `${night} ${pile}`;
    const known = nights.get(key);
    const whole = (known?.energyKwh ?? 0) + energyKwh;
    const stay = { pile, night, arriveMinute, hours: (departMinute - arriveMinute) / 60, mostKwh: energyKwh };
    const longest = known && known.mostKwh >= energyKwh ? known : stay;
    nights.set(key, { ...longest, energyKwh: whole, maxKw: highest.get(pile)! });
  }
  return [...nights.values()];
}

type Spans = ReadonlyMap<string, { first: number; last: number }>;

function spansOf(nights: readonly PileNight[]): Map<string, { first: number; last: number }> {
  const spans = new Map<string, { first: number; last: number }>();
  for (const { pile, night } of nights) {
    const span = spans.get(pile);
    spans.set(pile, {
      first: Math.min(night, span?.first ?? night),
      last: Math.max(night, span?.last ?? night),
    });
  }
  return spans;
}

/** The power of the group that each power belongs to: its own where it has enough stays, else that of most stays. */
function groupPowers(nights: readonly PileNight[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { maxKw } of nights) counts.set(maxKw, (counts.get(maxKw) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]!;
  return new Map([...counts].map(([kw, count]) => [kw, count < FEWEST_STAYS ? usual : kw]));
}

function groupOf(nights: readonly PileNight[], spans: Spans): Omit<DemandGroup, 'maxKw' | 'pileShare'> {
  const there = new Array<number>(7).fill(0);
  for (const { first, last } of spans.values()) {
    for (let night = first; night <= last; night++) there[weekdayOf(night)]!++;
  }
  const used = new Array<number>(7).fill(0);
  const arrivals = { workday: new Array<number>(24).fill(0), restday: new Array<number>(24).fill(0) };
  for (const { night, arriveMinute } of nights) {
    const weekday = weekdayOf(night);
    used[weekday]!++;
    arrivals[weekday % 6 === 0 ? 'restday' : 'workday'][hourOf(arriveMinute)]!++;
  }
  const bands = Array.from({ length: 24 / ARRIVAL_BAND_HOURS }, (_, band) =>
    nights.filter(({ arriveMinute }) => Math.floor(hourOf(arriveMinute) / ARRIVAL_BAND_HOURS) === band),
  );
  const classes = STAY_CLASSES_HOURS.map((_, at) => nights.filter(({ hours }) => stayClassOf(hours) === at));
  const enough = (some: readonly PileNight[]) => (some.length < FEWEST_STAYS ? nights : some);
  return {
    usedShare: used.map((count, weekday) => round(there[weekday] ? count / there[weekday] : 0, 4)),
    arrivals,
    stayHours: bands.map((some) => stepMeans(enough(some).map(({ hours }) => hours))),
    energyKwh: classes.map((some) => stepMeans(enough(some).map(({ energyKwh }) => energyKwh))),
  };
}

export function stayClassOf(hours: number): number {
  return STAY_CLASSES_HOURS.findLastIndex((from) => hours >= from);
}

/** Means of equally many values, least first: drawing one of them at random keeps the mean of all. */
function stepMeans(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const steps = Math.min(STEPS, sorted.length);
  return Array.from({ length: steps }, (_, step) => {
    const part = sorted.slice(
      Math.round((step * sorted.length) / steps),
      Math.round(((step + 1) * sorted.length) / steps),
    );
    return round(part.reduce((sum, value) => sum + value, 0) / part.length, 2);
  });
}

/** How much more the use of a night varies than the chance of each pile alone would make it. */
function nightSpread(nights: readonly PileNight[], spans: Spans): number {
  const there = new Map<number, number>();
  for (const { first, last } of spans.values()) {
    for (let night = first; night <= last; night++) there.set(night, (there.get(night) ?? 0) + 1);
  }
  const used = new Map<number, number>();
  for (const { night } of nights) used.set(night, (used.get(night) ?? 0) + 1);
  const total = [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const ofDay = [...there].filter(([night]) => weekdayOf(night) === weekday);
    const piles = ofDay.reduce((sum, [, count]) => sum + count, 0);
    return piles === 0 ? 0 : ofDay.reduce((sum, [night]) => sum + (used.get(night) ?? 0), 0) / piles;
  });
  const many = [...there].filter(([night, count]) => count >= FEWEST_PILES && total[weekdayOf(night)]! > 0);
  if (many.length === 0) return 0;
  const excess = many.reduce((sum, [night, count]) => {
    const share = total[weekdayOf(night)]!;
    return sum + ((used.get(night) ?? 0) / (count * share) - 1) ** 2 - (1 - share) / (count * share);
  }, 0);
  return Math.sqrt(Math.max(0, excess / many.length));
}

const dayOf = (night: number) => new Date(night * 86_400_000).toISOString().slice(0, 10);
const weekdayOf = (night: number) => new Date(night * 86_400_000).getUTCDay();
const hourOf = (minute: number) =>
  Math.floor((((minute % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY) / 60);
const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
