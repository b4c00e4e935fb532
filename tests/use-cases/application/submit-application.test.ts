import { expect, it } from 'vitest';
import { parseCaseNumber } from '~/domain/shared/ids';
import { answerStep } from '~/use-cases/application/answer-step.server';
import { discardDraft } from '~/use-cases/application/discard-draft.server';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';
import type { Db } from '~db/client.server';
import { addHousehold, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { allConsents, makeFamilyMember, makeWholeDraft, plainPile } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const caseOf = (db: Db, id: string) =>
  db.selectFrom('installation_case').selectAll().where('id', '=', id).executeTakeFirst();

const eventsOf = (db: Db, id: string) =>
  db.selectFrom('case_event').selectAll().where('case_id', '=', id).orderBy('seq').execute();

describeOnBothDatabases('a draft', (database) => {
  it('is one a person and household, however often it is begun', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const opened = await Promise.all(
      [1, 2, 3].map(() => openDraft(deps, compound.actors.resident, compound)),
    );
    expect(new Set(opened.map((outcome) => outcome.ok && outcome.caseId)).size).toBe(1);
    expect(opened.filter((outcome) => outcome.ok && outcome.isNew)).toHaveLength(1);
  });

  it('keeps each answer and loses none', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound, []);
    await answerStep(deps, compound.actors.resident, { caseId, answer: { car: { kind: 'intended' } } });
    const row = await caseOf(database.db, caseId);
    expect(JSON.parse(row?.draft ?? '')).toEqual({
      spaceId: compound.spaceId,
      car: { kind: 'intended' },
      pile: plainPile,
      capacityRead: true,
    });
  });

  it('takes only the household’s own spaces and cars, and offered ratings', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const deps = makeDeps(database.db);
    const opened = await openDraft(deps, compound.actors.resident, compound);
    const caseId = opened.ok ? opened.caseId : '';
    const answer = (given: Parameters<typeof answerStep>[2]['answer']) =>
      answerStep(deps, compound.actors.resident, { caseId, answer: given });
    expect(await answer({ spaceId: neighbour.spaceId })).toMatchObject({ reason: 'space-not-yours' });
    expect(await answer({ spaceId: 'nowhere' })).toMatchObject({ reason: 'space-not-yours' });
    const theirs = { kind: 'registered', vehicleId: neighbour.vehicleId } as const;
    expect(await answer({ car: theirs })).toMatchObject({ reason: 'car-not-yours' });
    expect(await answer({ pile: { ...plainPile, kw: 60 } })).toMatchObject({ reason: 'rating-not-offered' });
  });

  it('refuses a space whose lease has ended', async () => {
    const compound = await makeCompound(database.db);
    await database.db
      .updateTable('parking_space')
      .set({ kind: 'leased', lease_until_on: '2026-11-19' })
      .where('id', '=', compound.spaceId)
      .execute();
    const deps = makeDeps(database.db);
    const opened = await openDraft(deps, compound.actors.resident, compound);
    const caseId = opened.ok ? opened.caseId : '';
    const answer = { spaceId: compound.spaceId };
    expect(await answerStep(deps, compound.actors.resident, { caseId, answer })).toEqual({
      ok: false,
      reason: 'lease-ended',
      leaseUntilOn: '2026-11-19',
    });
  });

  it('belongs to its person alone: family, staff and strangers do not find it', async () => {
    const compound = await makeCompound(database.db);
    const stranger = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound);
    const family = await makeFamilyMember(database.db, compound);
    const { property, utility } = compound.actors;
    for (const actor of [family, property, utility, stranger.actors.resident]) {
      const input = { caseId, consents: allConsents };
      expect(await submitApplication(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
      expect(await discardDraft(deps, actor, { caseId })).toEqual({ ok: false, reason: 'not-found' });
    }
    expect(await openDraft(deps, property, compound)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await openDraft(deps, stranger.actors.resident, compound)).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  it('leaves nothing behind when it is thrown away', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound);
    const keys = await database.db
      .selectFrom('case_document')
      .select('storage_key')
      .where('case_id', '=', caseId)
      .execute();
    expect(keys).toHaveLength(3);
    expect(await discardDraft(deps, compound.actors.resident, { caseId })).toEqual({ ok: true });
    expect(await caseOf(database.db, caseId)).toBeUndefined();
    for (const { storage_key } of keys) expect(await deps.documents.get(storage_key)).toBeNull();
  });
});

describeOnBothDatabases('submitting an application', (database) => {
  it('gives it a number, the property’s clock and a first event that names documents and consents', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const caseId = await makeWholeDraft(deps, resident, compound);
    const outcome = await submitApplication(deps, resident, { caseId, consents: allConsents });
    expect(outcome).toMatchObject({ ok: true, caseId, isNew: true });
    const row = await caseOf(database.db, caseId);
    expect(parseCaseNumber(row?.case_no ?? '')).toMatchObject({ ok: true, on: '2026-11-20' });
    expect(row).toMatchObject({
      status: 'property_review',
      parking_space_id: compound.spaceId,
      vehicle_id: compound.vehicleId,
      pile_kw: 7,
      pile_phases: 1,
      smart_capable: 1,
      needs_common_route: 0,
      due_at: '2026-11-25T16:00:00.000Z',
    });
    const [event] = await eventsOf(database.db, caseId);
    expect(event).toMatchObject({ kind: 'submitted', actor_id: resident.personId, seq: 1 });
    const data = JSON.parse(event?.data ?? '{}');
    expect(data.documents.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'id-card',
      'space-right',
      'vehicle',
    ]);
    expect(data.consents).toEqual(
      allConsents.map((recipient) => ({ recipient, version: expect.stringMatching(/^\d{4}-\d{2}$/) })),
    );
    expect(event?.data).not.toContain('测试住户');
    expect(deps.published).toContainEqual({
      topic: 'compound-changed',
      message: { compoundId: compound.compoundId },
    });
  });

  it('makes one case of two taps at once', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const caseId = await makeWholeDraft(deps, resident, compound);
    const taps = await Promise.all(
      [1, 2, 3].map(() => submitApplication(deps, resident, { caseId, consents: allConsents })),
    );
    expect(taps.filter((tap) => tap.ok && tap.isNew)).toHaveLength(1);
    expect(new Set(taps.map((tap) => tap.ok && tap.caseNo)).size).toBe(1);
    expect(await eventsOf(database.db, caseId)).toHaveLength(1);
  });

  it('takes one of two family members who apply for one space at once, and names the case to the other', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const family = await makeFamilyMember(database.db, compound);
    const drafts = [
      { actor: compound.actors.resident, caseId: '' },
      { actor: family, caseId: '' },
    ];
    for (const draft of drafts) draft.caseId = await makeWholeDraft(deps, draft.actor, compound);
    const outcomes = await Promise.all(
      drafts.map(({ actor, caseId }) => submitApplication(deps, actor, { caseId, consents: allConsents })),
    );
    const won = outcomes.find((outcome) => outcome.ok);
    const lost = outcomes.find((outcome) => !outcome.ok);
    expect(won).toMatchObject({ ok: true, isNew: true });
    expect(lost).toEqual({
      ok: false,
      reason: 'space-has-open-case',
      caseId: won?.ok ? won.caseId : '',
      caseNo: won?.ok ? won.caseNo : '',
    });
    const open = await database.db
      .selectFrom('installation_case')
      .select('id')
      .where('parking_space_id', '=', compound.spaceId)
      .where('status', '=', 'property_review')
      .execute();
    expect(open).toHaveLength(1);
  });

  it('numbers cases that are submitted at once without a gap or a double', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db, '2026-12-24T02:00:00.000Z');
    const neighbours = await Promise.all(
      [1, 2, 3, 4].map(() => addHousehold(database.db, compound.compoundId, compound.feederId)),
    );
    const drafts: { actor: (typeof neighbours)[number]['actor']; caseId: string }[] = [];
    for (const neighbour of neighbours) {
      const household = { ...neighbour, compoundId: compound.compoundId };
      drafts.push({
        actor: neighbour.actor,
        caseId: await makeWholeDraft(deps, neighbour.actor, household),
      });
    }
    const outcomes = await Promise.all(
      drafts.map(({ actor, caseId }) => submitApplication(deps, actor, { caseId, consents: allConsents })),
    );
    const numbers = outcomes.map((outcome) => {
      const parsed = parseCaseNumber(outcome.ok ? outcome.caseNo : '');
      return parsed.ok ? parsed.sequence : 0;
    });
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
  });

  it('says which question, document or consent is missing and leaves the draft as it is', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const opened = await openDraft(deps, resident, compound);
    const caseId = opened.ok ? opened.caseId : '';
    const submit = (consents = allConsents) => submitApplication(deps, resident, { caseId, consents });
    expect(await submit()).toEqual({ ok: false, reason: 'incomplete', step: 'space' });
    await makeWholeDraft(deps, resident, compound, ['id-card']);
    expect(await submit()).toEqual({
      ok: false,
      reason: 'documents-missing',
      kinds: ['space-right', 'vehicle'],
    });
    await makeWholeDraft(deps, resident, compound);
    expect(await submit(['property'])).toEqual({
      ok: false,
      reason: 'consent-missing',
      recipients: ['utility', 'operator'],
    });
    expect(await caseOf(database.db, caseId)).toMatchObject({ status: 'draft', case_no: null });
    expect(await eventsOf(database.db, caseId)).toEqual([]);
  });

  it('asks for the landlord’s consent where the space is leased', async () => {
    const compound = await makeCompound(database.db);
    await database.db
      .updateTable('parking_space')
      .set({ kind: 'leased', lease_until_on: '2028-12-31' })
      .where('id', '=', compound.spaceId)
      .execute();
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound);
    expect(
      await submitApplication(deps, compound.actors.resident, { caseId, consents: allConsents }),
    ).toEqual({ ok: false, reason: 'documents-missing', kinds: ['landlord-consent'] });
  });

  it('refuses a space or a car that has left the household since', async () => {
    const compound = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const caseId = await makeWholeDraft(deps, resident, compound);
    const submit = () => submitApplication(deps, resident, { caseId, consents: allConsents });
    const move = (table: 'vehicle' | 'parking_space', id: string, householdId: string) =>
      database.db.updateTable(table).set({ household_id: householdId }).where('id', '=', id).execute();
    await move('vehicle', compound.vehicleId, neighbour.householdId);
    expect(await submit()).toEqual({ ok: false, reason: 'car-not-yours' });
    await move('vehicle', compound.vehicleId, compound.householdId);
    await move('parking_space', compound.spaceId, neighbour.householdId);
    expect(await submit()).toEqual({ ok: false, reason: 'space-not-yours' });
  });
});
