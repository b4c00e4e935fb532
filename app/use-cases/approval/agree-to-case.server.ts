import { randomBytes } from 'node:crypto';
import { consentStillNeeded } from '~/domain/approval/consent-history';
import { dutiesOf, type LetterFacts } from '~/domain/approval/letter-facts';
import { canonicalJson } from '~/domain/case-log/canonical-json';
import { can } from '~/domain/permissions/can';
import type { NeededConsent } from '~/domain/resolution/installation-consent';
import { formatLetterNumber } from '~/domain/shared/ids';
import { localTimeOf } from '~/domain/shared/local-time';
import { maskName } from '~/domain/shared/masking';
import type { Trx } from '~db/client.server';
import { getCaseFacts } from '~db/queries/case-file.server';
import { type CaseRow, findVisibleCase, listCaseEvents, lockCase } from '~db/queries/cases.server';
import { type CompoundRow, getCompound } from '~db/queries/compounds.server';
import { nextNumber } from '~db/queries/counter.server';
import { insertLetter } from '~db/queries/letters.server';
import { getOrganisationName } from '~db/queries/oversight.server';
import { confirmSpaceClaim } from '~db/queries/parking-spaces.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { advanceCase, consentNeeded } from '../shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '../shared/installation/moved-on.server';
import {
  type AskedConsent,
  type OpenedConsent,
  openConsentInTransaction,
} from '../shared/installation/open-consent.server';

export type Agreed = { ok: true; letterId: string; letterNo: string; consent: OpenedConsent | null };
export type AgreeRefusal = AccessRefusal | MovedOn | Refusal<'no-committee'> | Refusal<'request-incomplete'>;

/** The property manager agrees: the numbered 施工建设同意书 is issued, and whoever else must be asked is asked, at once. */
export async function agreeToCase(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; conditions: readonly string[] },
): Promise<Agreed | AgreeRefusal> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.review', resource)) return { ok: false, reason: 'forbidden' };
  const outcome = await deps.db
    .transaction()
    .execute((trx) => agreeInTransaction(trx, deps, actor, found.row.compound_id, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId: found.row.compound_id });
  return outcome;
}

async function agreeInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: { caseId: string; conditions: readonly string[] },
): Promise<Agreed | AgreeRefusal> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'property_review') return explainMovedOn(trx, row);
  const compound = await getCompound(trx, compoundId);
  const past = (await listCaseEvents(trx, compoundId, row.id)).map((event) => event.kind);
  const needed = consentStillNeeded(consentNeeded(compound, row), past);
  if (needed.rule !== 'none' && compound.committee_org_id === null)
    return { ok: false, reason: 'no-committee' };

  const facts = await freezeFacts(trx, compound, row, needed, input.conditions);
  if (!facts) return { ok: false, reason: 'request-incomplete' };
  const letter = await issueLetter(trx, deps, actor, compound, row.id, facts);
  const agreed = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: 'property_agreed',
    actorId: actor.personId,
    actorRole: 'property',
    committeeAsked: needed.rule !== 'none',
    words: input.conditions.join('\n') || undefined,
    data: {
      ...letter,
      conditionCount: input.conditions.length,
      factsSha256: deps.sha256(canonicalJson({ ...facts })),
    },
  });
  if (!agreed.ok) throw new Error(`A locked case refused the property's consent: ${agreed.reason}`);
  if (row.parking_space_id) await confirmSpaceClaim(trx, compoundId, row.parking_space_id, agreed.at);
  const consent = isAsked(needed) ? await askConsent(trx, deps, actor, compound, row.id, needed) : null;
  return { ok: true, ...letter, consent };
}

function isAsked(needed: NeededConsent): needed is AskedConsent {
  return needed.rule !== 'none';
}

async function askConsent(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compound: CompoundRow,
  caseId: string,
  asked: AskedConsent,
): Promise<OpenedConsent> {
  const openedBy = actor.personId;
  const consent = await openConsentInTransaction(trx, deps, { compound, caseId, openedBy, asked });
  const opened = await advanceCase(trx, deps, {
    compoundId: compound.id,
    caseId,
    event: 'committee_opened',
    actorId: actor.personId,
    actorRole: 'property',
    data: { ...consent },
    patch: { due_at: consent.closesAt },
  });
  if (!opened.ok) throw new Error(`A case in review refused its resolution: ${opened.reason}`);
  return consent;
}

async function freezeFacts(
  trx: Trx,
  compound: CompoundRow,
  row: CaseRow,
  needed: NeededConsent,
  conditions: readonly string[],
): Promise<LetterFacts | null> {
  const facts = await getCaseFacts(trx, row);
  const { space_code: spaceCode, space_zone: spaceZone, space_level: spaceLevel, pile_kw: pileKw } = facts;
  if (spaceCode === null || spaceZone === null || spaceLevel === null || pileKw === null || !row.case_no)
    return null;
  const needsCommonRoute = facts.needs_common_route === 1;
  return {
    version: 1,
    caseNo: row.case_no,
    compoundName: compound.name,
    compoundAddress: compound.address,
    propertyName: await getOrganisationName(trx, compound.property_org_id),
    door: `${facts.building}-${facts.unit}-${facts.room}`,
    applicantMasked: maskName(facts.applicant_name),
    spaceCode,
    spaceZone,
    spaceLevel,
    spaceKind: facts.space_kind ?? '',
    pileKw,
    pilePhases: facts.pile_phases ?? 1,
    smartCapable: facts.smart_capable === 1,
    needsCommonRoute,
    distanceM: facts.distance_m ?? 0,
    conditions,
    duties: dutiesOf({ needsCommonRoute }),
    committeeRule: needed.rule,
  };
}

async function issueLetter(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compound: CompoundRow,
  caseId: string,
  facts: LetterFacts,
): Promise<{ letterId: string; letterNo: string }> {
  const at = deps.clock();
  const { year } = localTimeOf(at);
  const sequence = await nextNumber(trx, `letter:${compound.id}:${year}`);
  const letterId = deps.newId('letter');
  const letterNo = formatLetterNumber(compound.code, year, sequence);
  await insertLetter(trx, {
    compound_id: compound.id,
    id: letterId,
    case_id: caseId,
    letter_no: letterNo,
    verify_token: randomBytes(16).toString('base64url'),
    facts: JSON.stringify(facts),
    issued_by: actor.personId,
    issued_at: at,
    revoked_at: null,
  });
  return { letterId, letterNo };
}
