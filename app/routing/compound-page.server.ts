import { localTimeOf, localTimeOfMs } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { getCompound } from '~db/queries/compounds.server';
import { listCompoundContacts } from '~db/queries/households.server';
import { listSpacesOfHousehold } from '~db/queries/parking-spaces.server';
import {
  type DeskResolution,
  listEndedResolutions,
  listOpenResolutions,
} from '~db/queries/resolutions.server';
import { readCapacityAnswer } from './capacity-answer.server';
import type { OwnHousehold } from './own-household.server';

const ENDED_SHOWN = 20;

/** What a household may see of its compound: notices and votes, its own transformers' room, who does what. */
export async function readCompoundPage(deps: Deps, household: OwnHousehold) {
  const { db } = deps;
  const { compoundId, householdId } = household;
  const grant = { role: 'resident' as const, compoundId, householdId };
  const [compound, contacts, open, ended, spaces] = await Promise.all([
    getCompound(db, compoundId),
    listCompoundContacts(db, compoundId),
    listOpenResolutions(db, [grant]),
    listEndedResolutions(db, [grant], { limit: ENDED_SHOWN, offset: 0 }),
    listSpacesOfHousehold(db, compoundId, householdId),
  ]);
  const capacity = await Promise.all(
    spaces.map(async (space) => ({
      spaceCode: space.code,
      feederId: space.feeder_id,
      answer: await readCapacityAnswer(deps, compoundId, space.feeder_id, null),
    })),
  );
  return {
    compoundId,
    name: compound.name,
    address: compound.address,
    contacts: contacts.map(({ kind, name }) => ({ kind, name })),
    open: open.map(shapeNotice),
    ended: { entries: ended.entries.map(shapeNotice), total: ended.total },
    capacity: capacity.filter(
      ({ feederId }, index) => capacity.findIndex((other) => other.feederId === feederId) === index,
    ),
  };
}

/** A 公示 has a page for every household; of a vote they see only what it is about and how it ended. */
function shapeNotice(resolution: DeskResolution) {
  const { id, kind, status, decided_at: decidedAt, closes_at: closesAt } = resolution;
  return {
    id,
    kind,
    status,
    isReadable: kind === 'neighbours_notice',
    spaceCode: resolution.spaceCode ?? '',
    pileKw: resolution.pileKw ?? 0,
    lastOn: localTimeOfMs(Date.parse(closesAt) - 1).on,
    decidedOn: decidedAt && localTimeOf(decidedAt).on,
  };
}

export type CompoundPage = Awaited<ReturnType<typeof readCompoundPage>>;
