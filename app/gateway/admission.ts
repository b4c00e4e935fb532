import type { IncomingMessage } from 'node:http';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { isStationPassword } from '~/use-cases/shared/station-password.server';
import { findStation } from '~db/queries/stations.server';
import { offersOurSubprotocol, readIdentity, readPassword } from './handshake';
import { createHandshakeLimits, type HandshakeRates } from './handshake-limits';

export interface AdmissionOptions {
  handshakes: HandshakeRates;
  /** Behind a proxy the client's address is the last of X-Forwarded-For. */
  trustProxy: boolean;
}

export type Admission =
  | { ok: true; station: StationKey }
  | { ok: false; status: 400 | 401 | 404 | 414 | 429 };

/** Decides who may open a connection: a known station (else 404, OCPP-J 1.6 §3.2) with its password (else 401) that speaks 1.6 (else 400). */
export function createAdmission(
  deps: Pick<Deps, 'db'>,
  options: AdmissionOptions,
): (request: IncomingMessage) => Promise<Admission> {
  const limits = createHandshakeLimits(options.handshakes);
  return async (request) => {
    const address = addressOf(request, options.trustProxy);
    if (!(await limits.admits(address))) return { ok: false, status: 429 };
    const path = readIdentity(request.url ?? '');
    if (!path.ok) return path;
    const station = await findStation(deps.db, path.identity);
    if (!station || station.retired_at !== null) {
      await limits.countFailure(address);
      return { ok: false, status: 404 };
    }
    const password = readPassword(request.headers.authorization, path.identity);
    if (!password || !isStationPassword(station.password_hash, password)) {
      await limits.countFailure(address);
      return { ok: false, status: 401 };
    }
    if (!offersOurSubprotocol(request)) return { ok: false, status: 400 };
    const { identity, compound_id: compoundId, pile_id: pileId } = station;
    return { ok: true, station: { identity, compoundId, pileId } };
  };
}

function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  return last || request.socket.remoteAddress || 'unknown';
}
