import '@remix-run/server-runtime';
import type { Role } from '~/domain/permissions/can';
import type { Locale } from '~/i18n/locale';
import type { Deps } from '~/use-cases/shared/deps';
import type { Authentication } from './authentication.server';
import type { RateLimits } from './rate-limits.server';
import type { Viewer } from './viewer';

/** Who can look around in a demonstration. */
export interface DemoAccounts {
  password: string;
  staff: { loginName: string; title: string; role: Role }[];
  residents: { phone: string; title: string }[];
  newcomer: { joinCode: string; spaceCode: string };
}

/** What every loader and action gets beside the request. */
export interface LoadContext {
  /** CSP nonce of this response; never leaves through a loader. */
  nonce: string;
  locale: Locale;
  viewer: Viewer | null;
  deps: Deps;
  /** Real-time dependencies of the login pages; `takeCode` only where a demonstration shows codes. */
  login: Deps & { codePepper: string; takeCode: ((phone: string) => Promise<string | null>) | null };
  authentication: Authentication;
  limits: RateLimits;
  /** Whether demo accounts and codes may be shown. */
  demo: boolean;
  /** The accounts of the demonstration, for the login page; null elsewhere. */
  demoAccounts: DemoAccounts | null;
  /** The network address a request comes from. */
  address: (request: Request) => string;
  /** The address people reach this server at, without a trailing slash. */
  publicUrl: () => string;
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}

  interface Future {
    v3_singleFetch: true;
  }
}
