import { judgeTag, type TagStatus } from '~/domain/gateway/judge-tag';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { getTagAccess } from '~db/queries/stations.server';

/** Whether a tag may charge at a station now. */
export async function authoriseTag(
  deps: Pick<Deps, 'db'>,
  station: StationKey,
  idTag: string,
): Promise<TagStatus> {
  const { tag, pile } = await getTagAccess(deps.db, station, idTag);
  return judgeTag(tag, pile);
}
