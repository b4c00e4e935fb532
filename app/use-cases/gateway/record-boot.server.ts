import type { FallbackLimitOrder } from '~/adapters/ocpp/port';
import { CAPABILITY_KEYS } from '~/domain/gateway/capabilities';
import type { StationKey } from '~/domain/gateway/station';
import { HOUR_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { type NewCommand, queueCommand } from '~db/queries/commands.server';
import { findStation, updatePileHardware } from '~db/queries/stations.server';

export interface BootReport {
  vendor: string;
  model: string;
  firmware: string | null;
}

export interface BootOptions {
  /** Ask the pile for its smart-charging capabilities. */
  probeCapabilities: boolean;
  /** Install the pile's safe limit as its default. */
  installFallback: boolean;
}

/** Stores what a pile says of itself at boot and queues what it must know: its capabilities are read and its safe limit installed. */
export async function recordBoot(
  deps: Deps,
  station: StationKey,
  boot: BootReport,
  options: BootOptions,
): Promise<void> {
  const at = deps.clock();
  const queued = await deps.db.transaction().execute(async (trx) => {
    await updatePileHardware(trx, station.compoundId, station.pileId, boot);
    const pile = await findStation(trx, station.identity);
    const command = (action: NewCommand['action'], payload: unknown): NewCommand => ({
      id: deps.newId('cmd'),
      compoundId: station.compoundId,
      pileId: station.pileId,
      connectorId: 0,
      action,
      idempotencyKey: `boot:${station.pileId}:${action}:${at}`,
      payload,
      limitKw: null,
      at,
      expiresAt: instantFromMs(msFromInstant(at) + HOUR_MS),
    });
    let some = false;
    if (options.probeCapabilities) {
      some = await queueCommand(trx, command('GetConfiguration', { key: [...CAPABILITY_KEYS] }));
    }
    if (options.installFallback && pile) {
      const order: FallbackLimitOrder = { kind: 'fallback-limit', limitKw: pile.fallback_kw };
      some = (await queueCommand(trx, command('SetChargingProfile', order))) || some;
    }
    return some;
  });
  if (queued) deps.bus.publish('command-queued', { identity: station.identity });
  deps.bus.publish('compound-changed', { compoundId: station.compoundId });
}
