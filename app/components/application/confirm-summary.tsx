import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Proposal } from '~/domain/capacity/assess-connection';
import type { ApplicationStep, PileWish } from '~/domain/installation/application-draft';
import { applicationWords } from '~/i18n/application';
import { formatKw, inBrackets } from '~/i18n/format';
import { householdWords } from '~/i18n/household';
import { useLocale, useWords } from '~/i18n/locale-context';
import { Card, DescriptionList } from '../ui';

export interface ConfirmFacts {
  caseId: string;
  household: string;
  applicant: string;
  spaceCode: string;
  spaceKind: string;
  spaceLevel: number;
  car: { plateMasked: string; model: string } | null;
  pileKw: number;
  pilePhases: number;
  smartCapable: boolean;
  commonRoute: PileWish['commonRoute'];
  documents: readonly { id: string; kind: string; fileName: string }[];
  proposal: Proposal | null;
}

/** All answers of an application with the way back to each. */
export function ConfirmSummary({ facts }: { facts: ConfirmFacts }) {
  const words = useWords(applicationWords);
  const locale = useLocale();
  const { spaces } = useWords(householdWords);
  const { confirm, pile } = words;
  const kinds: Record<string, string> = spaces.kinds;
  const documentNames: Record<string, string> = words.documents.kind;
  const change = (step: ApplicationStep, value: ReactNode) => (
    <span className="flex items-start justify-between gap-x-3">
      <span className="min-w-0">{value}</span>
      <Link
        to={`/home/apply/${facts.caseId}/${step}`}
        aria-label={`${confirm.change}${words.step[step]}`}
        className="inline-flex shrink-0 items-start text-accent-strong underline underline-offset-4 phone:min-h-11"
      >
        {confirm.change}
      </Link>
    </span>
  );
  return (
    <Card>
      <DescriptionList
        facts={[
          { term: confirm.household, value: facts.household },
          { term: confirm.applicant, value: facts.applicant },
          {
            term: confirm.space,
            value: change(
              'space',
              [facts.spaceCode, kinds[facts.spaceKind], spaces.level(facts.spaceLevel)].join(' · '),
            ),
          },
          {
            term: confirm.car,
            value: change('car', facts.car ? `${facts.car.plateMasked} · ${facts.car.model}` : confirm.noCar),
          },
          {
            term: confirm.pile,
            value: change(
              'pile',
              [
                pile.rating(formatKw(facts.pileKw, 0), facts.pilePhases),
                facts.smartCapable ? confirm.smart : confirm.notSmart,
                confirm.route(pile.routes[facts.commonRoute]),
              ].join(' · '),
            ),
          },
          {
            term: confirm.documents,
            value: change(
              'documents',
              facts.documents.map(({ id, kind, fileName }) => (
                <span key={id} className="block break-all">
                  ✓ {documentNames[kind] ?? kind}
                  {inBrackets(fileName, locale)}
                </span>
              )),
            ),
          },
          ...(facts.proposal
            ? [
                {
                  term: confirm.capacity,
                  value: change('capacity', words.capacity.proposal[facts.proposal]),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
