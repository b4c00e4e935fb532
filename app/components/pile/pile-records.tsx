import { formatDateTime, formatKw, formatKwh } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { pileWords } from '~/i18n/piles';
import { EmptyState, Section, StatusBadge, Table, type Tone } from '../ui';

type Words = (typeof pileWords)['zh-CN'];

export type LimitFigure = {
  key: 'desired' | 'sent' | 'acked' | 'measured';
  kw: number | null;
  at: string | null;
};

/** Desired, sent, acknowledged and measured power side by side, each with its time. */
export function FourLimits({ limits }: { limits: readonly LimitFigure[] }) {
  const words = useWords(pileWords);
  const locale = useLocale();
  return (
    <Section title={words.limits} description={words.limitsIntro}>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {limits.map((limit) => (
          <div key={limit.key} className="rounded border border-line bg-paper p-4">
            <dt className="text-sm text-muted">{words[limit.key]}</dt>
            <dd className="text-lg font-semibold">
              {limit.kw === null ? words.noFigure : formatKw(limit.kw)}
            </dd>
            {limit.at ? (
              <dd className="text-sm text-muted">{words.since(formatDateTime(limit.at, locale))}</dd>
            ) : null}
          </div>
        ))}
      </dl>
    </Section>
  );
}

export type SessionLine = {
  id: number;
  startedAt: string;
  endedAt: string | null;
  energyKwh: number;
  stopReason: string | null;
};

export function SessionTable({ sessions }: { sessions: readonly SessionLine[] }) {
  const words = useWords(pileWords);
  const locale = useLocale();
  return (
    <Section title={words.sessions}>
      <Table
        caption={words.sessions}
        isCaptionHidden
        rows={sessions}
        rowKey={(session) => String(session.id)}
        empty={<EmptyState title={words.noSessions} />}
        columns={[
          {
            key: 'start',
            header: words.session.start,
            isRowHeader: true,
            cell: (session) => formatDateTime(session.startedAt, locale),
          },
          {
            key: 'end',
            header: words.session.end,
            cell: (session) =>
              session.endedAt ? formatDateTime(session.endedAt, locale) : words.session.running,
          },
          {
            key: 'energy',
            header: words.session.energy,
            align: 'end',
            cell: (session) => formatKwh(session.energyKwh),
          },
          { key: 'reason', header: words.session.reason, cell: (session) => session.stopReason ?? '–' },
        ]}
      />
    </Section>
  );
}

export type CommandLine = {
  id: string;
  action: string;
  state: keyof Words['commandStates'];
  limitKw: number | null;
  at: string;
};

const commandTones: Record<CommandLine['state'], Tone> = {
  queued: 'neutral',
  sent: 'info',
  confirmed: 'good',
  rejected: 'danger',
  timeout: 'warn',
};

export function CommandTable({ commands }: { commands: readonly CommandLine[] }) {
  const words = useWords(pileWords);
  const locale = useLocale();
  return (
    <Section title={words.commands}>
      <Table
        caption={words.commands}
        isCaptionHidden
        rows={commands}
        rowKey={(command) => command.id}
        empty={<EmptyState title={words.noCommands} />}
        columns={[
          {
            key: 'action',
            header: words.command.action,
            isRowHeader: true,
            cell: (command) => <code>{command.action}</code>,
          },
          {
            key: 'limit',
            header: words.command.limit,
            align: 'end',
            cell: (command) => (command.limitKw === null ? '–' : formatKw(command.limitKw)),
          },
          {
            key: 'state',
            header: words.command.state,
            cell: (command) => (
              <StatusBadge tone={commandTones[command.state]}>
                {words.commandStates[command.state]}
              </StatusBadge>
            ),
          },
          { key: 'at', header: words.command.at, cell: (command) => formatDateTime(command.at, locale) },
        ]}
      />
    </Section>
  );
}

export type FrameLine = {
  id: string;
  at: string;
  direction: string;
  frame: string;
  nonconformity: string | null;
};

export function FrameTable({ frames }: { frames: readonly FrameLine[] }) {
  const words = useWords(pileWords);
  const locale = useLocale();
  const directions: Record<string, string> = words.directions;
  return (
    <Section title={words.frames}>
      <Table
        caption={words.frames}
        isCaptionHidden
        rows={frames}
        rowKey={(frame) => frame.id}
        isMarked={(frame) => frame.nonconformity !== null}
        empty={<EmptyState title={words.noFrames} />}
        columns={[
          {
            key: 'at',
            header: words.frame.at,
            isRowHeader: true,
            cell: (frame) => formatDateTime(frame.at, locale),
          },
          {
            key: 'direction',
            header: words.frame.direction,
            cell: (frame) => directions[frame.direction] ?? frame.direction,
          },
          {
            key: 'frame',
            header: words.frame.text,
            cell: (frame) => (
              <span className="flex flex-col gap-1">
                <code className="text-sm break-all">{frame.frame}</code>
                {frame.nonconformity ? (
                  <span className="text-sm text-danger-strong">
                    ✕ {words.frame.flaw}：{frame.nonconformity}
                  </span>
                ) : null}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}
