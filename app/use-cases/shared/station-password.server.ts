import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh OCPP Basic-auth password of 20 random characters (OCPP 1.6 security whitepaper, A00: at least 16 bytes) and what is stored of it. */
export function createStationPassword(): { plain: string; stored: string } {
  const plain = randomBytes(15).toString('base64url');
  return { plain, stored: hashStationPassword(plain) };
}

/** Salted SHA-256 of a password: enough for a random secret, and cheap when a whole garage reconnects at once. */
export function hashStationPassword(plain: string): string {
  const salt = randomBytes(16);
  return `sha256$${salt.toString('base64')}$${digest(salt, Buffer.from(plain, 'utf8')).toString('base64')}`;
}

/** Whether the bytes a station sent are its password; takes the same time for every wrong answer. */
export function isStationPassword(stored: string, given: Uint8Array): boolean {
  const [scheme, salt, hash] = stored.split('$');
  if (scheme !== 'sha256' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = digest(Buffer.from(salt, 'base64'), given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function digest(salt: Uint8Array, secret: Uint8Array): Buffer {
  return createHash('sha256').update(salt).update(secret).digest();
}
