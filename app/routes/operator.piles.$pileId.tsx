import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CommandTable, FourLimits, FrameTable, SessionTable } from '~/components/pile/pile-records';
import { PileStateBadge } from '~/components/pile/pile-state-badge';
import { DeskShell, pageTitle } from '~/components/shell';
import {
  Card,
  DescriptionList,
  FormErrors,
  LinkButton,
  Notice,
  PageHeader,
  Section,
  SubmitButton,
} from '~/components/ui';
import { capacityWords } from '~/i18n/capacity';
import { formatDateTime, formatKw } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { pileWords } from '~/i18n/piles';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { actOnPile, type PilePage, readPile } from '~/routing/pile.server';

export const meta = pageTitle(pileWords, (words, { spaceCode }: PilePage) => `${words.title} ${spaceCode}`);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readPile(context, request, params.pileId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return actOnPile(context, request, params.pileId ?? '');
}

export default function Pile() {
  const words = useWords(pileWords);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>() as PilePage;
  const answer = useActionData<typeof action>() as { error: string } | undefined;
  return (
    <DeskShell audience="operator">
      <PageHeader
        title={page.spaceCode}
        meta={`${page.compoundName} · ${page.identity ?? '–'}`}
        crumbs={[{ label: words.title, to: '/operator/piles' }]}
        actions={<Commands page={page} />}
      />
      <FormErrors errors={answer ? [{ message: answer.error }] : []} />
      {page.disobeyingSince ? (
        <Notice tone="danger">{words.disobeying(formatDateTime(page.disobeyingSince, locale))}</Notice>
      ) : null}
      <FourLimits limits={page.limits} />
      <Facts page={page} />
      <SessionTable sessions={page.sessions} />
      <CommandTable commands={page.commands} />
      <FrameTable frames={page.frames} />
    </DeskShell>
  );
}

function Commands({ page }: { page: PilePage }) {
  const words = useWords(pileWords);
  const { title: sharing } = useWords(sharingDeskWords);
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <LinkButton to={`/operator/sharing/${page.id}`}>{sharing}</LinkButton>
      <input type="hidden" name="formId" value={page.formId} />
      <SubmitButton name="intent" value="stop" variant="secondary">
        {words.stop}
      </SubmitButton>
      <SubmitButton name="intent" value="reset" variant="secondary">
        {words.reset}
      </SubmitButton>
    </Form>
  );
}

function Facts({ page }: { page: PilePage }) {
  const words = useWords(pileWords);
  const { decisions } = useWords(capacityWords);
  const locale = useLocale();
  return (
    <Section title={words.facts}>
      <Card>
        <DescriptionList
          facts={[
            { term: words.status, value: <PileStateBadge state={page.state} /> },
            { term: words.space, value: `${page.spaceCode} · ${page.zone}` },
            { term: words.feeder, value: words.phases(page.feederName, page.phases) },
            { term: words.power, value: formatKw(page.maxKw) },
            {
              term: words.floor,
              value: words.floorOf(formatKw(page.minKw, 2), formatKw(page.fallbackKw, 2)),
            },
            { term: words.mode, value: decisions[page.mode] },
            { term: words.meter, value: page.meterNo || '–' },
            { term: words.device, value: page.device || '–' },
            {
              term: words.energised,
              value: page.energisedAt ? formatDateTime(page.energisedAt, locale) : words.notYet,
            },
          ]}
        />
      </Card>
    </Section>
  );
}
