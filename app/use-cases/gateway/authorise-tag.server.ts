import type { TagStatus } from '~/domain/gateway/judge-tag';
import type { StationKey } from '~/domain/gateway/station';
import type { Deps } from '~/use-cases/shared/deps';
import { judgeTagVisit } from '~/use-cases/shared/visit/tag-visit.server';
import { getTagAccess } from '~db/queries/stations.server';

/** Whether a tag may charge at a station now. */
export async function authoriseTag(
  deps: Pick<Deps, 'db' | 'clock'>,
  station: StationKey,
  idTag: string,
): Promise<TagStatus> {
  const { compoundId, pileId } = station;
  const access = await getTagAccess(deps.db, station, idTag);
  return judgeTagVisit(deps.db, { compoundId, pileId, ...access }, deps.clock());
}
