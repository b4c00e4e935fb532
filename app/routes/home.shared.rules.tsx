import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CompoundChoice } from '~/components/sharing/compound-choice';
import { RulesText, RulesVersion } from '~/components/sharing/rules-text';
import { pageTitle } from '~/components/shell/page-title';
import { EmptyState, LinkButton, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { readSharingRules } from '~/routing/sharing-rules.server';

export const meta = pageTitle(sharingRulesWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readSharingRules(context, request, 'resident');
}

export default function SharedRules() {
  const words = useWords(sharingRulesWords);
  const shared = useWords(sharingWords);
  const { compounds, compound, published } = useLoaderData<typeof loader>();
  if (!compound || !published)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
      </>
    );
  return (
    <>
      <PageHeader
        title={words.title}
        meta={<RulesVersion published={published} />}
        crumbs={[{ label: shared.title, to: '/home/shared' }]}
      />
      <CompoundChoice compounds={compounds} compound={compound} />
      <RulesText published={published} />
      <div className="flex flex-wrap gap-3">
        <LinkButton to={`/home/shared/fairness?compound=${compound.id}`}>{words.fairness}</LinkButton>
        <LinkButton to="/home/shared/wait">{words.waiting}</LinkButton>
      </div>
    </>
  );
}
