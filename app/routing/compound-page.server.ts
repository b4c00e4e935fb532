import type { ResolutionStatus } from '~/domain/resolution/resolution-status';
import { localTimeOfMs } from '~/domain/shared/local-time';
import type { Db } from '~db/client.server';
import { getCompound } from '~db/queries/compounds.server';
import { listCompoundContacts } from '~db/queries/households.server';
import { listSpacesOfHousehold } from '~db/queries/parking-spaces.server';
import { listDeskResolutions } from '~db/queries/resolutions.server';
import { readCapacityAnswer } from './capacity-answer.server';
import type { OwnHousehold } from './own-household.server';

const shown: readonly ResolutionStatus[] = ['open', 'passed', 'failed', 'lapsed'];

/** What a household may see of its compound: notices and votes, its own transformers' room, who does what. */
export async function readCompoundPage(db: Db, household: OwnHousehold) {
  const { compoundId, householdId } = household;
  const grant = { role: 'resident' as const, compoundId, householdId };
  const [compound, contacts, resolutions, spaces] = await Promise.all([
    getCompound(db, compoundId),
    listCompoundContacts(db, compoundId),
    listDeskResolutions(db, [grant], shown),
    listSpacesOfHousehold(db, compoundId, householdId),
  ]);
  const capacity = await Promise.all(
    spaces.map(async (space) => ({
      spaceCode: space.code,
      feederId: space.feeder_id,
      answer: await readCapacityAnswer(db, compoundId, space.feeder_id, null),
    })),
  );
  return {
    compoundId,
    name: compound.name,
    address: compound.address,
    contacts: contacts.map(({ kind, name }) => ({ kind, name })),
    notices: resolutions.map((resolution) => ({
      id: resolution.id,
      kind: resolution.kind,
      status: resolution.status,
      spaceCode: resolution.spaceCode ?? '',
      pileKw: resolution.pileKw ?? 0,
      lastOn: localTimeOfMs(Date.parse(resolution.closes_at) - 1).on,
    })),
    capacity: capacity.filter(
      ({ feederId }, index) => capacity.findIndex((other) => other.feederId === feederId) === index,
    ),
  };
}

export type CompoundPage = Awaited<ReturnType<typeof readCompoundPage>>;
