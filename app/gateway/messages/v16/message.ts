import type { StationKey } from '~/domain/gateway/station';
import { readStationTime } from '~/domain/gateway/station-time';
import type { MeterBatch } from '~/gateway/meter-batch';
import type { BootOptions } from '~/use-cases/gateway/record-boot.server';
import type { Deps } from '~/use-cases/shared/deps';

export interface MessageContext {
  deps: Deps;
  station: StationKey;
  meters: MeterBatch;
  boot: BootOptions;
  heartbeatIntervalS: number;
  /** Records what was corrected in a message that is answered all the same. */
  note(flaw: string): void;
}

export type Fields = Record<string, unknown>;

/** Handles one message: what it returns is the `.conf`; what it throws makes the station send again. */
export type MessageHandler = (context: MessageContext, fields: Fields) => Promise<object>;

const TEXT_MAX = 255;

/** A text, or null where there is none. Numbers are taken as their digits. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, TEXT_MAX) : null;
}

/** A whole number, or null where there is none; digits in a text count, fractions are cut off. */
export function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 2 ** 31
    ? Math.trunc(number)
    : null;
}

/** The instant of a field; what had to be corrected is noted. */
export function instantOf(context: MessageContext, value: unknown, name: string): string {
  const { at, corrected } = readStationTime(value, context.deps.clock());
  if (corrected) context.note(`${name} ${corrected}`);
  return at;
}

/** A transaction's number; 0, −1 and what is no number mean that the station has none (OCPP 1.6 errata 3.18). */
export function transactionIdOf(value: unknown): number | null {
  const number = integerOf(value);
  return number !== null && number > 0 ? number : null;
}

/** The connector of a transaction: at least 1. */
export function transactionConnectorOf(context: MessageContext, value: unknown): number {
  const connectorId = integerOf(value);
  if (connectorId !== null && connectorId > 0) return connectorId;
  context.note('connectorId missing');
  return 1;
}
