import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { matchRoutes, parsePath } from 'react-router-dom';
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import type { RootData } from '~/components/shell/root-data';
import type { Locale } from '~/i18n/locale';
import { LocaleProvider } from '~/i18n/locale-context';

type RenderOptions = { locale?: Locale; path?: string; root?: Partial<RootData> };

/** The markup the server would send for an element standing on a page of the product. */
export function renderPage(element: ReactNode, { locale = 'zh-CN', path = '/', root }: RenderOptions = {}) {
  const page = <LocaleProvider locale={locale}>{element}</LocaleProvider>;
  const rootData: RootData = { locale, viewer: null, flash: null, ...root };
  const routes = [{ id: 'root', path: '*', element: page }];
  const location = { pathname: '/', search: '', hash: '', ...parsePath(path), state: null, key: 'default' };
  const context = {
    basename: '/',
    location,
    matches: matchRoutes(routes, location) as never,
    loaderData: { root: rootData },
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
  const router = createStaticRouter(routes, context);
  return renderToStaticMarkup(<StaticRouterProvider router={router} context={context} hydrate={false} />);
}

/** The first tag of that name with that attribute text, as its attributes. */
export function attributesOf(html: string, tag: string, having = ''): Record<string, string> {
  const found = [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'g'))]
    .map((match) => match[1] ?? '')
    .find((text) => text.includes(having));
  if (found === undefined) throw new Error(`No <${tag}> with ${having} in ${html}`);
  return Object.fromEntries(
    [...found.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map((match) => [match[1]!, match[2] ?? '']),
  );
}

/** What is read of a piece of markup. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
