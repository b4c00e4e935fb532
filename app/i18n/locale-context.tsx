import { createContext, type ReactNode, useContext } from 'react';
import { defaultLocale, type Locale } from './locale';

const LocaleContext = createContext<Locale>(defaultLocale);

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The words of one feature in the language of the page. */
export function useWords<T>(words: Readonly<Record<Locale, T>>): T {
  return words[useLocale()];
}
