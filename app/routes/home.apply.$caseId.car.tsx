import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, LinkButton, RadioGroupField, SubmitButton } from '~/components/ui';
import { maskPlate } from '~/domain/shared/masking';
import { carStepSchema, INTENDED_CAR } from '~/forms/application.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { formatKw, formatKwh } from '~/i18n/format';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { readDraft } from '~/routing/draft.server';
import { keepAnswer } from '~/routing/draft-answers.server';
import { requireRole } from '~/routing/guard.server';
import { readForm } from '~/routing/uploads.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';

export const meta = pageTitle(applicationWords, (words) => words.car.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row, household, draft } = await readDraft(context, request, params.caseId ?? '', 'car');
  const cars = await listVehiclesOfHousehold(context.deps.db, row.compound_id, row.household_id);
  const chosen = draft.car?.kind === 'registered' ? draft.car.vehicleId : draft.car && INTENDED_CAR;
  return {
    caseId: row.id,
    householdId: household.householdId,
    chosen: chosen ?? (cars.length === 1 ? (cars[0]?.id ?? '') : ''),
    intended: INTENDED_CAR,
    cars: cars.map((car) => ({
      id: car.id,
      plateMasked: maskPlate(car.plate),
      model: car.model,
      batteryKwh: car.battery_kwh,
      maxKw: car.max_kw,
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, applicationWords);
  const submission = parseWithZod(await readForm(request), { schema: carStepSchema(words) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const { car } = submission.value;
  return keepAnswer(context, viewer, params.caseId ?? '', submission, {
    answer: {
      car: car === INTENDED_CAR ? { kind: 'intended' } : { kind: 'registered', vehicleId: car },
    },
    field: 'car',
    next: 'pile',
  });
}

export default function CarStep() {
  const words = useWords(applicationWords);
  const { cars: carWords } = useWords(householdWords);
  const { caseId, householdId, chosen, intended, cars } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ car: string }>({
    id: 'car',
    lastResult: useActionData<typeof action>(),
    defaultValue: { car: chosen },
  });
  const next = encodeURIComponent(`/home/apply/${caseId}/car`);
  return (
    <WizardPage caseId={caseId} step="car" title={words.car.question}>
      <ActionForm form={form} showSummary={false}>
        <RadioGroupField
          field={fields.car}
          label={words.car.question}
          hint={words.car.hint}
          options={[
            ...cars.map((car) => ({
              value: car.id,
              label: `${car.plateMasked} · ${car.model}`,
              hint: carWords.facts(formatKwh(car.batteryKwh), formatKw(car.maxKw)),
            })),
            { value: intended, label: words.car.intended, hint: words.car.intendedHint },
          ]}
          required
        />
        <SubmitButton>{words.next}</SubmitButton>
      </ActionForm>
      <LinkButton to={`/home/cars/new?household=${householdId}&next=${next}`}>
        {words.car.register}
      </LinkButton>
    </WizardPage>
  );
}
