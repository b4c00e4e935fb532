import { committeeWords } from '~/i18n/committee';
import { formatDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { Card, DescriptionList, Notice, Section } from '../ui';
import type { CommitteeFigures, ShownResolution } from './resolution-data';

type NeededToPassProps = { resolution: ShownResolution; figures: CommitteeFigures | null };

/** 怎样算通过: the rule in words with the present figures, where it comes from, and what the vote here is worth. */
export function NeededToPass({ resolution, figures }: NeededToPassProps) {
  const words = useWords(committeeWords);
  const locale = useLocale();
  const { page } = words;
  return (
    <Section title={page.needed}>
      <Card className="flex flex-col gap-2">
        {figures ? (
          <>
            <p className="font-medium">
              {figures.members === 0
                ? page.noMembers
                : page.neededCommittee(
                    figures.members,
                    figures.neededParticipation,
                    figures.neededYes,
                    figures.yes,
                    figures.participated,
                  )}
            </p>
            <p className="text-sm text-muted">{page.neededSource(figures.source)}</p>
          </>
        ) : null}
        {resolution.kind === 'neighbours_notice' ? (
          <p className="font-medium">{page.neededNotice(formatDate(resolution.closesOn, locale))}</p>
        ) : null}
        {resolution.kind === 'assembly' ? (
          <p className="font-medium">
            {page.neededAssembly(page.majorities[resolution.majority ?? 'ordinary'])}
          </p>
        ) : null}
        {resolution.earliestVoteOn ? (
          <p>{page.earliestVote(formatDate(resolution.earliestVoteOn, locale))}</p>
        ) : null}
      </Card>
      {resolution.kind === 'neighbours_notice' ? null : (
        <Notice tone={resolution.legalMode === 'platform_allowed' ? 'info' : 'warn'}>
          {words.modes[resolution.kind === 'assembly' ? 'official_external' : resolution.legalMode]}
        </Notice>
      )}
    </Section>
  );
}

/** Totals only: who voted how stays with the voter. */
export function VoteCount({ figures }: { figures: CommitteeFigures }) {
  const words = useWords(committeeWords).count;
  const silent = figures.members - figures.participated;
  return (
    <Section title={words.title}>
      <Card>
        <DescriptionList
          facts={[
            { term: words.yes, value: words.people(figures.yes) },
            { term: words.no, value: words.people(figures.no) },
            { term: words.abstain, value: words.people(figures.abstained) },
            { term: words.silent, value: words.people(silent) },
          ]}
        />
      </Card>
    </Section>
  );
}
