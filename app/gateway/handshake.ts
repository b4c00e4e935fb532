import type { IncomingMessage } from 'node:http';

export const PATH_PREFIX = '/ocpp/';
export const SUBPROTOCOL = 'ocpp1.6';

const URL_MAX = 512;
const IDENTITY_MAX = 255;
const AUTHORIZATION_MAX = 1024;

export type PathVerdict = { ok: true; identity: string } | { ok: false; status: 400 | 414 };

/** Whether an upgrade is for the gateway at all. */
export function isGatewayPath(url: string | undefined): boolean {
  return url?.startsWith(PATH_PREFIX) ?? false;
}

/** The station's identity from the path; a colon is tolerated, older 1.6 stations have it. */
export function readIdentity(url: string): PathVerdict {
  if (url.length > URL_MAX) return { ok: false, status: 414 };
  const path = url.slice(PATH_PREFIX.length).split(/[?#]/, 1)[0]?.replace(/\/$/, '') ?? '';
  let identity: string;
  try {
    identity = decodeURIComponent(path);
  } catch {
    return { ok: false, status: 400 };
  }
  const isUsable = identity.length > 0 && identity.length <= IDENTITY_MAX && !/[/\\\p{Cc}]/u.test(identity);
  return isUsable ? { ok: true, identity } : { ok: false, status: 400 };
}

/**
 * The password bytes of Basic authentication, where its user name is the station's identity (OCPP 1.6 security, A00.FR.203).
 * The key is binary (hex only in configuration), so nothing is decoded as text.
 */
export function readPassword(authorization: string | undefined, identity: string): Uint8Array | null {
  if (!authorization || authorization.length > AUTHORIZATION_MAX) return null;
  const match = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization);
  if (!match) return null;
  const credentials = Buffer.from(match[1] ?? '', 'base64');
  const user = Buffer.from(`${identity}:`, 'utf8');
  if (credentials.length <= user.length || !credentials.subarray(0, user.length).equals(user)) return null;
  return credentials.subarray(user.length);
}

/** Whether the client offers a subprotocol we speak; refusing the upgrade otherwise is what test case TC_088 wants of 1.6-J §3.2. */
export function offersOurSubprotocol(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((name) => name.trim() === SUBPROTOCOL);
}
