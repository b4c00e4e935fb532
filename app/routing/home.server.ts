import { deadlineAt } from '~/domain/installation/deadline';
import { lifeCycle } from '~/domain/installation/life-cycle';
import type { WorkingDayCalendar } from '~/domain/shared/working-days';
import type { Viewer } from '~/server/viewer';
import type { Deps } from '~/use-cases/shared/deps';
import { listCasesOfHousehold, listDraftsOfPerson } from '~db/queries/applications.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { listSpacesOfHousehold } from '~db/queries/parking-spaces.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { loadDraft } from './draft.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';

/** The start page of a resident: what waits for the person, soonest first, then the cases. */
export async function readHome({ db, clock }: Pick<Deps, 'db' | 'clock'>, viewer: Viewer) {
  const households = ownHouseholds(viewer);
  const now = clock();
  const calendar = await getWorkingDayCalendar(db);
  const [drafts, perHousehold] = await Promise.all([
    readDrafts(db, viewer.personId, households),
    Promise.all(households.map((household) => readHousehold(db, household, now, calendar))),
  ]);
  const cases = perHousehold.flatMap((household) => household.cases);
  return {
    name: viewer.name,
    now,
    drafts,
    cases,
    waiting: cases.filter(({ isMine }) => isMine).sort(bySoonest),
    progress: {
      joined: households.length > 0,
      space: perHousehold.some(({ spaceCount }) => spaceCount > 0),
      car: perHousehold.some(({ carCount }) => carCount > 0),
    },
  };
}

async function readDrafts(db: Deps['db'], personId: string, households: readonly OwnHousehold[]) {
  const rows = await listDraftsOfPerson(db, personId);
  const shown = rows.map(async (row) => ({
    caseId: row.id,
    door: households.find(({ householdId }) => householdId === row.household_id)?.door ?? '',
    firstOpen: (await loadDraft(db, row)).firstOpen,
    savedAt: row.updated_at,
  }));
  return Promise.all(shown);
}

async function readHousehold(
  db: Deps['db'],
  { compoundId, householdId }: OwnHousehold,
  now: string,
  calendar: WorkingDayCalendar,
) {
  const [rows, spaces, cars] = await Promise.all([
    listCasesOfHousehold(db, compoundId, householdId),
    listSpacesOfHousehold(db, compoundId, householdId),
    listVehiclesOfHousehold(db, compoundId, householdId),
  ]);
  return {
    spaceCount: spaces.length,
    carCount: cars.length,
    cases: rows.map((row) => ({
      caseId: row.id,
      caseNo: row.case_no ?? '',
      status: row.status,
      spaceCode: row.space_code ?? '',
      deadline: deadlineAt(row.due_at, now, calendar),
      changedAt: row.updated_at,
      isMine: lifeCycle[row.status].holder === 'resident',
    })),
  };
}

type Waiting = { deadline: { dueAt: string } | null; changedAt: string };

function bySoonest(a: Waiting, b: Waiting): number {
  const due = (entry: Waiting) => entry.deadline?.dueAt ?? '9999';
  return due(a).localeCompare(due(b)) || a.changedAt.localeCompare(b.changedAt);
}
