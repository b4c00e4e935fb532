import type { AppLoadContext } from '@remix-run/node';
import type { NoticeFacts, NoticeKind } from '~/domain/booking/notice-kinds';
import { wordsFor } from '~/i18n/define-words';
import { householdNoticeWords, noticeText } from '~/i18n/household-notices';
import type { Viewer } from '~/server/viewer';
import { countUnreadNotices, listNotices, markNoticesRead } from '~db/queries/household-notices.server';
import { requireRole } from './guard.server';
import { ownHouseholds } from './own-household.server';

const NOTICES_SHOWN = 50;

export interface NoticeLine {
  id: string;
  text: string;
  at: string;
  link: string;
  isUnread: boolean;
}

/** The last notices of the viewer's households, the newest first. */
export async function readNotices(context: AppLoadContext, request: Request): Promise<NoticeLine[]> {
  const viewer = requireRole(context, request, 'resident');
  const { locale, deps } = context;
  const words = wordsFor(locale, householdNoticeWords);
  const lines: NoticeLine[] = [];
  for (const { compoundId, householdId } of ownHouseholds(viewer)) {
    for (const row of await listNotices(deps.db, compoundId, householdId, NOTICES_SHOWN)) {
      lines.push({
        id: row.id,
        text: noticeText(row.kind, row.facts as NoticeFacts[NoticeKind], words, locale),
        at: row.at,
        link: row.link,
        isUnread: row.read_at === null,
      });
    }
  }
  return lines.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, NOTICES_SHOWN);
}

/** How many notices nobody of the viewer's households has read. */
export async function countUnread(
  { deps }: Pick<AppLoadContext, 'deps'>,
  viewer: Pick<Viewer, 'memberships'>,
): Promise<number> {
  let count = 0;
  for (const { compoundId, householdId } of ownHouseholds(viewer))
    count += await countUnreadNotices(deps.db, compoundId, householdId);
  return count;
}

export async function readAll(context: AppLoadContext, request: Request): Promise<void> {
  const viewer = requireRole(context, request, 'resident');
  const at = context.deps.clock();
  for (const { compoundId, householdId } of ownHouseholds(viewer))
    await markNoticesRead(context.deps.db, compoundId, householdId, at);
}
