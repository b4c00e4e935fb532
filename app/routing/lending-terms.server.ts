import { parseWithZod } from '@conform-to/zod/v4';
import { type LentPriceFault, lentPriceFault } from '~/domain/booking/lending';
import { msFromInstant } from '~/domain/shared/local-time';
import { hoursOf, type LendingForm, lendingSchema, serviceFenOf } from '~/forms/lending.server';
import { exceptionSchema } from '~/forms/opening-hours.server';
import { type ChangeLendingOutcome, changeLending } from '~/use-cases/sharing/change-lending.server';
import { type LendOutcome, lendPile } from '~/use-cases/sharing/lend-pile.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { orRefuse } from './guard.server';
import { lendingAnswer, lendingDone, lendingWordsOf, type SentLending } from './lending-answer.server';
import { pricedBands } from './public-pile.server';
import { termsErrors } from './terms-errors';

type Words = ReturnType<typeof lendingWordsOf>;

/** Starts lending, changes how the pile is lent, or shows what neighbours would pay. */
export async function sendLentTerms(sent: SentLending, intent: 'lend' | 'change' | 'preview') {
  const { context, compoundId, form } = sent;
  const words = lendingWordsOf(sent);
  const submission = parseWithZod(form, { schema: lendingSchema(words.errors, words.hours.errors) });
  if (submission.status !== 'success') return lendingAnswer('terms', { result: submission.reply() }, 400);
  const { value } = submission;
  if (intent === 'preview') {
    const fault = lentPriceFault({ serviceFen: serviceFenOf(value), notice: value.notice });
    if (fault)
      return lendingAnswer(
        'terms',
        { result: submission.reply({ fieldErrors: priceAt(fault, words) }) },
        400,
      );
    const fee = { perKwhE4: serviceFenOf(value) * 100, byBandE4: {} };
    const nowMs = msFromInstant(context.deps.clock());
    const bands = await pricedBands(context.deps.db, compoundId, nowMs, fee);
    return lendingAnswer('terms', { result: submission.reply(), bands }, 200);
  }
  const outcome = await (intent === 'lend' ? lend(sent, value) : change(sent, value));
  if (outcome.ok) {
    if ('code' in outcome) return lendingDone(sent, words.done.lent);
    const { takenBack } = outcome;
    return lendingDone(
      sent,
      takenBack.length > 0 ? words.done.takenBack(takenBack.length) : words.done.saved,
    );
  }
  const slots = outcome.reason === 'slots-booked' ? outcome.slots : [];
  return lendingAnswer('terms', { result: submission.reply(refusalAt(outcome, words)), slots });
}

async function lend({ context, actor, compoundId, pileId }: SentLending, form: LendingForm) {
  return orRefuse(
    await lendPile(context.deps, actor, {
      compoundId,
      pileId,
      hours: hoursOf(form),
      minMinutes: form.minMinutes,
      maxMinutes: form.maxMinutes,
      needsApproval: form.needsApproval === 'yes',
      serviceFen: serviceFenOf(form),
      notice: form.notice,
      insurancePolicy: form.insurancePolicy,
      insuredUntilOn: form.insuredUntilOn,
    }),
  );
}

/** A policy that is as it was is not sent, so that one that is over does not hold up other changes. */
async function change({ context, actor, compoundId, pileId }: SentLending, form: LendingForm) {
  const row = await findSharedPile(context.deps.db, compoundId, pileId);
  const isSame =
    row?.insurance_policy === form.insurancePolicy.trim() && row.insured_until_on === form.insuredUntilOn;
  return orRefuse(
    await changeLending(context.deps, actor, {
      compoundId,
      pileId,
      hours: hoursOf(form),
      minMinutes: form.minMinutes,
      maxMinutes: form.maxMinutes,
      needsApproval: form.needsApproval === 'yes',
      price: { serviceFen: serviceFenOf(form), notice: form.notice },
      ...(isSame ? {} : { insurance: { policy: form.insurancePolicy, untilOn: form.insuredUntilOn } }),
      takeBackIds: form.takeBackIds,
    }),
  );
}

type Refused<Outcome> = Exclude<Outcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;

function refusalAt(outcome: Refused<LendOutcome> | Refused<ChangeLendingOutcome>, words: Words) {
  const { errors, hours } = words;
  switch (outcome.reason) {
    case 'terms':
      return { fieldErrors: termsErrors(outcome.fault, hours.errors) };
    case 'price':
      return { fieldErrors: priceAt(outcome.fault, words) };
    case 'insurance':
      return { fieldErrors: { insuredUntilOn: [errors.insuredUntil] } };
    case 'gaps':
      if (outcome.gaps.includes('not-insured')) return { fieldErrors: { insurancePolicy: [errors.policy] } };
      if (outcome.gaps.includes('insurance-over'))
        return { fieldErrors: { insuredUntilOn: [errors.insuredUntil] } };
      return { formErrors: [errors.gaps] };
    case 'slots-booked':
      return { formErrors: [hours.stranded(outcome.slots.length)] };
    case 'lent-already':
      return { formErrors: [errors.lentAlready] };
    default:
      return { formErrors: [errors.notLent] };
  }
}

function priceAt(fault: LentPriceFault, { errors }: Words): Record<string, string[]> {
  if (fault.field === 'serviceFen') return { serviceYuan: [errors.service] };
  return { notice: ['fee' in fault ? errors.forbiddenFee(fault.fee.source) : errors.noticeLong] };
}

export async function sendLentException(sent: SentLending) {
  const { context, actor, compoundId, pileId, form } = sent;
  const { hours, errors, done } = lendingWordsOf(sent);
  const submission = parseWithZod(form, { schema: exceptionSchema(hours.errors) });
  if (submission.status !== 'success') return lendingAnswer('exception', { result: submission.reply() }, 400);
  const { takeBackIds, ...addException } = submission.value;
  const outcome = orRefuse(
    await changeLending(context.deps, actor, { compoundId, pileId, addException, takeBackIds }),
  );
  if (outcome.ok) return lendingDone(sent, done.exception);
  const reply = (result: Parameters<typeof submission.reply>[0]) => submission.reply(result);
  switch (outcome.reason) {
    case 'slots-booked': {
      const { slots } = outcome;
      return lendingAnswer('exception', {
        result: reply({ formErrors: [hours.stranded(slots.length)] }),
        slots,
      });
    }
    case 'exception':
      return lendingAnswer('exception', {
        result: reply({ fieldErrors: { toOn: [hours.errors.exception] } }),
      });
    default:
      return lendingAnswer('exception', { result: reply({ formErrors: [errors.notLent] }) });
  }
}
