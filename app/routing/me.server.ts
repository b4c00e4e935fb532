import type { ConsentRecipient } from '~/domain/installation/application-draft';
import { maskPlate } from '~/domain/shared/masking';
import type { Viewer } from '~/server/viewer';
import type { Deps } from '~/use-cases/shared/deps';
import { listCasesOfHousehold } from '~db/queries/applications.server';
import { listCaseEvents } from '~db/queries/cases.server';
import { listHouseholdMembers } from '~db/queries/households.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';
import { listShownSpaces } from './shown-spaces.server';

type Reading = Pick<Deps, 'db' | 'clock'>;

/** The person, the households with spaces and cars, and to whom data was agreed to be given. */
export async function readMe(deps: Reading, viewer: Viewer) {
  const households = ownHouseholds(viewer);
  const [shown, consents] = await Promise.all([
    Promise.all(households.map((household) => readHousehold(deps, household))),
    Promise.all(households.map((household) => readConsents(deps, viewer, household))),
  ]);
  return {
    name: viewer.name,
    phoneMasked: viewer.phoneMasked,
    households: shown,
    consents: consents.flat(),
  };
}

async function readHousehold(deps: Reading, household: OwnHousehold) {
  const { compoundId, householdId } = household;
  const [spaces, cars, members] = await Promise.all([
    listShownSpaces(deps, household),
    listVehiclesOfHousehold(deps.db, compoundId, householdId),
    listHouseholdMembers(deps.db, compoundId, householdId),
  ]);
  return {
    ...household,
    spaces,
    members: members.map(({ name }) => name).filter((name) => name !== ''),
    cars: cars.map((car) => ({
      id: car.id,
      plateMasked: maskPlate(car.plate),
      model: car.model,
      batteryKwh: car.battery_kwh,
      maxKw: car.max_kw,
    })),
  };
}

/** The consents that the viewer gave, from the logs of the household's cases. */
async function readConsents({ db }: Reading, viewer: Viewer, { compoundId, householdId }: OwnHousehold) {
  const cases = await listCasesOfHousehold(db, compoundId, householdId);
  const perCase = cases.map(async (row) => {
    const events = await listCaseEvents(db, compoundId, row.id);
    const submitted = events.find(
      (event) => event.kind === 'submitted' && event.actor_id === viewer.personId,
    );
    const data = submitted ? (JSON.parse(submitted.data) as SubmittedData) : {};
    return (data.consents ?? []).map((consent) => ({
      ...consent,
      caseNo: row.case_no ?? '',
      at: submitted?.at ?? '',
    }));
  });
  return (await Promise.all(perCase)).flat();
}

interface SubmittedData {
  consents?: { recipient: ConsentRecipient; version: string }[];
}
