import type { NoticeMessage, SmsSender } from './port';

export interface FakeSmsSender extends SmsSender {
  /** Takes the code sent to the phone, once, for the login page of a demonstration; null where none came within a second. */
  takeCode(phone: string): Promise<string | null>;
  /** The last notices, the newest last. */
  readonly notices: readonly NoticeMessage[];
}

const KEPT_NOTICES = 100;

/** Keeps codes and notices in memory in place of sending them. */
export function createFakeSmsSender(): FakeSmsSender {
  const codes = new Map<string, string>();
  const notices: NoticeMessage[] = [];
  return {
    notices,
    async sendNotice(message) {
      notices.push(message);
      if (notices.length > KEPT_NOTICES) notices.shift();
      return { ok: true, providerId: `fake-notice-${notices.length}` };
    },
    async sendLoginCode({ phone, code }) {
      codes.delete(phone);
      codes.set(phone, code);
      const oldest = codes.keys().next().value;
      if (codes.size > 1000 && oldest) codes.delete(oldest);
      return { ok: true, providerId: `fake-${codes.size}` };
    },
    async takeCode(phone) {
      for (let tries = 0; tries < 50; tries += 1) {
        const code = codes.get(phone);
        codes.delete(phone);
        if (code) return code;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return null;
    },
  };
}
