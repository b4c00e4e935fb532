import * as z from 'zod';
import { txDefaultProfileFrom, txProfileFrom } from '~/adapters/ocpp/charging-profile';
import type { LimitUnits } from '~/adapters/ocpp/port';
import type { Conformity } from '~/gateway/conformity';
import type { CommandSituation, PrepareCommand } from '~/use-cases/gateway/take-command.server';
import type { Station } from '~db/queries/stations.server';

const limitOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connector-limit'),
    connectorId: z.number().int().positive(),
    transactionId: z.number().int().positive(),
    startAt: z.iso.datetime(),
    intervalMinutes: z.number().positive(),
    limitsKw: z.array(z.number().min(0)),
    validToAt: z.iso.datetime(),
  }),
  z.object({ kind: z.literal('fallback-limit'), limitKw: z.number().min(0) }),
]);

type Prepared = ReturnType<PrepareCommand>;

/** Turns queued commands into OCPP 1.6 payloads: limits in kW into a profile in the pile's units, the others as they are; all strictly checked. */
export function createPrepareCommand(conformity: Conformity): PrepareCommand {
  return (command, situation) => {
    const stored: unknown = JSON.parse(command.payload);
    const isOrder =
      command.action === 'SetChargingProfile' && !(stored && Object.hasOwn(stored, 'csChargingProfiles'));
    const prepared = isOrder ? profileFrom(stored, situation) : asObject(stored);
    if (!prepared.ok) return prepared;
    const flaw = conformity.flawOf(`${command.action}Request`, prepared.payload);
    return flaw ? { ok: false, reason: `invalid-payload: ${flaw}` } : prepared;
  };
}

function profileFrom(stored: unknown, { pile, runningTransactionIds, at }: CommandSituation): Prepared {
  const parsed = limitOrder.safeParse(stored);
  if (!parsed.success)
    return { ok: false, reason: `invalid-payload: ${parsed.error.issues[0]?.message ?? ''}` };
  const order = parsed.data;
  if (order.kind === 'fallback-limit')
    return { ok: true, payload: txDefaultProfileFrom(order, unitsOf(pile)) };
  // OCPP 1.6 §3.13.1: a TxProfile without its transaction is an error.
  if (!runningTransactionIds.includes(order.transactionId)) return { ok: false, reason: 'no-transaction' };
  return txProfileFrom(order, unitsOf(pile), at);
}

function unitsOf(pile: Station): LimitUnits {
  return {
    rateUnit: pile.rate_unit === 'W' ? 'W' : 'A',
    phaseCount: pile.phases.length === 3 ? 3 : 1,
    stackLevel: pile.stack_level,
  };
}

function asObject(stored: unknown): Prepared {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? { ok: true, payload: stored }
    : { ok: false, reason: 'invalid-payload: not an object' };
}
