import { type RefObject, useEffect } from 'react';

const typing = 'input, textarea, select, [contenteditable]';

/** j and k move the focus through the links marked `data-row-link` below the element; Enter follows the focused one. */
export function useRowKeys(list: RefObject<HTMLElement>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
      const present = links.indexOf(document.activeElement as HTMLElement);
      const next = event.key === 'j' ? present + 1 : present < 0 ? links.length - 1 : present - 1;
      links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}
