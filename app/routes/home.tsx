import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLocation } from '@remix-run/react';
import { PhoneShell } from '~/components/shell';
import { requireViewer } from '~/routing/guard.server';

/** Everybody who is signed in may come here: a newcomer has no household yet. */
export function loader({ request, context }: LoaderFunctionArgs) {
  requireViewer(context, request);
  return null;
}

const wizard = /^\/home\/apply\/[^/]+\//;

export default function HomeLayout() {
  const { pathname } = useLocation();
  return (
    <PhoneShell showNavigation={!wizard.test(pathname)}>
      <Outlet />
    </PhoneShell>
  );
}
