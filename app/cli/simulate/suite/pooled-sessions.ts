import { numbersFrom } from '~/domain/shared/seeded-numbers';
import type { Session } from '../sessions';
import { minutesPerDay, startOfDay } from '../wall-clock';

/** A week, so that every kind of day is on record. */
const historyNights = 7;
const noon = minutesPerDay / 2;

export interface PooledNights {
  sessions: Session[];
  /** Midnight before the first night after those that are only history. */
  fromOn: number;
  days: number;
}

/**
 * Nights of a larger site, one after the other: each has `cars` sessions drawn from all nights of the file, which keep their
 * hours, their length and their energy. The first seven are only history.
 */
export function poolSessions(
  sessions: readonly Session[],
  { cars, nights, seed }: { cars: number; nights: number; seed: number },
): PooledNights {
  const random = numbersFrom(seed);
  const firstOn = startOfDay(sessions.reduce((first, { arriveAt }) => Math.min(first, arriveAt), Infinity));
  const onNight = (night: number, k: number): Session => {
    const drawn = sessions[Math.floor(random() * sessions.length)]!;
    const minute = drawn.arriveAt - startOfDay(drawn.arriveAt);
    const day = firstOn + night * minutesPerDay + (minute < noon ? minutesPerDay : 0);
    const shift = day - startOfDay(drawn.arriveAt);
    const id = `${night}/${k}`;
    return {
      ...drawn,
      id,
      userId: id,
      arriveAt: drawn.arriveAt + shift,
      departAt: drawn.departAt + shift,
      statedDepartAt: drawn.statedDepartAt === null ? null : drawn.statedDepartAt + shift,
    };
  };
  const all = Array.from({ length: historyNights + nights }, (_, night) =>
    Array.from({ length: cars }, (_, k) => onNight(night, k)),
  );
  return { sessions: all.flat(), fromOn: firstOn + historyNights * minutesPerDay, days: nights + 1 };
}
