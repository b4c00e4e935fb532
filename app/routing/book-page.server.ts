import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { BookPage, BookRefusal } from '~/components/sharing/shared-page';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { judgeRoom } from '~/domain/booking/judge-slot';
import { HOUR_MS, instantFromMs, isInstant, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { slotSchema } from '~/forms/slot.server';
import { wordsFor } from '~/i18n/define-words';
import { formatKwh } from '~/i18n/format';
import { sharingWords } from '~/i18n/sharing';
import { slotRefusalText, slotRefusalWords } from '~/i18n/slot-refusals';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { quoteSlot } from '~/use-cases/booking/quote-slot.server';
import { loadSharingScene, type SharedPlace } from '~/use-cases/shared/booking/sharing-scene.server';
import { COMMON_BOARD, findPriceBoard } from '~db/queries/price-boards.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { orRefuse, refuse } from './guard.server';
import type { OwnHousehold } from './own-household.server';
import { placeData } from './shared-piles.server';
import { sharingHousehold } from './sharing-household.server';
import { readForm } from './uploads.server';
import { sendWeekly } from './weekly-slots.server';

const USUAL_MINUTES = 120;

/** The booking page of a start at a pile: the ends to choose from, and what the chosen slot promises and costs. */
export async function readBookPage(context: AppLoadContext, request: Request): Promise<BookPage> {
  const household = sharingHousehold(context, request);
  const search = new URL(request.url).searchParams;
  const startAt = search.get('start') ?? '';
  if (!household) throw redirect('/home/join');
  if (!isInstant(startAt)) throw redirect('/home/shared');
  const { deps } = context;
  const { compoundId, householdId } = household;
  const now = deps.clock();
  const scene = await loadSharingScene(deps.db, { compoundId, householdId, nowAt: now });
  const place = scene.places.find(({ pile }) => pile.pile_id === search.get('pile'));
  if (!place) throw refuse('not-found');
  const ends = endsOf(place, msFromInstant(startAt));
  const endAt = chosenEnd(ends, search.get('end') ?? '', startAt, place);
  const cars = await listVehiclesOfHousehold(deps.db, compoundId, householdId);
  const car = cars.find(({ id }) => id === search.get('car')) ?? (search.has('car') ? undefined : cars[0]);
  const powerKw = Math.min(place.pile.max_kw, car?.max_kw ?? place.pile.max_kw);
  const hours = (msFromInstant(endAt) - msFromInstant(startAt)) / HOUR_MS;
  const mostKwh = Math.floor(powerKw * hours * 10) / 10;
  const wantedKwh = search.get('kwh')?.trim() || String(mostKwh);
  const lent = place.pile.kind === 'lent';
  const board = await findPriceBoard(deps.db, compoundId, lent ? place.pile.pile_id : COMMON_BOARD, startAt);
  return {
    now,
    formKey: deps.newId('form'),
    householdId,
    place: placeData(place),
    startAt,
    endAt,
    ends,
    wantedKwh,
    mostKwh,
    cars: cars.map(({ id, plate, model }) => ({ id, label: `${plate} · ${model}` })),
    carId: car?.id ?? '',
    graceMinutes: place.pile.grace_minutes,
    freeCancelMinutes: scene.rules.freeCancelMinutes,
    occupation: board?.occupation ?? null,
    quote: await readQuote(context, request, household, {
      pileId: place.pile.pile_id,
      vehicleId: car?.id ?? null,
      startAt,
      endAt,
      wantedWh: Math.round(Number(wantedKwh) * 1000),
    }),
  };
}

interface AskedSlot {
  pileId: string;
  vehicleId: string | null;
  startAt: string;
  endAt: string;
  wantedWh: number;
}

async function readQuote(
  context: AppLoadContext,
  request: Request,
  { compoundId, householdId }: OwnHousehold,
  slot: AskedSlot,
): Promise<BookPage['quote']> {
  const viewer = context.viewer;
  if (!viewer) throw redirect(`/login?next=${encodeURIComponent(new URL(request.url).pathname)}`);
  const input = { ...slot, compoundId, householdId, agreedWh: null };
  const outcome = orRefuse(await quoteSlot(context.deps, viewer, input));
  if (!outcome.ok) {
    const text = slotRefusalText(outcome, wordsFor(context.locale, slotRefusalWords));
    return { ok: false, text, nextBest: outcome.nextBest, kwh: null };
  }
  const { quote, promisedWh, needsApproval } = outcome;
  const { electricityFen, serviceFen, totalFen, lines } = quote;
  return {
    ok: true,
    promisedWh,
    wantedWh: slot.wantedWh,
    electricityFen,
    serviceFen,
    totalFen,
    needsApproval,
    lines: lines.map(({ startAt, endAt, kind, energyWh, energyPriceE4, servicePriceE4 }) => ({
      startAt,
      endAt,
      kind,
      energyWh,
      energyPriceE4,
      servicePriceE4,
    })),
  };
}

/** The ends that a slot from `startMs` may have: on the grid, within the lengths, open and free all along. */
function endsOf({ facts }: SharedPlace, startMs: number): BookPage['ends'] {
  const { minMinutes, maxMinutes, stepMinutes } = facts.rules;
  const ends: BookPage['ends'] = [];
  for (let minutes = minMinutes; minutes <= maxMinutes; minutes += stepMinutes) {
    const end = startMs + minutes * MINUTE_MS;
    if (!judgeRoom({ start: startMs, end }, facts).ok) break;
    ends.push({ at: instantFromMs(end), hours: minutes / 60 });
  }
  return ends;
}

function chosenEnd(ends: BookPage['ends'], asked: string, startAt: string, { facts }: SharedPlace): string {
  if (isInstant(asked)) return asked;
  const usual = ends.findLast(({ hours }) => hours * 60 <= USUAL_MINUTES) ?? ends[0];
  return usual?.at ?? instantFromMs(msFromInstant(startAt) + facts.rules.minMinutes * MINUTE_MS);
}

/** Books the slot of the form once, and says what it promises or why it cannot be. */
export async function sendBooking(context: AppLoadContext, request: Request) {
  const household = sharingHousehold(context, request);
  const { viewer } = context;
  if (!household || !viewer) throw redirect('/home/join');
  const words = wordsFor(context.locale, sharingWords);
  const refusals = wordsFor(context.locale, slotRefusalWords);
  const fields = Object.fromEntries(await readForm(request));
  if (fields.intent === 'weekly') return sendWeekly(context, request, fields);
  const parsed = slotSchema.safeParse(fields);
  if (!parsed.success) {
    return data<BookRefusal>({ text: refusals.energy, nextBest: null, kwh: null }, 400);
  }
  const { formKey, ...slot } = parsed.data;
  const { compoundId, householdId } = household;
  const input = { ...slot, compoundId, householdId, idempotencyKey: formKey };
  const outcome = orRefuse(await bookSlot(context.deps, viewer, input));
  if (outcome.ok) {
    const text = outcome.needsApproval
      ? words.book.requestedNote
      : words.book.bookedNote(formatKwh(outcome.promisedWh / 1000));
    return redirectWithFlash(`/home/shared/slots/${outcome.bookingId}`, { tone: 'good', text });
  }
  const kwh = outcome.reason === 'promise-changed' ? outcome.promisedWh / 1000 : null;
  const text = slotRefusalText(outcome, refusals);
  return data<BookRefusal>({ text, nextBest: outcome.nextBest, kwh }, 409);
}
