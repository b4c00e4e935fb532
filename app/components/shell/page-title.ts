import type { MetaFunction } from '@remix-run/node';
import { defaultLocale, type Locale } from '~/i18n/locale';
import { shellWords } from '~/i18n/shell';
import type { RootData } from './root-data';

/** A route's `meta`: the document's title says what the page is about, then the product, in the page's language. */
export function pageTitle<W, Page = unknown>(
  words: Readonly<Record<Locale, W>>,
  titleOf: (words: W, page: Page) => string,
): MetaFunction {
  return ({ data, matches }) => {
    const root = matches.find(({ id }) => id === 'root');
    const locale = (root?.data as RootData | undefined)?.locale ?? defaultLocale;
    const inherited = (root?.meta ?? []).filter((tag) => !('title' in tag));
    return [{ title: titled(titleOf(words[locale], data as Page), locale) }, ...inherited];
  };
}

export function titled(title: string, locale: Locale): string {
  return `${title} · ${shellWords[locale].product}`;
}
