import { instantFromMs } from '~/domain/shared/local-time';
import type {
  CarToPlug,
  ChargePoint,
  ChargePointEvent,
  ChargePointOptions,
  ChargePointState,
} from './charge-point-shape';
import { drawnKw, isFull, type PluggedCar, passedKwh } from './charging-car';
import { limitKwAt } from './composite-limit';
import { createProfileStore, readCapabilities } from './profile-store';
import { createReservation } from './reservation';
import { openRpcLink, type RpcCall } from './rpc-link';

interface Charging {
  car: PluggedCar;
  idTag: string;
  startedMs: number;
  meterStartWh: number;
  transactionId: number | null;
}

const DEFAULT_TICK_MS = 200;
const DEFAULT_SAMPLE_MS = 60_000;
const SHORTEST_REAL_SAMPLE_MS = 250;
const CONNECTOR = 1;
/** A start from afar waits this long for a car (OCPP 1.6 §9.1.8 ConnectionTimeOut). */
const WAITS_FOR_CAR_MS = 120_000;

/** A simulated OCPP 1.6J pile with one connector: boots, beats, charges by its profiles and reports. Resolves once it is accepted. */
export async function startChargePoint(options: ChargePointOptions): Promise<ChargePoint> {
  const now = options.now ?? Date.now;
  const { identity } = options;
  const pileMaxKw = options.maxKw ?? 7.04;
  const store = createProfileStore();
  const reservation = createReservation(now);
  const state: ChargePointState = {
    status: 'Available',
    kw: 0,
    limitKw: null,
    registerWh: 0,
    transactionId: null,
    deliveredKwh: 0,
  };
  let charging: Charging | null = null;
  let plugged: CarToPlug | null = null;
  let remote: { idTag: string; untilMs: number } | null = null;
  let lastMs = now();
  let sampledMs = lastMs;
  let sampledRealMs = Date.now();
  let beatMs = lastMs;
  let beatEveryMs = 300_000;

  const tell = (event: DistributiveOmit<ChargePointEvent, 'identity' | 'atMs'>) =>
    options.onEvent?.({ identity, atMs: now(), ...event } as ChargePointEvent);
  const quietly = (asked: Promise<unknown>) => void asked.catch(() => undefined);

  const link = await openRpcLink({ ...options, answer, greet });

  async function greet(call: RpcCall, isFirst: boolean): Promise<void> {
    if (isFirst) {
      const boot = { chargePointVendor: 'Linzhuang', chargePointModel: 'Demo AC 7', firmwareVersion: '1.0' };
      const accepted = await call('BootNotification', () => boot, 'greeting');
      beatEveryMs = Number(accepted.interval) * 1000 || beatEveryMs;
      tell({ kind: 'booted' });
    }
    quietly(call('StatusNotification', statusPayload, 'greeting'));
  }

  function statusPayload(): object {
    const timestamp = instantFromMs(now());
    return { connectorId: CONNECTOR, errorCode: 'NoError', status: state.status, timestamp };
  }

  function setStatus(status: ChargePointState['status']): void {
    if (state.status === status) return;
    state.status = status;
    quietly(link.call('StatusNotification', statusPayload));
  }

  function answer(action: string, request: Record<string, unknown>): object {
    switch (action) {
      case 'SetChargingProfile':
        return { status: store.set(request, state.transactionId) };
      case 'ClearChargingProfile':
        return { status: store.clear(request) };
      case 'GetConfiguration':
        return readCapabilities(request);
      case 'RemoteStopTransaction': {
        const isOurs = charging !== null && request.transactionId === state.transactionId;
        if (isOurs) quietly(stop('Remote'));
        return { status: isOurs ? 'Accepted' : 'Rejected' };
      }
      case 'RemoteStartTransaction':
        return { status: startFromAfar(String(request.idTag)) };
      case 'ReserveNow': {
        const status = reservation.reserve(request, plugged !== null);
        setTimeout(showFree, 0);
        return { status };
      }
      case 'CancelReservation': {
        const status = reservation.cancel(request);
        setTimeout(showFree, 0);
        return { status };
      }
      case 'TriggerMessage':
        return { status: trigger(String(request.requestedMessage)) };
      case 'Reset':
        setTimeout(link.reconnect, 50);
        return { status: 'Accepted' };
      default:
        throw new Error(`${action} is not supported`);
    }
  }

  /** A car that is plugged begins at once; one that comes soon begins when it is. */
  function startFromAfar(idTag: string): 'Accepted' | 'Rejected' {
    if (charging) return 'Rejected';
    if (plugged) quietly(begin({ ...plugged, idTag }));
    else remote = { idTag, untilMs: now() + WAITS_FOR_CAR_MS };
    return 'Accepted';
  }

  function showFree(): void {
    if (!plugged) setStatus(reservation.isKept() ? 'Reserved' : 'Available');
  }

  function trigger(message: string): string {
    if (message === 'Heartbeat') quietly(link.call('Heartbeat', () => ({})));
    else if (message === 'StatusNotification') quietly(link.call(message, statusPayload));
    else if (message === 'MeterValues') sample();
    else return 'NotImplemented';
    return 'Accepted';
  }

  function sample(): void {
    const of = charging;
    const timestamp = instantFromMs(now());
    const sampledValue = [
      { value: String(Math.floor(state.registerWh)), measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
      { value: String(Math.round(state.kw * 1000)), measurand: 'Power.Active.Import', unit: 'W' },
    ];
    const payload = () => ({
      connectorId: CONNECTOR,
      ...(of?.transactionId != null && { transactionId: of.transactionId }),
      meterValue: [{ timestamp, sampledValue }],
    });
    quietly(link.call('MeterValues', payload, 'durable'));
    sampledMs = now();
    sampledRealMs = Date.now();
  }

  function tick(): void {
    const nowMs = now();
    const elapsedMs = Math.max(0, nowMs - lastMs);
    lastMs = nowMs;
    if (Math.abs(nowMs - beatMs) >= beatEveryMs) {
      beatMs = nowMs;
      quietly(link.call('Heartbeat', () => ({})));
    }
    if (charging) charge(charging, nowMs, elapsedMs);
    else showFree();
  }

  function charge(of: Charging, nowMs: number, elapsedMs: number): void {
    const passed = passedKwh(of.car, state.deliveredKwh, state.kw, elapsedMs);
    state.deliveredKwh += passed;
    state.registerWh += passed * 1000;
    const moment = {
      nowMs,
      transactionId: of.transactionId,
      transactionStartMs: of.startedMs,
      phaseCount: of.car.phaseCount,
    };
    const limitKw = limitKwAt(store.profiles, moment);
    const told = Number.isFinite(limitKw) ? limitKw : null;
    if (told !== state.limitKw) tell({ kind: 'limit', kw: told });
    state.limitKw = told;
    const before = state.kw;
    state.kw = drawnKw(of.car, state.deliveredKwh, pileMaxKw, limitKw);
    const full = isFull(of.car, state.deliveredKwh);
    if (full && state.status !== 'SuspendedEV') tell({ kind: 'full', deliveredKwh: state.deliveredKwh });
    setStatus(state.kw > 0 ? 'Charging' : full ? 'SuspendedEV' : 'SuspendedEVSE');
    const isDue =
      Math.abs(nowMs - sampledMs) >= (options.sampleMs ?? DEFAULT_SAMPLE_MS) || before !== state.kw;
    if (isDue && Date.now() - sampledRealMs >= SHORTEST_REAL_SAMPLE_MS) sample();
  }

  async function stop(reason: 'EVDisconnected' | 'Remote'): Promise<void> {
    const of = charging;
    if (!of) return;
    tick();
    sample();
    charging = null;
    state.kw = 0;
    const meterStop = Math.floor(state.registerWh);
    const timestamp = instantFromMs(now());
    const ended = link.call(
      'StopTransaction',
      () => ({ transactionId: of.transactionId ?? -1, idTag: of.idTag, meterStop, timestamp, reason }),
      'durable',
    );
    setStatus('Finishing');
    store.forget(of.transactionId);
    tell({ kind: 'stopped', deliveredKwh: state.deliveredKwh, reason });
    state.transactionId = null;
    state.limitKw = null;
    await ended;
  }

  async function begin(car: CarToPlug): Promise<void> {
    const startedMs = now();
    const meterStartWh = Math.floor(state.registerWh);
    const { idTag, needKwh, maxKw, phaseCount = options.phaseCount ?? 1 } = car;
    const of: Charging = {
      car: { needKwh, maxKw, phaseCount },
      idTag,
      startedMs,
      meterStartWh,
      transactionId: null,
    };
    charging = of;
    state.deliveredKwh = 0;
    lastMs = startedMs;
    const reservationId = reservation.use(idTag);
    const start = {
      connectorId: CONNECTOR,
      idTag,
      meterStart: meterStartWh,
      timestamp: instantFromMs(startedMs),
      ...(reservationId !== null && { reservationId }),
    };
    const { transactionId } = await link.call('StartTransaction', () => start, 'durable');
    of.transactionId = Number(transactionId);
    if (charging === of) state.transactionId = of.transactionId;
    tell({ kind: 'started', transactionId: of.transactionId });
  }

  const ticking = setInterval(tick, options.tickMs ?? DEFAULT_TICK_MS);

  return {
    identity,
    async plugIn(car) {
      if (plugged) throw new Error(`${identity}: a car is plugged in already`);
      plugged = car;
      setStatus('Preparing');
      tell({ kind: 'plugged', idTag: car.idTag, needKwh: car.needKwh });
      if (remote && now() < remote.untilMs) {
        const { idTag } = remote;
        remote = null;
        await begin({ ...car, idTag });
        return true;
      }
      const { idTagInfo } = await link.call('Authorize', () => ({ idTag: car.idTag }));
      const status = String((idTagInfo as { status?: unknown } | undefined)?.status);
      if (status !== 'Accepted') {
        tell({ kind: 'refused', status });
        return false;
      }
      await begin(car);
      return true;
    },
    async unplug() {
      if (!plugged) return;
      plugged = null;
      await stop('EVDisconnected');
      showFree();
      tell({ kind: 'unplugged' });
    },
    state: () => ({ ...state }),
    async close() {
      clearInterval(ticking);
      await link.close();
    },
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
