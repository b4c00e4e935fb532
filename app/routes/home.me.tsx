import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { HouseholdCard, MyData } from '~/components/home';
import { LanguageSwitch, LogOutButton, pageTitle, useViewer, WorkplaceLinks } from '~/components/shell';
import { Card, DescriptionList, EmptyState, LinkButton, PageHeader, Section } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { lendingWords } from '~/i18n/lending';
import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { orRefuse, requireRole, requireViewer } from '~/routing/guard.server';
import { readMe } from '~/routing/me.server';
import { ownHousehold } from '~/routing/own-household.server';
import { readForm } from '~/routing/uploads.server';
import { releaseSpace } from '~/use-cases/household/release-space.server';

export const meta = pageTitle(residentWords, (words) => words.me.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return readMe(context.deps, requireViewer(context, request));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const form = await readForm(request);
  const words = wordsFor(context.locale, householdWords);
  const household = ownHousehold(viewer, String(form.get('household') ?? ''));
  const spaceId = String(form.get('spaceId') ?? '');
  const outcome = orRefuse(await releaseSpace(context.deps, viewer, { ...household, spaceId }));
  if (!outcome.ok) return redirectWithFlash('/home/me', { tone: 'warn', text: words.errors[outcome.reason] });
  return redirectWithFlash('/home/me', { tone: 'good', text: words.spaces.released(outcome.code) });
}

export default function MePage() {
  const words = useWords(residentWords).me;
  const { title: lend } = useWords(lendingWords);
  const viewer = useViewer();
  const { name, phoneMasked, households, consents } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={words.title} />
      <Section title={words.person}>
        <Card className="flex flex-col items-start gap-2">
          <DescriptionList
            facts={[
              { term: words.name, value: name },
              ...(phoneMasked ? [{ term: words.phone, value: phoneMasked }] : []),
            ]}
          />
          <LinkButton variant="quiet" to="/welcome?next=/home/me">
            {words.changeName}
          </LinkButton>
          {viewer ? <WorkplaceLinks viewer={viewer} audience="resident" /> : null}
        </Card>
      </Section>
      {households.length === 0 ? (
        <EmptyState title={words.noHousehold}>{words.noHouseholdBody}</EmptyState>
      ) : null}
      {households.map((household) => (
        <HouseholdCard key={household.householdId} household={household} />
      ))}
      {households.length > 0 ? <LinkButton to="/home/lend">{lend}</LinkButton> : null}
      <LinkButton to="/home/join">{words.join}</LinkButton>
      <MyData consents={consents} />
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
        <LanguageSwitch />
        <LogOutButton />
      </div>
    </>
  );
}
