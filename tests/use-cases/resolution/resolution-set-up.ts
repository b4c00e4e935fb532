import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import type { Db } from '~db/client.server';
import { listResolutionsOfCase } from '~db/queries/resolutions.server';
import { addHousehold, addStaff, type CompoundOptions, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeCaseInReview } from '../../factories/installation-case';

/** A compound with a committee of the given size whose property has agreed, so that a resolution is open. */
export async function openedResolution(db: Db, options: CompoundOptions & { members?: number } = {}) {
  const compound = await makeCompound(db, options);
  const deps = makeDeps(db);
  const members = [compound.actors.committee];
  while (members.length < (options.members ?? 1)) {
    members.push(await addStaff(db, 'committee', compound.organisations.committee));
  }
  const neighbour = await addHousehold(db, compound.compoundId, compound.feederId);
  const { caseId } = await makeCaseInReview(deps, compound);
  const agreed = await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
  if (!agreed.ok || !agreed.consent) throw new Error('no resolution was opened');
  const { resolutionId } = agreed.consent;
  const caseStatus = async () => {
    const row = await db
      .selectFrom('installation_case')
      .select('status')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return row.status;
  };
  const resolution = async () => {
    const [found] = await listResolutionsOfCase(db, compound.compoundId, caseId);
    if (!found) throw new Error('the resolution is gone');
    return found;
  };
  return { compound, deps, members, neighbour, caseId, resolutionId, caseStatus, resolution };
}
