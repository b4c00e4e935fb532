import type { NavigationKey } from './navigation';

const paths: Partial<Record<NavigationKey, string>> = {
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  apply: 'M7 3h10v18H7zM10 8h4M10 12h4M10 16h2',
  charging: 'M13 3L5 14h6l-1 7 9-12h-6z',
  compound: 'M4 21V7l7-4v18M11 9l9 3v9M2 21h20M7 10v1M7 14v1M15 15v1',
  me: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c1-5 4-7 8-7s7 2 8 7',
  sharing: 'M4 21V5h9v16M4 21h11M13 10h3v7a2 2 0 004 0V9l-3-3M7 9h3',
  inbox: 'M4 5h16v14H4zM4 14h5l1 2h4l1-2h5',
  resolutions: 'M4 12l5 5L20 6',
  notices: 'M4 9v6h4l8 5V4L8 9z',
};

export function NavigationIcon({ name }: { name: NavigationKey }) {
  const path = paths[name];
  if (!path) return null;
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className="size-6">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
