import type { Submission } from '@conform-to/react';
import { type AppLoadContext, data } from '@remix-run/node';
import type * as z from 'zod';
import { VEHICLE_BOUNDS } from '~/domain/household/vehicle';
import type { spaceSchema, vehicleSchema } from '~/forms/household.server';
import type { householdWords } from '~/i18n/household';
import type { Viewer } from '~/server/viewer';
import { type RegisterSpaceOutcome, registerSpace } from '~/use-cases/household/register-space.server';
import { type SaveVehicleOutcome, saveVehicle } from '~/use-cases/household/save-vehicle.server';
import { orRefuse } from './guard.server';
import { ownHousehold } from './own-household.server';

type Errors = (typeof householdWords)['zh-CN']['errors'];
type Sent<Schema extends (errors: Errors) => z.ZodType> = Extract<
  Submission<z.infer<ReturnType<Schema>>>,
  { status: 'success' }
>;
type Refused<Outcome> = Exclude<Outcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;

/** Registers the space of a form; a refusal comes back as the answer to the form, at its field. */
export async function sendSpace(
  context: AppLoadContext,
  viewer: Viewer,
  submission: Sent<typeof spaceSchema>,
  errors: Errors,
) {
  const { household, code, kind, leaseFromOn = null, leaseUntilOn = null } = submission.value;
  const { compoundId, householdId } = ownHousehold(viewer, household);
  const outcome = orRefuse(
    await registerSpace(context.deps, viewer, {
      compoundId,
      householdId,
      code,
      kind,
      leaseFromOn,
      leaseUntilOn,
    }),
  );
  if (outcome.ok) return outcome;
  const [field, message] = spaceRefusal(outcome, errors);
  return {
    ok: false as const,
    answer: data(submission.reply({ fieldErrors: { [field]: [message] } }), 400),
  };
}

function spaceRefusal(outcome: Refused<RegisterSpaceOutcome>, errors: Errors): [string, string] {
  switch (outcome.reason) {
    case 'lease-too-short':
      return ['leaseUntilOn', errors['lease-too-short'](outcome.months, outcome.minMonths)];
    case 'lease-dates':
    case 'lease-ended':
      return ['leaseUntilOn', errors[outcome.reason]];
    case 'too-many-claims':
      return ['code', errors['too-many-claims'](outcome.most)];
    default:
      return ['code', errors[outcome.reason]];
  }
}

/** Saves the car of a form; a refusal comes back as the answer to the form, at its field. */
export async function sendVehicle(
  context: AppLoadContext,
  viewer: Viewer,
  submission: Sent<typeof vehicleSchema>,
  errors: Errors,
  vehicleId?: string,
) {
  const { household, phaseCount, ...facts } = submission.value;
  const { compoundId, householdId } = ownHousehold(viewer, household);
  const outcome = orRefuse(
    await saveVehicle(context.deps, viewer, {
      ...facts,
      phaseCount: Number(phaseCount),
      compoundId,
      householdId,
      vehicleId,
    }),
  );
  if (outcome.ok) return outcome;
  const [field, message] = vehicleRefusal(outcome, errors);
  return {
    ok: false as const,
    answer: data(submission.reply({ fieldErrors: { [field]: [message] } }), 400),
  };
}

function vehicleRefusal(outcome: Refused<SaveVehicleOutcome>, errors: Errors): [string, string] {
  if (outcome.reason === 'plate') return ['plate', errors.plate[outcome.why]];
  if (outcome.reason === 'plate-taken')
    return ['plate', outcome.byOwnHousehold ? errors.plateTakenOwn : errors.plateTakenOther];
  const { field } = outcome;
  if (field === 'model' || field === 'phaseCount') return [field, errors[field]];
  const { min, max } = VEHICLE_BOUNDS[field];
  return [field, errors[field](min, max)];
}
