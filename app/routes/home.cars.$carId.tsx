import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { VehicleForm } from '~/components/household';
import { pageTitle } from '~/components/shell/page-title';
import { Card, PageHeader, SubmitButton } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { maskPlate } from '~/domain/shared/masking';
import { vehicleSchema } from '~/forms/household.server';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { orRefuse, requireRole } from '~/routing/guard.server';
import { sendVehicle } from '~/routing/household-forms.server';
import { ownVehicle } from '~/routing/own-vehicle.server';
import { readForm } from '~/routing/uploads.server';
import { removeVehicle } from '~/use-cases/household/remove-vehicle.server';

export const meta = pageTitle(householdWords, (words) => words.cars.editTitle);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const { vehicle, household } = await ownVehicle(context.deps.db, viewer, params.carId ?? '');
  return {
    households: [household],
    plateMasked: maskPlate(vehicle.plate),
    values: {
      household: household.householdId,
      model: vehicle.model,
      batteryKwh: vehicle.battery_kwh,
      maxKw: vehicle.max_kw,
      phaseCount: String(vehicle.phase_count),
      kwhPer100km: vehicle.kwh_per_100km,
    },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, householdWords);
  const { vehicle, household } = await ownVehicle(context.deps.db, viewer, params.carId ?? '');
  const form = await readForm(request);
  if (form.get('intent') === 'remove') {
    const removed = orRefuse(
      await removeVehicle(context.deps, viewer, { ...household, vehicleId: vehicle.id }),
    );
    if (removed.ok) return redirectWithFlash('/home/me', { tone: 'good', text: words.cars.removed });
    const text = removed.by === 'case' ? words.errors.carInCase : words.errors.carInCharging;
    return redirectWithFlash(`/home/cars/${vehicle.id}`, { tone: 'warn', text });
  }
  form.set('household', household.householdId);
  const submission = parseWithZod(form, { schema: vehicleSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const sent = await sendVehicle(context, viewer, submission, words.errors, vehicle.id);
  if (!sent.ok) return sent.answer;
  return redirectWithFlash('/home/me', { tone: 'good', text: words.cars.saved });
}

export default function CarPage() {
  const words = useWords(householdWords);
  const { households, plateMasked, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={words.cars.editTitle}
        meta={plateMasked}
        crumbs={[{ label: words.back.me, to: '/home/me' }]}
      />
      <Card>
        <VehicleForm households={households} lastResult={answer} values={values} plateMasked={plateMasked} />
      </Card>
      <Form method="post">
        <SubmitButton variant="quiet" name="intent" value="remove">
          {words.cars.remove}
        </SubmitButton>
      </Form>
    </>
  );
}
