export type Locale = 'zh-CN' | 'en';

export const locales: readonly Locale[] = ['zh-CN', 'en'];

export const defaultLocale: Locale = 'zh-CN';

export function isLocale(value: unknown): value is Locale {
  return value === 'zh-CN' || value === 'en';
}

/** The language of a person who has not chosen one: the first of Accept-Language that we speak. */
export function localeFromAcceptLanguage(header: string | null): Locale {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().split(';')[0]?.toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return defaultLocale;
}

export const localeCookieName = 'locale';

/** The language a request is answered in: the person's choice, else what the browser prefers. */
export function localeFromHeaders(cookie: string | null, acceptLanguage: string | null): Locale {
  const chosen = cookie
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === localeCookieName)?.[1];
  return isLocale(chosen) ? chosen : localeFromAcceptLanguage(acceptLanguage);
}
