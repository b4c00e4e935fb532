import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { publicActionSchema } from '~/forms/public-pile.server';
import { wordsFor } from '~/i18n/define-words';
import { publicPileWords } from '~/i18n/public-pile';
import { type SlotRefusalFacts, slotRefusalText, slotRefusalWords } from '~/i18n/slot-refusals';
import { checkInByPlate } from '~/use-cases/booking/check-in-by-plate.server';
import { startCharging } from '~/use-cases/booking/start-charging.server';
import { stopCharging } from '~/use-cases/booking/stop-charging.server';
import { findSharedPileByCode } from '~db/queries/shared-piles.server';
import { orRefuse, refuse, requireRole } from './guard.server';
import { ownHouseholds } from './own-household.server';
import { readForm } from './uploads.server';

export interface PublicAnswer {
  tone: 'good' | 'warn';
  text: string;
  plate?: string;
}

/** What somebody in front of a pile asks of its page: to start, to stop, or to say by the plate that the car is there. */
export async function sendPublicAction(context: AppLoadContext, request: Request, code: string) {
  const words = wordsFor(context.locale, publicPileWords);
  const parsed = publicActionSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!parsed.success) return data<PublicAnswer>({ tone: 'warn', text: words.refusals.form ?? '' }, 400);
  const form = parsed.data;
  if (form.intent === 'plate') return sendPlate(context, request, code, form.plate);
  const viewer = requireRole(context, request, 'resident');
  const pile = await findSharedPileByCode(context.deps.db, code);
  const household = ownHouseholds(viewer).find(({ compoundId }) => compoundId === pile?.compound_id);
  if (!pile || !household) throw refuse('not-found');
  const { householdId } = household;
  if (form.intent === 'stop') {
    const outcome = orRefuse(await stopCharging(context.deps, viewer, { code, householdId }));
    if (!outcome.ok) return refusal(context, outcome);
    return data<PublicAnswer>({ tone: 'good', text: words.stopping });
  }
  const input = { code, householdId, formId: form.formKey };
  const outcome = orRefuse(await startCharging(context.deps, viewer, input));
  if (!outcome.ok) return refusal(context, outcome);
  throw redirect(outcome.bookingId ? `/home/shared/slots/${outcome.bookingId}` : '/home/charging');
}

function refusal({ locale }: AppLoadContext, outcome: { reason: string }) {
  const own = wordsFor(locale, publicPileWords).refusals[outcome.reason];
  const text = own ?? slotRefusalText(outcome as SlotRefusalFacts, wordsFor(locale, slotRefusalWords));
  return data<PublicAnswer>({ tone: 'warn', text }, 409);
}

async function sendPlate(context: AppLoadContext, request: Request, code: string, plate: string) {
  const words = wordsFor(context.locale, publicPileWords);
  const verdict = await context.limits.take('plate-address', context.address(request));
  if (!verdict.ok) {
    const minutes = Math.ceil(verdict.retryAfterSeconds / 60);
    return data<PublicAnswer>({ tone: 'warn', text: words.tooOften(minutes), plate }, 429);
  }
  const outcome = await checkInByPlate(context.deps, null, { code, plate });
  if (outcome.ok) return data<PublicAnswer>({ tone: 'good', text: words.plateDone });
  if (outcome.reason === 'not-found') throw refuse('not-found');
  const status = outcome.reason === 'plate' ? 400 : 409;
  return data<PublicAnswer>({ tone: 'warn', text: words.refusals[outcome.reason] ?? '', plate }, status);
}
