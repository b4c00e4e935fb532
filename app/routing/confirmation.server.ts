import type { AppLoadContext } from '@remix-run/node';
import type { ConfirmFacts } from '~/components/application';
import { phasesOfRating } from '~/domain/installation/pile-choice';
import { maskPlate } from '~/domain/shared/masking';
import { findVehicle } from '~db/queries/vehicles.server';
import { readCapacityAnswer } from './capacity-answer.server';
import { readDraft } from './draft.server';

/** Everything an application says, on one page before it is submitted. */
export async function readConfirmation(
  context: AppLoadContext,
  request: Request,
  caseId: string,
): Promise<ConfirmFacts> {
  const { row, viewer, household, draft, space, documents } = await readDraft(
    context,
    request,
    caseId,
    'confirm',
  );
  const { db } = context.deps;
  const { car, pile } = draft;
  const vehicle =
    car?.kind === 'registered'
      ? await findVehicle(db, row.compound_id, row.household_id, car.vehicleId)
      : undefined;
  const answer =
    space && (await readCapacityAnswer(context.deps, row.compound_id, space.feeder_id, pile ?? null));
  return {
    caseId: row.id,
    household: `${household.compoundName} ${household.door}`,
    applicant: viewer.name,
    spaceCode: space?.code ?? '',
    spaceKind: space?.kind ?? '',
    spaceLevel: space?.level ?? 0,
    car: vehicle ? { plateMasked: maskPlate(vehicle.plate), model: vehicle.model } : null,
    pileKw: pile?.kw ?? 0,
    pilePhases: phasesOfRating(pile?.kw ?? 0) ?? 1,
    smartCapable: pile?.smartCapable ?? false,
    commonRoute: pile?.commonRoute ?? 'unknown',
    documents: documents.map(({ id, kind, file_name }) => ({ id, kind, fileName: file_name })),
    proposal: answer?.proposal ?? null,
  };
}
