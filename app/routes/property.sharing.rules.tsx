import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { RulesDesk } from '~/components/sharing';
import { DeskShell, pageTitle } from '~/components/shell';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { readSharingRules, sendSharingRules } from '~/routing/sharing-rules.server';

export const meta = pageTitle(sharingRulesWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readSharingRules(context, request, 'property');
}

export function action({ request, context }: ActionFunctionArgs) {
  return sendSharingRules(context, request, 'property');
}

export default function SharingRules() {
  const page = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <DeskShell audience="property">
      <RulesDesk page={page} fairnessPath="/property/sharing/fairness" lastResult={lastResult} />
    </DeskShell>
  );
}
