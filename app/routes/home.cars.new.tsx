import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { VehicleForm } from '~/components/household';
import { localPath } from '~/components/shell/local-path';
import { pageTitle } from '~/components/shell/page-title';
import { Card, PageHeader } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { vehicleSchema } from '~/forms/household.server';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { requireRole } from '~/routing/guard.server';
import { sendVehicle } from '~/routing/household-forms.server';
import { ownHouseholds } from '~/routing/own-household.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(householdWords, (words) => words.cars.newTitle);

export function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const { searchParams } = new URL(request.url);
  const households = ownHouseholds(viewer);
  const chosen = households.find(({ householdId }) => householdId === searchParams.get('household'));
  return {
    households,
    household: (chosen ?? households[0])?.householdId ?? '',
    back: localPath(searchParams.get('next'), '/home/me'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, householdWords);
  const submission = parseWithZod(await readForm(request), { schema: vehicleSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const sent = await sendVehicle(context, viewer, submission, words.errors);
  if (!sent.ok) return sent.answer;
  const to = localPath(new URL(request.url).searchParams.get('next'), '/home/me');
  return redirectWithFlash(to, { tone: 'good', text: words.cars.saved });
}

export default function NewCarPage() {
  const words = useWords(householdWords);
  const { households, household, back } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={words.cars.newTitle} crumbs={[{ label: useWords(shellWords).back, to: back }]} />
      <p>{words.cars.intro}</p>
      <Card>
        <VehicleForm
          households={households}
          lastResult={useActionData<typeof action>()}
          values={{ household, phaseCount: '1' }}
        />
      </Card>
    </>
  );
}
