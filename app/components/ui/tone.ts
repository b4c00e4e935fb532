/** What a state means to the reader. Never shown by colour alone: each tone has its glyph. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'danger';

export const toneGlyphs: Record<Tone, string> = {
  neutral: '○',
  info: '●',
  good: '✓',
  warn: '▲',
  danger: '✕',
};

export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  info: 'text-info-strong',
  good: 'text-accent-strong',
  warn: 'text-warn-strong',
  danger: 'text-danger-strong',
};

export const toneSurface: Record<Tone, string> = {
  neutral: 'bg-paper border-line',
  info: 'bg-info-soft border-info',
  good: 'bg-accent-soft border-accent',
  warn: 'bg-warn-soft border-warn',
  danger: 'bg-danger-soft border-danger',
};
