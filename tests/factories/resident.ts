import { randomBytes } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { CONSENT_RECIPIENTS, type PileWish } from '~/domain/installation/application-draft';
import { answerStep } from '~/use-cases/application/answer-step.server';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';
import { addDocument } from '~/use-cases/document/add-document.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import type { Db } from '~db/client.server';
import type { TestCompound } from './compound';
import type { TestDeps } from './deps';
import { pdfFile } from './installation-case';

export const allConsents: readonly string[] = CONSENT_RECIPIENTS;

export const plainPile: PileWish = { kw: 7, smartCapable: true, commonRoute: 'none' };

/** Somebody with a phone number and no household. */
export async function makePerson(db: Db, name = '新住户'): Promise<ActingPerson> {
  const personId = `person_${randomBytes(8).toString('hex')}`;
  const phone = `137${String(parseInt(randomBytes(4).toString('hex'), 16) % 1e8).padStart(8, '0')}`;
  await db
    .insertInto('person')
    .values({ id: personId, phone, name, created_at: '2026-11-01T00:00:00.000Z' })
    .execute();
  return { personId, name, grants: [] };
}

/** Another member of the compound's household. */
export async function makeFamilyMember(db: Db, compound: TestCompound): Promise<ActingPerson> {
  const person = await makePerson(db, '家人');
  await db
    .insertInto('membership')
    .values({
      id: `mem_${randomBytes(8).toString('hex')}`,
      person_id: person.personId,
      role: 'resident',
      compound_id: compound.compoundId,
      household_id: compound.householdId,
      created_at: '2026-11-01T00:00:00.000Z',
    })
    .execute();
  return { ...person, grants: compound.actors.resident.grants };
}

type Household = Pick<TestCompound, 'compoundId' | 'householdId' | 'spaceId' | 'vehicleId'>;

/** A draft of which every question is answered and every document handed in. */
export async function makeWholeDraft(
  deps: TestDeps,
  actor: ActingPerson,
  household: Household,
  kinds: readonly string[] = ['id-card', 'space-right', 'vehicle'],
): Promise<string> {
  const opened = await openDraft(deps, actor, household);
  if (!opened.ok) throw new Error(opened.reason);
  const { caseId } = opened;
  for (const answer of [
    { spaceId: household.spaceId },
    { car: { kind: 'registered', vehicleId: household.vehicleId } as const },
    { pile: plainPile },
    { capacityRead: true },
  ]) {
    const kept = await answerStep(deps, actor, { caseId, answer });
    if (!kept.ok) throw new Error(kept.reason);
  }
  for (const kind of kinds) {
    const added = await addDocument(deps, actor, { caseId, kind, file: pdfFile });
    if (!added.ok) throw new Error(added.reason);
  }
  return caseId;
}

/** A case submitted by the compound's resident through the wizard. */
export async function makeSubmittedCase(deps: TestDeps, compound: TestCompound): Promise<string> {
  const actor = compound.actors.resident;
  const caseId = await makeWholeDraft(deps, actor, compound);
  const submitted = await submitApplication(deps, actor, { caseId, consents: allConsents });
  if (!submitted.ok) throw new Error(submitted.reason);
  return caseId;
}

interface ContextOptions {
  /** Refuses further attempts of everything that is limited. */
  isLimited?: boolean;
  locale?: 'zh-CN' | 'en';
}

/** The load context of a resident's request: the person with the households of its grants. */
export function residentContext(
  deps: TestDeps,
  actor: ActingPerson | null,
  { isLimited = false, locale = 'zh-CN' }: ContextOptions = {},
): AppLoadContext {
  const memberships = (actor?.grants ?? []).map((grant) => ({
    role: grant.role,
    organisationId: 'organisationId' in grant ? grant.organisationId : null,
    organisationName: null,
    compoundId: 'compoundId' in grant ? grant.compoundId : null,
    compoundName: '测试小区',
    householdId: 'householdId' in grant ? grant.householdId : null,
    householdDoor: '1-1-0101',
  }));
  const verdict = isLimited ? { ok: false, retryAfterSeconds: 600 } : { ok: true };
  return {
    deps,
    locale,
    viewer: actor && { ...actor, phoneMasked: '139****0000', memberships },
    limits: { take: async () => verdict },
  } as unknown as AppLoadContext;
}

/** A form as a browser posts it. */
export function postOf(path: string, fields: Record<string, string>): Request {
  return new Request(`https://linzhuang.example${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });
}

/** An upload as a document list posts it. */
export function uploadOf(
  path: string,
  kind: string,
  file: { name: string; bytes: Uint8Array } | null,
): Request {
  const body = new FormData();
  body.set('kind', kind);
  if (file) body.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
  return new Request(`https://linzhuang.example${path}?upload=${kind}`, { method: 'POST', body });
}
