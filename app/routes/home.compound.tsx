import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { CapacityAnswerCard } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import {
  Card,
  DescriptionList,
  Disclosure,
  EmptyState,
  LinkButton,
  Moment,
  PageHeader,
  Section,
} from '~/components/ui';
import { formatKw } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { type CompoundPage, readCompoundPage } from '~/routing/compound-page.server';
import { requireViewer } from '~/routing/guard.server';
import { ownHouseholds } from '~/routing/own-household.server';

export const meta = pageTitle(residentWords, (words) => words.compound.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const households = ownHouseholds(requireViewer(context, request));
  const first = households.filter(
    ({ compoundId }, index) => households.findIndex((other) => other.compoundId === compoundId) === index,
  );
  return {
    compounds: await Promise.all(first.map((household) => readCompoundPage(context.deps, household))),
  };
}

export default function CompoundRoute() {
  const words = useWords(residentWords).compound;
  const { compounds } = useLoaderData<typeof loader>() as { compounds: CompoundPage[] };
  return (
    <>
      <PageHeader title={words.title} />
      {compounds.length === 0 ? (
        <EmptyState
          title={words.none}
          action={
            <LinkButton variant="primary" to="/home/join">
              {words.join}
            </LinkButton>
          }
        >
          {words.noneBody}
        </EmptyState>
      ) : null}
      {compounds.map((compound) => (
        <Compound key={compound.compoundId} compound={compound} />
      ))}
    </>
  );
}

function Compound({ compound }: { compound: CompoundPage }) {
  const words = useWords(residentWords).compound;
  const kinds: Record<string, string> = words.contactKinds;
  return (
    <>
      <Section title={compound.name} description={compound.address}>
        <Notices compound={compound} />
      </Section>
      <Section title={words.capacity} description={words.capacityIntro}>
        {compound.capacity.length === 0 ? <p className="text-muted">{words.noCapacity}</p> : null}
        {compound.capacity.map(({ spaceCode, answer }) => (
          <div key={spaceCode} className="flex flex-col gap-2">
            <h3 className="font-medium">{words.mySpace(spaceCode)}</h3>
            <CapacityAnswerCard answer={answer} />
          </div>
        ))}
      </Section>
      <Section title={words.contacts}>
        <Card>
          <DescriptionList
            facts={compound.contacts.map(({ kind, name }) => ({ term: kinds[kind] ?? kind, value: name }))}
          />
        </Card>
      </Section>
    </>
  );
}

function Notices({ compound: { open, ended } }: { compound: CompoundPage }) {
  const words = useWords(residentWords).compound;
  return (
    <>
      {open.length === 0 ? <EmptyState title={words.noNotices} /> : <NoticeList notices={open} />}
      {ended.total > 0 ? (
        <Disclosure summary={words.pastNotices(ended.total)}>
          <NoticeList notices={ended.entries} />
          {ended.total > ended.entries.length ? (
            <p className="mt-3 text-sm text-muted">{words.latestOnly(ended.entries.length)}</p>
          ) : null}
        </Disclosure>
      ) : null}
    </>
  );
}

type NoticeLine = CompoundPage['open'][number];

function NoticeList({ notices }: { notices: readonly NoticeLine[] }) {
  const words = useWords(residentWords).compound;
  return (
    <ul className="flex flex-col gap-3">
      {notices.map((notice) => (
        <Card key={notice.id} as="li">
          <NoticeTitle notice={notice} />
          <p>{words.noticeAbout(notice.spaceCode, formatKw(notice.pileKw, 0))}</p>
          <p className="text-sm text-muted">
            {notice.decidedOn ? words.decided : words.until} <Moment at={notice.decidedOn ?? notice.lastOn} />
          </p>
        </Card>
      ))}
    </ul>
  );
}

function NoticeTitle({ notice }: { notice: NoticeLine }) {
  const words = useWords(residentWords).compound;
  const title = `${words.noticeKinds[notice.kind]} · ${words.noticeStatus[notice.status]}`;
  if (!notice.isReadable) return <p className="font-medium">{title}</p>;
  return (
    <Link
      to={`/notices/${notice.id}`}
      className="inline-flex min-h-11 items-center font-medium text-accent-strong underline underline-offset-4"
    >
      {title}
    </Link>
  );
}
