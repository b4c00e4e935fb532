import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import type { PileAnswer, PileForm } from '~/components/sharing-desk/pile-desk';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { exceptionSchema } from '~/forms/opening-hours.server';
import {
  type PileTermsForm,
  pileIntentSchema,
  pileTermsSchema,
  plateSchema,
  verificationSchema,
} from '~/forms/pile-desk.server';
import { wordsFor } from '~/i18n/define-words';
import { formatFen } from '~/i18n/format';
import { openingHoursWords } from '~/i18n/opening-hours';
import { pileDeskWords } from '~/i18n/pile-desk';
import { checkInByPlate } from '~/use-cases/booking/check-in-by-plate.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { type ChangePileOutcome, changeSharedPile } from '~/use-cases/sharing/change-shared-pile.server';
import { type OpenPileOutcome, openSharedPile } from '~/use-cases/sharing/open-shared-pile.server';
import { recordVerification } from '~/use-cases/sharing/record-verification.server';
import { takeBackSlot } from '~/use-cases/sharing/take-back-slot.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { listDoors } from '~db/queries/sharing-desk.server';
import { orRefuse } from './guard.server';
import { operatorPile } from './pile-desk.server';
import { doorOf } from './sharing-desk.server';
import { termsErrors } from './terms-errors';
import { readForm } from './uploads.server';

interface Sent {
  context: AppLoadContext;
  actor: ActingPerson;
  compoundId: string;
  pileId: string;
  form: FormData;
}

/** Whatever is sent from a pile's sharing page. */
export async function sendPileDesk(context: AppLoadContext, request: Request, pileId: string) {
  const { viewer, pile } = await operatorPile(context, request, pileId);
  const form = await readForm(request);
  const sent: Sent = { context, actor: viewer, compoundId: pile.compound_id, pileId, form };
  const parsed = pileIntentSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return answer('page', { text: wordsOf(sent).errors.form }, 400);
  const { done } = wordsOf(sent);
  switch (parsed.data.intent) {
    case 'open':
    case 'terms':
      return sendTerms(sent, parsed.data.intent);
    case 'add-exception':
      return sendException(sent);
    case 'remove-exception':
      return sendRemoval(sent, parsed.data.exceptionId);
    case 'verify':
      return sendVerification(sent);
    case 'take-back':
      return sendTakeBack(sent, parsed.data.bookingId);
    case 'arrive':
      return sendArrival(sent);
    case 'pause':
      return sendStatus(sent, 'paused', done.paused);
    case 'resume':
      return sendStatus(sent, 'open', done.resumed);
    default:
      return sendStatus(sent, 'closed', done.closed);
  }
}

const wordsOf = ({ context }: Sent) => wordsFor(context.locale, pileDeskWords);
const hoursWordsOf = ({ context }: Sent) => wordsFor(context.locale, openingHoursWords);

function answer(form: PileForm, rest: Partial<PileAnswer>, status = 409) {
  return data<PileAnswer>(
    { form, result: null, text: null, slots: [], exceptionId: '', ...rest },
    { status },
  );
}

function done({ pileId }: Sent, text: string) {
  return redirectWithFlash(`/operator/sharing/${pileId}`, { tone: 'good', text });
}

async function sendTerms(sent: Sent, intent: 'open' | 'terms') {
  const { context, actor, compoundId, pileId, form } = sent;
  const words = wordsOf(sent);
  const submission = parseWithZod(form, {
    schema: pileTermsSchema(words.errors, hoursWordsOf(sent).errors),
  });
  if (submission.status !== 'success') return answer('terms', { result: submission.reply() }, 400);
  const { members: doors, takeBackIds, ...terms } = submission.value;
  const members = await membersBehind(sent, doors);
  if (!members.ok) {
    const fieldErrors = { members: [words.errors.unknownDoors(members.unknown.join('、'))] };
    return answer('terms', { result: submission.reply({ fieldErrors }) }, 400);
  }
  const key = { compoundId, pileId, members: members.ids };
  const outcome = orRefuse(
    intent === 'open'
      ? await openSharedPile(context.deps, actor, { ...key, ...terms })
      : await changeSharedPile(context.deps, actor, { ...key, ...terms, takeBackIds }),
  );
  if (outcome.ok)
    return done(sent, 'code' in outcome ? words.done.opened : savedText(sent, outcome.takenBack));
  const slots = outcome.reason === 'slots-booked' ? outcome.slots : [];
  return answer('terms', { result: submission.reply(termsRefusal(sent, outcome)), slots });
}

function savedText(sent: Sent, takenBack: readonly unknown[]): string {
  const { done: words } = wordsOf(sent);
  return takenBack.length > 0 ? words.takenBack(takenBack.length) : words.saved;
}

async function membersBehind(
  { context, compoundId }: Sent,
  doors: PileTermsForm['members'],
): Promise<{ ok: true; ids: string[] } | { ok: false; unknown: string[] }> {
  if (doors.length === 0) return { ok: true, ids: [] };
  const known = new Map(
    (await listDoors(context.deps.db, compoundId)).map((row) => [doorOf(row), row.id] as const),
  );
  const unknown = doors.filter((door) => !known.has(door));
  if (unknown.length > 0) return { ok: false, unknown };
  return { ok: true, ids: doors.flatMap((door) => known.get(door) ?? []) };
}

type Refused<Outcome> = Exclude<Outcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;

function termsRefusal(sent: Sent, outcome: Refused<OpenPileOutcome> | Refused<ChangePileOutcome>) {
  const { errors } = wordsOf(sent);
  const hours = hoursWordsOf(sent);
  switch (outcome.reason) {
    case 'terms':
      return { fieldErrors: termsErrors(outcome.fault, hours.errors) };
    case 'members':
      return { fieldErrors: { members: [membersText(outcome.fault, errors)] } };
    case 'slots-booked':
      return { formErrors: [hours.stranded(outcome.slots.length)] };
    case 'private-pile':
      return { formErrors: [errors.privatePile] };
    case 'shared-already':
      return { formErrors: [errors.sharedAlready] };
    case 'gaps':
      return { formErrors: [errors.gaps] };
    case 'exception':
      return { formErrors: [hours.errors.exception] };
    default:
      return { formErrors: [errors.notShared] };
  }
}

type Errors = (typeof pileDeskWords)['zh-CN']['errors'];
type MembersFault = Extract<ChangePileOutcome, { reason: 'members' }>['fault'];

function membersText(fault: MembersFault, errors: Errors): string {
  const texts: Record<MembersFault, string> = {
    mode: errors.mode,
    'no-members': errors.needMembers,
    'members-not-meant': errors.noMembersMeant,
    'too-many-members': errors.tooManyMembers,
    'unknown-household': errors.unknownDoors(''),
  };
  return texts[fault];
}

async function sendException(sent: Sent) {
  const { context, actor, compoundId, pileId, form } = sent;
  const { errors, stranded } = hoursWordsOf(sent);
  const submission = parseWithZod(form, { schema: exceptionSchema(errors) });
  if (submission.status !== 'success') return answer('exception', { result: submission.reply() }, 400);
  const { takeBackIds, ...addException } = submission.value;
  const outcome = orRefuse(
    await changeSharedPile(context.deps, actor, { compoundId, pileId, addException, takeBackIds }),
  );
  if (outcome.ok) return done(sent, wordsOf(sent).done.exception);
  switch (outcome.reason) {
    case 'slots-booked': {
      const { slots } = outcome;
      return answer('exception', {
        result: submission.reply({ formErrors: [stranded(slots.length)] }),
        slots,
      });
    }
    case 'exception':
      return answer('exception', { result: submission.reply({ fieldErrors: { toOn: [errors.exception] } }) });
    default:
      return answer('exception', {
        result: submission.reply({ formErrors: [wordsOf(sent).errors.notShared] }),
      });
  }
}

async function sendRemoval(sent: Sent, exceptionId: string) {
  const { done: words } = wordsOf(sent);
  return sendChange(sent, 'remove-exception', { removeExceptionId: exceptionId }, words.exceptionGone);
}

function sendStatus(sent: Sent, status: 'open' | 'paused' | 'closed', text: string) {
  return sendChange(sent, 'close', { status }, text);
}

async function sendChange(
  sent: Sent,
  name: PileForm,
  change: { status?: 'open' | 'paused' | 'closed'; removeExceptionId?: string },
  text: string,
) {
  const { context, actor, compoundId, pileId, form } = sent;
  const takeBackIds = form.getAll('takeBackIds').map(String);
  const outcome = orRefuse(
    await changeSharedPile(context.deps, actor, { compoundId, pileId, ...change, takeBackIds }),
  );
  if (outcome.ok) return done(sent, text);
  const exceptionId = change.removeExceptionId ?? '';
  if (outcome.reason === 'slots-booked') return answer(name, { slots: outcome.slots, exceptionId });
  return answer('page', { text: wordsOf(sent).errors.notShared });
}

async function sendVerification(sent: Sent) {
  const { context, actor, compoundId, pileId, form } = sent;
  const { errors, done: words } = wordsOf(sent);
  const submission = parseWithZod(form, { schema: verificationSchema(errors) });
  if (submission.status !== 'success') return answer('verification', { result: submission.reply() }, 400);
  const outcome = orRefuse(
    await recordVerification(context.deps, actor, { compoundId, pileId, ...submission.value }),
  );
  if (outcome.ok) return done(sent, words.verified);
  const fieldErrors: Record<string, string[]> =
    outcome.reason === 'until'
      ? { verificationUntilOn: [errors.until] }
      : { verificationNo: [errors.verificationNo] };
  return answer('verification', { result: submission.reply({ fieldErrors }) }, 400);
}

async function sendTakeBack(sent: Sent, bookingId: string) {
  const { context, actor } = sent;
  const { errors, done: words } = wordsOf(sent);
  const outcome = orRefuse(await takeBackSlot(context.deps, actor, { bookingId }));
  if (!outcome.ok) return answer('page', { text: errors.slotGone });
  return done(sent, outcome.fen > 0 ? words.slotTakenBackPaid(formatFen(outcome.fen)) : words.slotTakenBack);
}

async function sendArrival(sent: Sent) {
  const { context, actor, compoundId, pileId, form } = sent;
  const { arrival, errors } = wordsOf(sent);
  const submission = parseWithZod(form, { schema: plateSchema(arrival.errors.plate) });
  if (submission.status !== 'success') return answer('arrival', { result: submission.reply() }, 400);
  const row = await findSharedPile(context.deps.db, compoundId, pileId);
  if (!row) return answer('page', { text: errors.notShared });
  const { plate } = submission.value;
  const outcome = orRefuse(await checkInByPlate(context.deps, actor, { code: row.code, plate }));
  if (outcome.ok) return done(sent, outcome.isRepeat ? arrival.repeat : arrival.done);
  const { reason } = outcome;
  const text = reason === 'not-found' || reason === 'forbidden' ? errors.notShared : arrival.errors[reason];
  return answer('arrival', { result: submission.reply({ fieldErrors: { plate: [text] } }) });
}
