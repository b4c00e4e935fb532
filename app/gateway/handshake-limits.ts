import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface HandshakeRates {
  /** Handshakes of one address in ten seconds. A whole garage may come back behind one address. */
  perAddress: number;
  /** Handshakes of all addresses in ten seconds. */
  global: number;
  /** Failed logins of one address in a minute. */
  failuresPerAddress: number;
}

export const HANDSHAKE_RATES: HandshakeRates = { perAddress: 600, global: 3000, failuresPerAddress: 60 };

export interface HandshakeLimits {
  /** Whether one more handshake of this address is within the limits. */
  admits(address: string): Promise<boolean>;
  countFailure(address: string): Promise<void>;
}

export function createHandshakeLimits(rates: HandshakeRates): HandshakeLimits {
  const perAddress = new RateLimiterMemory({ points: rates.perAddress, duration: 10 });
  const global = new RateLimiterMemory({ points: rates.global, duration: 10 });
  const failures = new RateLimiterMemory({ points: rates.failuresPerAddress, duration: 60 });
  return {
    async admits(address) {
      try {
        const failed = await failures.get(address);
        if (failed && failed.remainingPoints <= 0) return false;
        await perAddress.consume(address);
        await global.consume('all');
        return true;
      } catch {
        return false;
      }
    },
    async countFailure(address) {
      await failures.consume(address).catch(() => undefined);
    },
  };
}
