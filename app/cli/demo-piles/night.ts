import type { Session } from '../simulate/sessions';

/** One car's stay: minutes after the noon that begins the night. */
export interface NightStay {
  readonly pileIndex: number;
  readonly arriveMinute: number;
  readonly departMinute: number;
  readonly needKwh: number;
  readonly maxKw: number;
}

const MINUTES_PER_DAY = 1440;
const NOON = 720;
const CAR_KW = [7.04, 7.04, 6.6, 3.52] as const;

const evening = { meanMinute: 7 * 60, spreadMinutes: 75, from: 310, to: 11 * 60 };
const morning = { meanMinute: 19.5 * 60, spreadMinutes: 40, from: 18 * 60, to: 20 * 60 + 50 };
// Below what the households of the story ask for, so that every car can leave with all it wants.
const need = { leastKwh: 6, mostKwh: 14, skew: 1, windowShare: 0.85 };

/** A residential night: cars arrive from 17:10 to 23:00, want 6 to 14 kWh, leave from 06:00 to 08:50. The same seed gives the same night. */
export function generateNight(pileCount: number, seed: number): NightStay[] {
  const random = createRandom(seed);
  return Array.from({ length: pileCount }, (_, pileIndex) => {
    const arriveMinute = around(evening, random);
    const departMinute = around(morning, random);
    const maxKw = CAR_KW[Math.floor(random() * CAR_KW.length)] ?? CAR_KW[0];
    const wantedKwh = need.leastKwh + (need.mostKwh - need.leastKwh) * random() ** need.skew;
    const possibleKwh = ((departMinute - arriveMinute) / 60) * maxKw * need.windowShare;
    const needKwh = Math.round(Math.max(need.leastKwh, Math.min(wantedKwh, possibleKwh)) * 10) / 10;
    return { pileIndex, arriveMinute, departMinute, needKwh, maxKw };
  });
}

/** The night of a session file in which most users charge, one pile a user; stays longer than a day are left out. */
export function busiestNight(sessions: readonly Session[], pileCount: number): NightStay[] {
  const nights = new Map<number, Session[]>();
  for (const session of sessions) {
    const night = Math.floor((session.arriveAt - NOON) / MINUTES_PER_DAY);
    const endsOf = (night + 1) * MINUTES_PER_DAY + NOON;
    if (session.departAt <= session.arriveAt || session.departAt > endsOf) continue;
    nights.set(night, [...(nights.get(night) ?? []), session]);
  }
  let busiest: { night: number; sessions: Session[]; users: number } | null = null;
  for (const [night, ofNight] of nights) {
    const users = new Set(ofNight.map((session) => session.userId)).size;
    if (!busiest || users > busiest.users) busiest = { night, sessions: ofNight, users };
  }
  return busiest ? staysOf(busiest.sessions, busiest.night * MINUTES_PER_DAY + NOON, pileCount) : [];
}

function staysOf(sessions: readonly Session[], noon: number, pileCount: number): NightStay[] {
  const pileOfUser = new Map<string, number>();
  const freeFrom = new Map<number, number>();
  const stays: NightStay[] = [];
  for (const session of [...sessions].sort((a, b) => a.arriveAt - b.arriveAt)) {
    const pileIndex = pileOfUser.get(session.userId) ?? pileOfUser.size;
    if (pileIndex >= pileCount || session.arriveAt < (freeFrom.get(pileIndex) ?? 0)) continue;
    pileOfUser.set(session.userId, pileIndex);
    freeFrom.set(pileIndex, session.departAt + 1);
    stays.push({
      pileIndex,
      arriveMinute: session.arriveAt - noon,
      departMinute: session.departAt - noon,
      needKwh: session.energyKwh,
      maxKw: session.maxKw,
    });
  }
  return stays;
}

function around(span: typeof evening, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(Math.min(span.to, Math.max(span.from, span.meanMinute + normal * span.spreadMinutes)));
}

// mulberry32
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
