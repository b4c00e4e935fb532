import { Card, LinkButton } from '~/components/ui';
import { formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { bookHref, type SharedPage } from './shared-page';

/** The nearest free slot, one tap away from its quote. */
export function NextSlotCard({ page }: { page: SharedPage }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  const { next, quota } = page;
  return (
    <Card as="section" className="flex flex-col gap-2">
      <h2 className="font-semibold">{words.nextTitle}</h2>
      {next ? (
        <>
          <p className="text-lg font-semibold">
            {formatSpan(next.startAt, next.endAt, page.now, locale)} · {next.spaceCode}
          </p>
          <LinkButton to={bookHref(next)} variant="primary" wide>
            {words.bookIt}
          </LinkButton>
        </>
      ) : (
        <>
          <p>{words.nextNone}</p>
          <LinkButton to="/home/shared/wait" variant="primary" wide>
            {words.wait}
          </LinkButton>
        </>
      )}
      <p className="text-sm text-muted">{words.quota(quota.slotsLeft, quota.slotsPerWeek)}</p>
    </Card>
  );
}
