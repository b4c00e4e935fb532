import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { NavigationProgress } from './components/shell/navigation-progress';
import { useNonce } from './components/shell/nonce';
import { titled } from './components/shell/page-title';
import { ProblemPage, problemKind } from './components/shell/problem-page';
import { type RootData, useRootData } from './components/shell/root-data';
import type { Viewer } from './components/shell/viewer';
import { takeFlash } from './components/ui/flash-cookie.server';
import { SkipLink } from './components/ui/skip-link';
import { defaultLocale } from './i18n/locale';
import { LocaleProvider } from './i18n/locale-context';
import { shellWords } from './i18n/shell';
import './styles/app.css';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

export const meta: MetaFunction<typeof loader> = ({ data: root, error }) => {
  const locale = root?.locale ?? defaultLocale;
  const words = shellWords[locale];
  const title = error ? titled(words.problems[`${problemKind(error)}Title`], locale) : words.product;
  return [{ title }, { name: 'description', content: words.productLine }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { flash, clear } = await takeFlash(request);
  const root: RootData = { locale: context.locale, viewer: shownViewer(context.viewer), flash };
  return data(root, clear ? { headers: { 'Set-Cookie': clear } } : undefined);
}

function shownViewer(viewer: Viewer | null): Viewer | null {
  if (!viewer) return null;
  const { personId, name, phoneMasked, memberships } = viewer;
  return { personId, name, phoneMasked, memberships };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const locale = useRootData()?.locale ?? defaultLocale;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0a7d5a" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>
          <SkipLink />
          <NavigationProgress />
          {children}
        </LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ProblemPage kind={problemKind(useRouteError())} />;
}
