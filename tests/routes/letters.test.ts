import { expect, it } from 'vitest';
import { loader as pageLoader } from '~/routes/letters.$letterId';
import { loader as pdfLoader } from '~/routes/letters.$letterId[.]pdf';
import { loader as verifyLoader } from '~/routes/p.letters.$token';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { readPdfText } from '../adapters/letter/read-pdf-text';
import { addHousehold, makeCompound } from '../factories/compound';
import { makeDeps } from '../factories/deps';
import { makeCaseInReview } from '../factories/installation-case';
import { answerOf, requestContext } from '../factories/request-context';
import { describeOnBothDatabases } from '../setup/database';

const request = new Request('https://linzhuang.example/letters/x');

describeOnBothDatabases('a consent letter’s pages', (database) => {
  async function issued() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound);
    await agreeToCase(deps, compound.actors.property, { caseId, conditions: ['走北侧桥架'] });
    const [letter] = await listLettersOfCase(database.db, compound.compoundId, caseId);
    if (!letter) throw new Error('no letter was issued');
    const verify = (token: string) =>
      answerOf(() => verifyLoader({ request, params: { token }, context: requestContext(deps, null) }));
    const open = (actor: ActingPerson, loader: typeof pageLoader | typeof pdfLoader = pageLoader) =>
      answerOf(() =>
        loader({ request, params: { letterId: letter.id }, context: requestContext(deps, actor) }),
      );
    return { compound, deps, caseId, letter, verify, open };
  }

  it('verifies a letter for anybody without a word about a person', async () => {
    const { compound, letter, verify } = await issued();
    const { status, data } = await verify(letter.verifyToken);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      letter: { letterNo: letter.letterNo, standing: 'valid', compoundName: letter.facts.compoundName },
    });
    const shown = JSON.stringify(data);
    for (const personal of [
      letter.facts.door,
      compound.spaceCode,
      '测*',
      '测试住户',
      letter.facts.caseNo,
      letter.id,
    ]) {
      expect(shown).not.toContain(personal);
    }
  });

  it('says that the letter of a withdrawn case allows nothing', async () => {
    const { compound, deps, caseId, letter, verify } = await issued();
    await deps.db.transaction().execute((trx) =>
      advanceCase(trx, deps, {
        compoundId: compound.compoundId,
        caseId,
        event: 'withdrawn',
        actorId: compound.actors.resident.personId,
        actorRole: 'resident',
      }),
    );
    expect((await verify(letter.verifyToken)).data).toMatchObject({ letter: { standing: 'case-ended' } });
  });

  it('answers 404 with a page for an unknown or malformed token', async () => {
    const { verify, letter } = await issued();
    for (const token of ['A'.repeat(22), 'short', letter.letterNo, "' or 1=1 --"]) {
      expect(await verify(token)).toMatchObject({ status: 404, data: { letter: null } });
    }
  });

  it('opens for the household and the offices on the case, for nobody else', async () => {
    const { compound, open } = await issued();
    for (const role of ['resident', 'property', 'committee', 'utility', 'operator', 'supervisor'] as const) {
      expect((await open(compound.actors[role])).status).toBe(200);
    }
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    expect((await open(neighbour.actor)).status).toBe(404);
    const other = await makeCompound(database.db);
    expect((await open(other.actors.property)).status).toBe(404);
    expect((await open(other.actors.property, pdfLoader)).status).toBe(404);
  });

  it('leads each reader back to the own page of the case', async () => {
    const { compound, caseId, open } = await issued();
    for (const [role, path] of [
      ['resident', `/home/cases/${caseId}`],
      ['property', `/property/cases/${caseId}`],
      ['committee', '/committee'],
      ['utility', `/utility/cases/${caseId}`],
      ['operator', `/operator/cases/${caseId}`],
      ['supervisor', `/oversight/cases/${caseId}`],
    ] as const) {
      expect((await open(compound.actors[role])).data).toMatchObject({ casePath: path });
    }
  });

  it('comes as a PDF that says the same', async () => {
    const { compound, letter, open } = await issued();
    const { response } = await open(compound.actors.resident, pdfLoader);
    expect(response?.headers.get('Content-Type')).toBe('application/pdf');
    const text = readPdfText(new Uint8Array(await response!.arrayBuffer()));
    for (const words of [letter.letterNo, compound.spaceCode, '走北侧桥架']) expect(text).toContain(words);
  });
});
