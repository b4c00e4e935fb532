import { isLeasedKind, type SpaceKind } from '~/domain/installation/space-right';
import { localTimeOf } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { findOpenCaseOfSpace, listSpacesOfHousehold } from '~db/queries/parking-spaces.server';
import type { OwnHousehold } from './own-household.server';

export interface ShownSpace {
  id: string;
  code: string;
  kind: SpaceKind;
  level: number;
  leaseUntilOn: string | null;
  isLeaseEnded: boolean;
  /** Whether the property has checked the household's right to it. */
  isChecked: boolean;
  openCase: { caseId: string; caseNo: string } | null;
}

/** The spaces of an own household as its pages show them. */
export async function listShownSpaces(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { compoundId, householdId }: Pick<OwnHousehold, 'compoundId' | 'householdId'>,
): Promise<ShownSpace[]> {
  const todayOn = localTimeOf(clock()).on;
  const rows = await listSpacesOfHousehold(db, compoundId, householdId);
  return Promise.all(
    rows.map(async (row) => {
      const open = await findOpenCaseOfSpace(db, compoundId, row.id);
      return {
        id: row.id,
        code: row.code,
        kind: row.kind as SpaceKind,
        level: row.level,
        leaseUntilOn: row.lease_until_on,
        isLeaseEnded: isLeasedKind(row.kind) && row.lease_until_on !== null && row.lease_until_on < todayOn,
        isChecked: row.registered_at !== null,
        openCase: open ? { caseId: open.id, caseNo: open.case_no ?? '' } : null,
      };
    }),
  );
}
