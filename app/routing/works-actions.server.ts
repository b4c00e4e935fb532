import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { ACCEPTANCE_ITEMS } from '~/domain/compliance/acceptance-items';
import { acceptanceSchema, itemField, itemValues } from '~/forms/acceptance.server';
import { clearanceSchema } from '~/forms/station.server';
import { wordsFor } from '~/i18n/define-words';
import { operatorWords } from '~/i18n/operator';
import { energisePile } from '~/use-cases/pile/energise-pile.server';
import { issueStation } from '~/use-cases/pile/issue-station.server';
import { recordClearance } from '~/use-cases/pile/record-clearance.server';
import type { GivenFile } from '~/use-cases/shared/installation/evidence-file.server';
import { type AcceptanceOutcome, recordAcceptance } from '~/use-cases/works/record-acceptance.server';
import { orRefuse, requireRole } from './guard.server';
import { movedOnSentence } from './moved-on.server';
import { givenFile, readForm } from './uploads.server';

interface Sent {
  context: AppLoadContext;
  request: Request;
  caseId: string;
  form: FormData;
}

/** What a person at the operator sends from a case's page: an inspection, papers, a demand for credentials, the switch. */
export async function actOnWorks(context: AppLoadContext, request: Request, caseId: string) {
  requireRole(context, request, 'operator');
  const sent = { context, request, caseId, form: await readForm(request) };
  switch (sent.form.get('intent')) {
    case 'issue':
      return actIssue(sent);
    case 'energise':
      return actEnergise(sent);
    case 'clearance':
      return actClearance(sent);
    default:
      return actAcceptance(sent);
  }
}

async function actAcceptance({ context, request, caseId, form }: Sent) {
  const words = wordsFor(context.locale, operatorWords);
  const submission = parseWithZod(form, {
    schema: acceptanceSchema(words.acceptance.errors, ACCEPTANCE_ITEMS),
  });
  if (submission.status !== 'success') return answer('accept', submission.reply(), 400);
  const { value } = submission;
  const photos = await Promise.all(value.photos.map((photo) => givenFile(photo)));
  const outcome = orRefuse(
    await recordAcceptance(context.deps, requireRole(context, request, 'operator'), {
      ...value,
      caseId,
      values: itemValues(value, ACCEPTANCE_ITEMS),
      photos: photos.filter((photo): photo is GivenFile => photo !== null && photo.bytes.byteLength > 0),
    }),
  );
  if (outcome.ok)
    return done(caseId, words.saved[outcome.result], outcome.result === 'fail' ? 'warn' : 'good');
  const { fieldErrors, formErrors } = acceptanceErrors(context, outcome);
  return answer('accept', submission.reply({ fieldErrors, formErrors }), fieldErrors ? 400 : 409);
}

type Refused = Exclude<
  Exclude<AcceptanceOutcome, { ok: true }>,
  { reason: 'not-found' } | { reason: 'forbidden' }
>;

function acceptanceErrors(
  context: AppLoadContext,
  outcome: Refused,
): { fieldErrors?: Record<string, string[]>; formErrors?: string[] } {
  const { errors } = wordsFor(context.locale, operatorWords).acceptance;
  const at = (keys: readonly string[], text: string) => ({
    fieldErrors: Object.fromEntries(keys.map((key) => [key === 'photos' ? key : itemField(key), [text]])),
  });
  switch (outcome.reason) {
    case 'incomplete':
      return at(outcome.missing, errors.missing);
    case 'wrong-kind':
      return at(outcome.keys, errors.number);
    case 'meter-taken':
      return at(['meter-number'], errors.meterTaken);
    case 'in-the-future':
      return { fieldErrors: { installedOn: [errors.future] } };
    case 'file-empty':
    case 'file-too-large':
    case 'file-type':
      return { fieldErrors: { photos: [errors.file] } };
    case 'not-approved':
      return { formErrors: [errors.notApproved] };
    case 'moved-on':
      return { formErrors: [movedOnSentence(outcome, context.locale)] };
  }
}

async function actClearance({ context, request, caseId, form }: Sent) {
  const words = wordsFor(context.locale, operatorWords);
  const submission = parseWithZod(form, { schema: clearanceSchema(words.acceptance.errors) });
  if (submission.status !== 'success') return answer('clearance', submission.reply(), 400);
  const actor = requireRole(context, request, 'operator');
  const outcome = orRefuse(await recordClearance(context.deps, actor, { caseId, ...submission.value }));
  if (outcome.ok) return done(caseId, words.saved.clearance);
  return answer(
    'clearance',
    submission.reply({ formErrors: [movedOnSentence(outcome, context.locale)] }),
    409,
  );
}

async function actIssue({ context, request, caseId }: Sent) {
  const words = wordsFor(context.locale, operatorWords).gates.names;
  const outcome = orRefuse(
    await issueStation(context.deps, requireRole(context, request, 'operator'), { caseId }),
  );
  if (!outcome.ok) {
    const text = outcome.reason === 'no-pile' ? words['no-pile'] : movedOnSentence(outcome, context.locale);
    return answer('issue', failed(text), 409);
  }
  const address = `${context.publicUrl().replace(/^http/, 'ws')}/ocpp/${outcome.identity}`;
  const issued = { identity: outcome.identity, password: outcome.password, address };
  return data({ intent: 'issue', result: null, issued }, { headers: { 'Cache-Control': 'no-store' } });
}

async function actEnergise({ context, request, caseId }: Sent) {
  const words = wordsFor(context.locale, operatorWords);
  const actor = requireRole(context, request, 'operator');
  const outcome = orRefuse(await energisePile(context.deps, actor, { caseId }));
  if (outcome.ok) return done(caseId, words.saved.energise(outcome.idTag));
  if (outcome.reason === 'moved-on')
    return answer('energise', failed(movedOnSentence(outcome, context.locale)), 409);
  const { refused, nothingReserved } = words.gates;
  return answer('energise', failed(outcome.reason === 'gates-shut' ? refused : nothingReserved), 409);
}

const failed = (text: string): SubmissionResult => ({ status: 'error', error: { '': [text] } });

function answer(intent: string, result: SubmissionResult, status: number) {
  return data({ intent, result, issued: null }, { status });
}

function done(caseId: string, text: string, tone: 'good' | 'warn' = 'good') {
  return redirectWithFlash(`/operator/cases/${caseId}`, { tone, text });
}

export type WorksAnswer =
  | {
      intent: string;
      result: SubmissionResult | null;
      issued: { identity: string; password: string; address: string } | null;
    }
  | undefined;
