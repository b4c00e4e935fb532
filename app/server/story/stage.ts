import { addDays, instantFromLocal, localTimeOf, minuteOfDayFrom } from '~/domain/shared/local-time';
import { isWorkingDay, type WorkingDayCalendar } from '~/domain/shared/working-days';
import type { ActingPerson, Deps } from '~/use-cases/shared/deps';
import type { CastMember } from '~db/seed/cast';
import { staff } from '~db/seed/story';

/** One thing that happens in the story, and when. */
export interface Scene {
  readonly at: string;
  play(): Promise<unknown>;
}

export type StaffLogin = (typeof staff)[number]['loginName'];

export interface Stage {
  readonly deps: Deps;
  readonly storyNow: string;
  /** The local day on which the story is told. */
  readonly today: string;
  /** `HH:MM` on the `back`-th working day before today. */
  workday(back: number, time: string): string;
  /** `HH:MM` `back` calendar days before today. */
  day(back: number, time: string): string;
  /** Lets the next id with this prefix be `id`. */
  nameNext(prefix: string, id: string): void;
  /** Plays the scenes in the order of their time; one that would lie ahead of the story's now is an error. */
  play(scenes: readonly Scene[]): Promise<void>;
}

/** A stage on which the use cases run by a scripted clock and give the same ids at every telling. */
export function createStage(real: Deps, storyNow: string, calendar: WorkingDayCalendar): Stage {
  let now = storyNow;
  const counts = new Map<string, number>();
  const named = new Map<string, string[]>();
  const newId = (prefix: string) => {
    const given = named.get(prefix)?.shift();
    if (given) return given;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}_${real.sha256(`story:${prefix}:${count}`).slice(0, 24)}`;
  };
  const today = localTimeOf(storyNow).on;
  const atTime = (on: string, time: string) => instantFromLocal(on, minuteOfDayFrom(time) ?? 0);
  return {
    deps: { ...real, clock: () => now, newId },
    storyNow,
    today,
    workday: (back, time) => atTime(workingDayBefore(today, back, calendar), time),
    day: (back, time) => atTime(addDays(today, -back), time),
    nameNext: (prefix, id) => named.set(prefix, [...(named.get(prefix) ?? []), id]),
    async play(scenes) {
      for (const scene of scenes.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
        if (scene.at > storyNow) throw new Error(`A scene at ${scene.at} lies ahead of ${storyNow}`);
        now = scene.at;
        await scene.play();
      }
      now = storyNow;
    },
  };
}

function workingDayBefore(today: string, back: number, calendar: WorkingDayCalendar): string {
  let on = today;
  for (let left = back; left > 0; ) {
    on = addDays(on, -1);
    if (isWorkingDay(on, calendar)) left -= 1;
  }
  return on;
}

/** A member of staff as the use cases see them. */
export function actingStaff(loginName: StaffLogin): ActingPerson {
  const person = staff.find((candidate) => candidate.loginName === loginName);
  if (!person?.org) throw new Error(`${loginName} acts for no organisation`);
  return {
    personId: person.id,
    name: person.name,
    grants: [{ role: person.role, organisationId: person.org }],
  };
}

export function actingResident(member: CastMember): ActingPerson {
  const { personId, name, compoundId, householdId } = member;
  return { personId, name, grants: [{ role: 'resident', compoundId, householdId }] };
}

/** The outcome if it is a success; the story stops at the first refusal. */
export function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(`The story was refused: ${JSON.stringify(outcome)}`);
  return outcome as Extract<T, { ok: true }>;
}
