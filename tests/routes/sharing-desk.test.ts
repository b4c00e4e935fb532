import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { loader as committeeFairness } from '~/routes/committee.sharing.fairness';
import { loader as homeFairness } from '~/routes/home.shared.fairness';
import { loader as homeRules } from '~/routes/home.shared.rules';
import { loader as operatorFairness } from '~/routes/operator.sharing.fairness';
import { action as operatorPublish, loader as operatorRules } from '~/routes/operator.sharing.rules';
import { loader as oversightFairness } from '~/routes/oversight.sharing.fairness';
import { loader as propertyFairness } from '~/routes/property.sharing.fairness';
import { action as propertyPublish, loader as propertyRules } from '~/routes/property.sharing.rules';
import type { FairnessPage } from '~/routing/fairness.server';
import type { RulesPage } from '~/routing/sharing-rules.server';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { giveTariff } from '../factories/night';
import { answerOf, requestContext } from '../factories/request-context';
import { postOf } from '../factories/resident';
import { addGuest, addSharedPile, publishBoard, setSharingRules } from '../factories/sharing';
import { describeOnBothDatabases } from '../setup/database';

/** Friday 20 November 2026, 18:00 in Shanghai. */
const NOW = '2026-11-20T10:00:00.000Z';

describeOnBothDatabases('rules and fairness of the shared piles', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
  });

  const ask = (loader: typeof homeRules | typeof homeFairness, actor: ActingPerson, search = '') =>
    answerOf(() =>
      loader({
        request: new Request(`https://linzhuang.example/page${search}`),
        params: {},
        context: requestContext(deps, actor),
      }),
    );
  const form = (change: Record<string, string> = {}) => ({
    compoundId: compound.compoundId,
    seenVersion: '0',
    slotsPerWeek: '3',
    busyHoursPerWeek: '4.5',
    busyFrom: '18:30',
    busyTo: '00:00',
    withoutOwnDaysAhead: '7',
    withOwnDaysAhead: '2',
    offerMinutes: '20',
    noShowsAllowed: '2',
    strictDaysAhead: '1',
    freeCancelMinutes: '60',
    promisePercent: '70',
    shortfallYuan: '0.57',
    takeBackNoticeMinutes: '120',
    takeBackYuan: '5',
    operatorPercent: '20',
    ...change,
  });
  const publish = (
    fields: Record<string, string>,
    actor = compound.actors.property,
    send = propertyPublish,
  ) =>
    answerOf(() =>
      send({
        request: postOf('/property/sharing/rules', fields),
        params: {},
        context: requestContext(deps, actor),
      }),
    );
  const rulesOf = async () => (await ask(homeRules, compound.actors.resident)).data as RulesPage;

  it('shows residents the rules in force and the property a form that publishes others', async () => {
    expect(await rulesOf()).toMatchObject({
      compound: { id: compound.compoundId },
      published: { version: 0, publishedAt: null, rules: DEFAULT_SHARING_RULES },
    });
    expect((await publish(form())).status).toBe(302);
    expect(await rulesOf()).toMatchObject({
      published: {
        version: 1,
        publishedAt: NOW,
        rules: {
          slotsPerWeek: 3,
          busyMinutesPerWeek: 270,
          busyFromMinute: 1110,
          busyToMinute: 1440,
          offerMinutes: 20,
          promiseShare: 0.7,
          shortfallFenPerKwh: 57,
          operatorShare: 0.2,
        },
      },
    });
    const again = form({ seenVersion: '1', slotsPerWeek: '4' });
    expect((await publish(again, compound.actors.operator, operatorPublish)).status).toBe(302);
  });

  it('says at each field what is wrong with it, and who was quicker', async () => {
    const wrong = await publish(
      form({ slotsPerWeek: '0', promisePercent: '120', busyTo: '18:00', offerMinutes: '' }),
    );
    expect(wrong.status).toBe(400);
    expect(wrong.data).toMatchObject({ error: { offerMinutes: ['请填写数字'] } });
    const bounds = await publish(form({ slotsPerWeek: '0', promisePercent: '120', busyTo: '18:00' }));
    expect(bounds.data).toMatchObject({
      error: {
        slotsPerWeek: ['请填写 1 到 100 之间的整数'],
        promisePercent: ['请填写 5 到 100 之间的数'],
        busyTo: ['结束须晚于开始'],
      },
    });
    await publish(form());
    expect(await publish(form({ slotsPerWeek: '9' }))).toMatchObject({
      status: 409,
      data: { error: { '': ['规则已由他人改为第 1 版，请核对后再公布'] } },
    });
    expect((await publish(form({ seenVersion: '1' }))).data).toMatchObject({
      error: { '': ['与现行规则相同，无需公布'] },
    });
  });

  it('keeps other roles and other compounds out', async () => {
    const stranger = await makeCompound(database.db);
    expect((await publish(form(), compound.actors.resident)).status).toBe(403);
    expect((await publish(form(), stranger.actors.property)).status).toBe(404);
    expect((await ask(propertyRules, compound.actors.operator)).status).toBe(403);
    const search = `?compound=${compound.compoundId}`;
    expect((await ask(operatorRules, stranger.actors.operator, search)).status).toBe(404);
    expect((await ask(homeFairness, stranger.actors.resident, search)).status).toBe(404);
    expect((await ask(homeFairness, compound.actors.operator)).status).toBe(403);
    expect((await ask(oversightFairness, compound.actors.property)).status).toBe(403);
  });

  it('shows everybody the same sums of the month, and nobody a household', async () => {
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    await setSharingRules(database.db, compound.compoundId, { ...DEFAULT_SHARING_RULES, slotsPerWeek: 100 });
    const pile = await addSharedPile(database.db, compound);
    const people = await Promise.all(Array.from({ length: 6 }, () => addGuest(database.db, compound)));
    for (const [index, { householdId, actor }] of people.entries()) {
      await bookSlot(deps, actor, {
        compoundId: compound.compoundId,
        householdId,
        pileId: pile.pileId,
        vehicleId: null,
        startAt: '2026-11-20T14:00:00.000Z',
        endAt: '2026-11-20T16:00:00.000Z',
        wantedWh: 3000,
        agreedWh: null,
        idempotencyKey: `key-${index}`,
      });
    }
    const pages = [
      await ask(homeFairness, compound.actors.resident),
      await ask(propertyFairness, compound.actors.property),
      await ask(committeeFairness, compound.actors.committee),
      await ask(operatorFairness, compound.actors.operator),
      await ask(oversightFairness, compound.actors.supervisor),
    ].map(({ data }) => data as FairnessPage);
    for (const page of pages) {
      expect(page.month).toBe('2026-11');
      expect(page.figures).toEqual(pages[0]?.figures);
      for (const { householdId } of people) expect(JSON.stringify(page)).not.toContain(householdId);
    }
    expect(pages[0]?.figures).toMatchObject({
      all: { households: 6, askedMinutes: 720, gotMinutes: 120, fairness: 1 / 6 },
      withPile: null,
      refusals: [{ reason: 'taken', count: 5 }],
    });
    const before = (await ask(homeFairness, compound.actors.resident, '?month=2026-10')).data as FairnessPage;
    expect(before).toMatchObject({ month: '2026-10', figures: { all: null } });
    const odd = (await ask(homeFairness, compound.actors.resident, '?month=2031-01')).data as FairnessPage;
    expect(odd.month).toBe('2026-11');
    expect(odd.months).toHaveLength(12);
  });
});
