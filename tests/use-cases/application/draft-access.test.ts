import { expect, it } from 'vitest';
import { answerStep } from '~/use-cases/application/answer-step.server';
import { discardDraft } from '~/use-cases/application/discard-draft.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';
import { addHousehold, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeGridCase } from '../../factories/grid-case';
import { allConsents, makeFamilyMember, makeWholeDraft, plainPile } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('the answers of a draft', (database) => {
  const stored = (caseId: string) =>
    database.db
      .selectFrom('installation_case')
      .select(['status', 'draft'])
      .where('id', '=', caseId)
      .executeTakeFirst();

  async function drafted() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeWholeDraft(deps, compound.actors.resident, compound);
    return { compound, deps, caseId };
  }

  it('are its person’s alone to give and to throw away', async () => {
    const { compound, deps, caseId } = await drafted();
    const stranger = await makeCompound(database.db);
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const before = await stored(caseId);
    const others = [
      await makeFamilyMember(database.db, compound),
      neighbour.actor,
      stranger.actors.resident,
      ...Object.values(stranger.actors),
      compound.actors.property,
      compound.actors.committee,
      compound.actors.utility,
      compound.actors.operator,
      compound.actors.supervisor,
    ];
    for (const actor of others) {
      expect(await answerStep(deps, actor, { caseId, answer: { pile: { ...plainPile, kw: 11 } } })).toEqual({
        ok: false,
        reason: 'not-found',
      });
      expect(await discardDraft(deps, actor, { caseId })).toEqual({ ok: false, reason: 'not-found' });
    }
    expect(await stored(caseId)).toEqual(before);
  });

  it('stay as they were handed in: a submitted case takes no answer and cannot be thrown away', async () => {
    const { compound, deps, caseId } = await drafted();
    const { resident, property } = compound.actors;
    await submitApplication(deps, resident, { caseId, consents: allConsents });
    const before = await stored(caseId);
    expect(await answerStep(deps, resident, { caseId, answer: { capacityRead: false } })).toEqual({
      ok: false,
      reason: 'already-submitted',
      caseId,
    });
    expect(await discardDraft(deps, resident, { caseId })).toEqual({
      ok: false,
      reason: 'already-submitted',
      caseId,
    });
    for (const answer of [{ capacityRead: false }])
      expect(await answerStep(deps, property, { caseId, answer })).toEqual({
        ok: false,
        reason: 'forbidden',
      });
    expect(await discardDraft(deps, property, { caseId })).toEqual({ ok: false, reason: 'forbidden' });
    expect(await stored(caseId)).toEqual(before);
  });

  it('name no space and no car of another household, no busy space and no rating that nobody offers', async () => {
    const { compound, deps, caseId } = await drafted();
    const { resident } = compound.actors;
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const busy = await makeGridCase(database.db, compound);
    await database.db
      .updateTable('parking_space')
      .set({ household_id: compound.householdId })
      .where('id', '=', busy.spaceId)
      .execute();
    const before = await stored(caseId);
    const reasonOf = async (answer: Parameters<typeof answerStep>[2]['answer']) => {
      const outcome = await answerStep(deps, resident, { caseId, answer });
      return outcome.ok ? 'kept' : outcome.reason;
    };
    expect(await reasonOf({ spaceId: neighbour.spaceId })).toBe('space-not-yours');
    expect(await reasonOf({ spaceId: busy.spaceId })).toBe('space-has-open-case');
    expect(await reasonOf({ car: { kind: 'registered', vehicleId: neighbour.vehicleId } })).toBe(
      'car-not-yours',
    );
    expect(await reasonOf({ pile: { ...plainPile, kw: 8 } })).toBe('rating-not-offered');
    expect(await stored(caseId)).toEqual(before);
  });
});
