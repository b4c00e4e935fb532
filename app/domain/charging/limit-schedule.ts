import { MINUTE_MS } from '../shared/local-time';
import { budgetKw } from './limit-ledger';

/** Limits that a pile was told for one transaction, kW in each interval from `startAt`; from `validToAt` on it falls back. */
export interface LimitSchedule {
  readonly startAt: string;
  readonly intervalMinutes: number;
  readonly limitsKw: readonly number[];
  readonly validToAt: string;
}

/** Every schedule that a connector may be obeying, and what it is held at without one. */
export interface ConnectorSchedules {
  readonly connectorId: string;
  readonly link: 'online' | 'offline';
  readonly nameplateKw: number;
  readonly fallbackKw: number;
  /** Whether the pile has taken its safe default; without it a transaction without a schedule is unlimited. */
  readonly fallbackInstalled: boolean;
  readonly acknowledged: LimitSchedule | null;
  /** Told to the pile after the acknowledged one, with the answer under way or lost. */
  readonly unanswered: readonly LimitSchedule[];
  readonly disobeying: boolean;
}

/** The limit of a schedule at an instant, kW; the fallback where the schedule has ended. */
export function scheduledKw(schedule: LimitSchedule, fallbackKw: number, at: string): number {
  const ms = Date.parse(at);
  if (ms >= Date.parse(schedule.validToAt)) return fallbackKw;
  const index = Math.floor((ms - Date.parse(schedule.startAt)) / (schedule.intervalMinutes * MINUTE_MS));
  return schedule.limitsKw[Math.max(0, index)] ?? fallbackKw;
}

/** What the limit tree must hold for a connector at each instant, kW: the most that any schedule it may be obeying allows. */
export function heldScheduleKw(connector: ConnectorSchedules, instants: readonly string[]): number[] {
  const { acknowledged, unanswered, fallbackKw, fallbackInstalled } = connector;
  return instants.map((at) =>
    budgetKw(
      {
        connectorId: connector.connectorId,
        link: connector.link,
        nameplateKw: connector.nameplateKw,
        fallbackKw,
        desiredKw: 0,
        sentKw: unanswered.length
          ? Math.max(...unanswered.map((schedule) => scheduledKw(schedule, fallbackKw, at)))
          : null,
        acknowledgedKw: acknowledged
          ? scheduledKw(acknowledged, fallbackKw, at)
          : fallbackInstalled
            ? fallbackKw
            : null,
        acknowledgedUntilAt: null,
        measuredKw: null,
        disobeying: connector.disobeying,
      },
      at,
    ),
  );
}

/** Limits this close, kW, are the same to a pile that knows tenths of an ampere. */
const SAME_KW = 0.05;

/** Whether a schedule already says the wanted limits at each of the instants. */
export function saysTheSame(
  schedule: LimitSchedule,
  fallbackKw: number,
  instants: readonly string[],
  wantedKw: readonly number[],
): boolean {
  return instants.every(
    (at, t) => Math.abs(scheduledKw(schedule, fallbackKw, at) - (wantedKw[t] ?? fallbackKw)) <= SAME_KW,
  );
}

/** The schedule in at most `periods` (≥ 1) runs of one limit, never above it: what comes after them stays at the lowest of the rest. */
export function withinPeriods(limitsKw: readonly number[], periods: number): number[] {
  const starts = limitsKw.flatMap((kw, t) => (t === 0 || kw !== limitsKw[t - 1] ? [t] : []));
  const last = starts[periods - 1];
  if (starts.length <= periods || last === undefined) return [...limitsKw];
  const lowest = Math.min(...limitsKw.slice(last));
  return limitsKw.map((kw, t) => (t < last ? kw : lowest));
}
