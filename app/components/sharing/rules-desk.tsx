import type { SubmissionResult } from '@conform-to/react';
import { useWords } from '~/i18n/locale-context';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { EmptyState, LinkButton, PageHeader } from '../ui';
import { CompoundChoice } from './compound-choice';
import { RulesForm } from './rules-form';
import { type PublishedRulesData, RulesText, RulesVersion } from './rules-text';

type Named = { id: string; name: string };

type RulesDeskProps = {
  page: { compounds: readonly Named[]; compound: Named | null; published: PublishedRulesData | null };
  fairnessPath: string;
  lastResult: SubmissionResult | undefined;
};

/** The rules of a compound for those who set them: in words, and the form of their numbers. */
export function RulesDesk({ page, fairnessPath, lastResult }: RulesDeskProps) {
  const words = useWords(sharingRulesWords);
  const { compounds, compound, published } = page;
  if (!compound || !published)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState title={words.none} />
      </>
    );
  return (
    <>
      <PageHeader
        title={words.titleOf(compound.name)}
        meta={<RulesVersion published={published} />}
        actions={<LinkButton to={`${fairnessPath}?compound=${compound.id}`}>{words.fairness}</LinkButton>}
      />
      <CompoundChoice compounds={compounds} compound={compound} />
      <div className="grid gap-8 lg:grid-cols-2">
        <RulesText published={published} />
        <RulesForm
          key={`${compound.id}-${published.version}`}
          compoundId={compound.id}
          published={published}
          lastResult={lastResult}
        />
      </div>
    </>
  );
}
