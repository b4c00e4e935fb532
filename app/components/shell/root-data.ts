import { useRouteLoaderData } from '@remix-run/react';
import type { Locale } from '~/i18n/locale';
import type { Flash } from '../ui/flash-message';
import type { Viewer } from './viewer';

/** What the root loader gives every page. */
export type RootData = { locale: Locale; viewer: Viewer | null; flash: Flash | null };

/** Undefined only while the root itself could not be loaded. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root');
}

export function useViewer(): Viewer | null {
  return useRootData()?.viewer ?? null;
}
