import type { Role } from '~/domain/permissions/can';
import type { shellWords } from '~/i18n/shell';

export type NavigationKey = keyof (typeof shellWords)['zh-CN']['nav'];

export type NavigationItem = {
  key: NavigationKey;
  to: string /** Further addresses under this item. */;
  also?: readonly string[];
};

const items: Record<Role, readonly NavigationItem[]> = {
  resident: [
    { key: 'home', to: '/home' },
    { key: 'apply', to: '/home/apply' },
    { key: 'charging', to: '/home/charging', also: ['/home/shared', '/home/lend'] },
    { key: 'compound', to: '/home/compound' },
    { key: 'me', to: '/home/me' },
  ],
  committee: [{ key: 'inbox', to: '/committee' }],
  property: [
    { key: 'inbox', to: '/property' },
    { key: 'households', to: '/property/households' },
  ],
  utility: [
    { key: 'inbox', to: '/utility' },
    { key: 'transformers', to: '/utility/transformers' },
    { key: 'nights', to: '/utility/nights' },
  ],
  operator: [
    { key: 'inbox', to: '/operator' },
    { key: 'piles', to: '/operator/piles' },
    { key: 'sharing', to: '/operator/sharing' },
    { key: 'nights', to: '/operator/nights' },
  ],
  supervisor: [{ key: 'indicators', to: '/oversight' }],
  admin: [{ key: 'organisations', to: '/admin' }],
};

/** Where a role goes in the product, in the order of its day. */
export function navigationFor(role: Role): readonly NavigationItem[] {
  return items[role];
}

/** The page a role starts on. */
export function startPathFor(role: Role): string {
  return items[role][0]!.to;
}

/** The item a path belongs to: the longest one that it stands under. */
export function currentItem(list: readonly NavigationItem[], pathname: string): NavigationItem | undefined {
  const standsUnder = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  return list
    .filter((item) => standsUnder(item.to) || item.also?.some(standsUnder))
    .sort((a, b) => b.to.length - a.to.length)[0];
}
