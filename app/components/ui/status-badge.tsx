import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { type Tone, toneGlyphs, toneSurface, toneText } from './tone';

type StatusBadgeProps = {
  tone: Tone /** Another glyph than the tone's own. */;
  glyph?: string;
  children: ReactNode;
};

/** A state: glyph and word, so that it reads without colour. */
export function StatusBadge({ tone, glyph, children }: StatusBadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex w-fit items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-sm font-medium whitespace-nowrap',
        toneSurface[tone],
        toneText[tone],
      )}
    >
      <span aria-hidden="true">{glyph ?? toneGlyphs[tone]}</span>
      {children}
    </span>
  );
}
