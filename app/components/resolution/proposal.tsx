import { committeeWords } from '~/i18n/committee';
import { formatDate, formatKw } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { SpaceMap } from '../case-file/space-map';
import { Card, Disclosure, Section } from '../ui';
import type { Proposal as ProposalData } from './resolution-data';

/** The proposal in five lines, with the letter and the map behind it. */
export function Proposal({ proposal }: { proposal: ProposalData }) {
  const words = useWords(committeeWords).page;
  const locale = useLocale();
  const lines = [
    words.where(proposal.compoundName, proposal.space?.code ?? ''),
    words.what(
      formatKw(proposal.pileKw),
      proposal.pilePhases === 3 ? words.phases.three : words.phases.one,
      proposal.smartCapable ? words.smart : words.notSmart,
    ),
    proposal.needsCommonRoute ? words.routeCommon : words.routeOwn,
    words.payer,
    words.agreed(proposal.propertyName, formatDate(proposal.agreedAt, locale)),
  ];
  return (
    <Section title={words.lines}>
      <Card>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Card>
      {proposal.letterId ? (
        <p>
          {words.attachments}：
          <a
            href={`/letters/${proposal.letterId}`}
            className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
          >
            {words.letter}
          </a>
        </p>
      ) : null}
      {proposal.space ? (
        <Disclosure summary={words.map}>
          <SpaceMap space={proposal.space} />
        </Disclosure>
      ) : null}
    </Section>
  );
}
