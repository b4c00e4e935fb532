import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';
import { Moment } from './moment';

export type TimelineEntry = {
  key: string;
  /** What happened, happens or will happen: "物业同意安装". */
  title: ReactNode;
  /** Who did it or holds the ball: "李伟（康居物业）". */
  by?: ReactNode;
  /** When it was done; for what runs now, `due` says by when. */
  at?: string;
  due?: ReactNode;
  detail?: ReactNode;
};

type TimelineProps = {
  past: readonly TimelineEntry[];
  current?: TimelineEntry;
  next?: readonly TimelineEntry[];
};

/** The life of a case: what was done by whom and when, what must happen now, what follows. */
export function Timeline({ past, current, next = [] }: TimelineProps) {
  const words = useWords(shellWords);
  return (
    <ol className="flex flex-col">
      {past.map((entry) => (
        <TimelineItem key={entry.key} entry={entry} glyph="✓" state={words.timelinePast} phase="past" />
      ))}
      {current ? (
        <TimelineItem key={current.key} entry={current} glyph="●" state={words.timelineNow} phase="current" />
      ) : null}
      {next.map((entry) => (
        <TimelineItem key={entry.key} entry={entry} glyph="" state={words.timelineNext} phase="next" />
      ))}
    </ol>
  );
}

const markers = {
  past: 'border-accent bg-accent-soft text-accent-strong',
  current: 'border-info bg-info text-paper',
  next: 'border-line-strong bg-paper text-muted',
};

type TimelineItemProps = { entry: TimelineEntry; glyph: string; state: string; phase: keyof typeof markers };

function TimelineItem({ entry, glyph, state, phase }: TimelineItemProps) {
  return (
    <li
      className="group relative flex gap-3 pb-5 last:pb-0"
      aria-current={phase === 'current' ? 'step' : undefined}
    >
      <span
        aria-hidden="true"
        className="absolute top-6 bottom-0 left-3 w-px bg-line-strong group-last:hidden"
      />
      <span
        aria-hidden="true"
        className={classNames(
          'z-10 flex size-6 shrink-0 items-center justify-center rounded-full border text-sm leading-none',
          markers[phase],
        )}
      >
        {glyph}
      </span>
      <div className="flex min-w-0 flex-col">
        <p className={phase === 'next' ? 'text-muted' : 'font-medium'}>
          <span className="sr-only">{state} – </span>
          {entry.title}
        </p>
        {entry.by || entry.at ? (
          <p className="text-sm text-muted">
            {entry.by}
            {entry.by && entry.at ? ' · ' : null}
            {entry.at ? <Moment at={entry.at} /> : null}
          </p>
        ) : null}
        {entry.due ? <p className="text-sm">{entry.due}</p> : null}
        {entry.detail ? <div className="mt-1 text-sm">{entry.detail}</div> : null}
      </div>
    </li>
  );
}
