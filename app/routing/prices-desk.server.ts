import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import type { PricesAnswer, PricesDesk } from '~/components/sharing-desk/prices-desk';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { serviceFeeFrom } from '~/domain/booking/service-fee';
import { localTimeOf, msFromLocal } from '~/domain/shared/local-time';
import { BAND_KINDS } from '~/domain/tariff/tariff-version';
import {
  bandField,
  bandTexts,
  OCCUPATION_FIELDS,
  occupationFrom,
  type PricesForm,
  pricesSchema,
} from '~/forms/prices-desk.server';
import { wordsFor } from '~/i18n/define-words';
import { priceDeskWords } from '~/i18n/price-desk';
import { type PublishOutcome, publishPrices } from '~/use-cases/sharing/publish-prices.server';
import { listCompoundNames } from '~db/queries/compounds.server';
import { COMMON_BOARD, listPriceBoards } from '~db/queries/price-boards.server';
import { orRefuse, refuse, requireRole } from './guard.server';
import { boardVersions } from './price-boards.server';
import { pricedBands } from './public-pile.server';
import { readForm } from './uploads.server';

async function operatorCompound(context: AppLoadContext, request: Request, compoundId: string) {
  const viewer = requireRole(context, request, 'operator');
  const grants = viewer.grants.filter(({ role }) => role === 'operator');
  const compound = (await listCompoundNames(context.deps.db, grants)).find(({ id }) => id === compoundId);
  if (!compound) throw refuse('not-found');
  return { viewer, compound };
}

/** The price board of a compound's shared piles with its history, for the operator who publishes the next version. */
export async function readPricesDesk(
  context: AppLoadContext,
  request: Request,
  compoundId: string,
): Promise<PricesDesk> {
  const { compound } = await operatorCompound(context, request, compoundId);
  const { db, clock } = context.deps;
  const now = clock();
  const rows = await listPriceBoards(db, compoundId, COMMON_BOARD);
  const dayStart = msFromLocal(localTimeOf(now).on);
  const bands = await pricedBands(db, compoundId, dayStart, { perKwhE4: 0, byBandE4: {} });
  return {
    compoundId,
    compoundName: compound.name,
    nextVersion: (rows[0]?.version ?? 0) + 1,
    kinds: BAND_KINDS.filter((kind) => bands.some((band) => band.kind === kind)),
    board: { board: COMMON_BOARD, spaceCode: null, ...(await boardVersions(db, compoundId, rows, now)) },
  };
}

/** Previews what people would pay, or publishes the next version. */
export async function sendPrices(context: AppLoadContext, request: Request, compoundId: string) {
  const { viewer } = await operatorCompound(context, request, compoundId);
  const words = wordsFor(context.locale, priceDeskWords);
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema: pricesSchema(words.errors) });
  const reply = (fieldErrors?: Record<string, string[]>) =>
    submission.reply(fieldErrors ? { fieldErrors } : undefined);
  if (submission.status !== 'success') return answer({ result: reply(), bands: null }, 400);
  const byBand = bandTexts(form);
  if (submission.value.intent === 'preview') {
    const preview = await previewOf(context, compoundId, submission.value, byBand);
    if (preview.ok) return answer({ result: reply(), bands: preview.bands }, 200);
    return answer({ result: reply(refusalAt(preview, words.errors)), bands: null }, 400);
  }
  const { perKwh, notice, validFromAt } = submission.value;
  const occupation = occupationFrom(submission.value);
  const input = { compoundId, perKwh, byBand, occupation, notice, validFromAt };
  const outcome = orRefuse(await publishPrices(context.deps, viewer, input));
  if (!outcome.ok) return answer({ result: reply(refusalAt(outcome, words.errors)), bands: null }, 400);
  const path = `/operator/sharing/prices/${compoundId}`;
  return redirectWithFlash(path, { tone: 'good', text: words.published(outcome.version) });
}

function answer(body: PricesAnswer, status: number) {
  return data<PricesAnswer>(body, { status });
}

async function previewOf(
  { deps }: AppLoadContext,
  compoundId: string,
  { perKwh, validFromAt }: PricesForm,
  byBand: ReturnType<typeof bandTexts>,
) {
  const fee = serviceFeeFrom(perKwh, byBand);
  if (!fee.ok) return fee;
  const dayOn = localTimeOf(validFromAt ?? deps.clock()).on;
  const bands = await pricedBands(deps.db, compoundId, msFromLocal(dayOn), fee.serviceFee);
  return { ok: true as const, bands };
}

type Refused = Exclude<PublishOutcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;
type Errors = (typeof priceDeskWords)['zh-CN']['errors'];

function refusalAt(refusal: Refused, errors: Errors): Record<string, string[]> {
  switch (refusal.reason) {
    case 'not-a-price':
    case 'too-high': {
      const field = refusal.field === 'perKwh' ? 'perKwh' : bandField(refusal.field);
      return { [field]: [refusal.reason === 'too-high' ? errors.tooHigh : errors.price] };
    }
    case 'occupation':
      return { [OCCUPATION_FIELDS[refusal.field]]: [errors[refusal.field]] };
    case 'notice':
      return { notice: [errors.notice] };
    case 'backdated':
      return { fromOn: [errors.backdated] };
    default:
      return { fromOn: [errors.sameMoment] };
  }
}
