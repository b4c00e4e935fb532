import type { CaseFileSpace } from '~/components/case-file/case-file-data';
import type { Db } from '~db/client.server';
import { type CaseFacts, listSpacesAround } from '~db/queries/case-file.server';

/** The space a case is about, with the spaces around it for the schematic map; null until one is chosen. */
export async function readCaseSpace(
  db: Db,
  compoundId: string,
  facts: CaseFacts,
): Promise<CaseFileSpace | null> {
  const { space_code: code, space_zone: zone, space_level: level } = facts;
  if (code === null || zone === null || level === null) return null;
  return {
    code,
    zone,
    level,
    kind: facts.space_kind ?? '',
    leaseUntilOn: facts.lease_until_on,
    distanceM: facts.distance_m ?? 0,
    mapX: facts.map_x ?? 0,
    mapY: facts.map_y ?? 0,
    around: await listSpacesAround(db, compoundId, { zone, level }),
  };
}
