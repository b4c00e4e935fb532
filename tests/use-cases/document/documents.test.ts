import { expect, it } from 'vitest';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';
import { addDocument, MOST_OF_A_KIND } from '~/use-cases/document/add-document.server';
import { readDocument } from '~/use-cases/document/read-document.server';
import { removeDocument } from '~/use-cases/document/remove-document.server';
import type { Db } from '~db/client.server';
import { addHousehold, makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { pdfFile } from '../../factories/installation-case';
import { allConsents, makeFamilyMember, makeSubmittedCase, makeWholeDraft } from '../../factories/resident';
import { describeOnBothDatabases } from '../../setup/database';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic'),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from('mif1heic'),
]);

const documentsOf = (db: Db, caseId: string) =>
  db.selectFrom('case_document').selectAll().where('case_id', '=', caseId).orderBy('uploaded_at').execute();

describeOnBothDatabases('adding a document', (database) => {
  async function openOne() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const opened = await openDraft(deps, resident, compound);
    return { compound, deps, resident, caseId: opened.ok ? opened.caseId : '' };
  }

  it.each([
    ['证件.png', png, 'image/png'],
    ['IMG_0001.HEIC', heic, 'image/heic'],
    ['合同.pdf', pdfFile.bytes, 'application/pdf'],
    ['其实是图片.pdf', png, 'image/png'],
  ])('takes %s by what is in it', async (name, bytes, mediaType) => {
    const { deps, resident, caseId } = await openOne();
    const added = await addDocument(deps, resident, { caseId, kind: 'id-card', file: { name, bytes } });
    expect(added).toMatchObject({ ok: true });
    const [row] = await documentsOf(database.db, caseId);
    expect(row).toMatchObject({ file_name: name, media_type: mediaType, byte_size: bytes.byteLength });
    expect(row?.storage_key).toMatch(/^[A-Za-z0-9_-]{20,80}$/);
    expect(await deps.documents.get(row?.storage_key ?? '')).toEqual(bytes);
  });

  it.each([
    ['空.pdf', Buffer.alloc(0), 'file-empty'],
    ['大.pdf', Buffer.concat([pdfFile.bytes, Buffer.alloc(10 * 1024 * 1024)]), 'file-too-large'],
    ['病毒.jpg', Buffer.from('MZ\u0090\u0000 not a picture'), 'file-type'],
    ['页面.png', Buffer.from('<html><script>alert(1)</script></html>'), 'file-type'],
    ['图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file-type'],
  ])('refuses %s and keeps the others', async (name, bytes, reason) => {
    const { deps, resident, caseId } = await openOne();
    await addDocument(deps, resident, { caseId, kind: 'vehicle', file: pdfFile });
    const outcome = await addDocument(deps, resident, { caseId, kind: 'id-card', file: { name, bytes } });
    expect(outcome).toMatchObject({ ok: false, reason });
    expect(await documentsOf(database.db, caseId)).toHaveLength(1);
  });

  it('keeps the same file once a kind', async () => {
    const { deps, resident, caseId } = await openOne();
    const input = { caseId, kind: 'id-card', file: pdfFile };
    const first = await addDocument(deps, resident, input);
    const again = await addDocument(deps, resident, input);
    expect(again).toEqual({ ok: true, documentId: first.ok && first.documentId, isRepeated: true });
    expect(await documentsOf(database.db, caseId)).toHaveLength(1);
  });

  it('stops at a few of a kind and forgets the bytes of the refused one', async () => {
    const { deps, resident, caseId } = await openOne();
    const page = (index: number) => ({
      name: `${index}.pdf`,
      bytes: Buffer.concat([pdfFile.bytes, Buffer.from(String(index))]),
    });
    for (let index = 0; index < MOST_OF_A_KIND; index += 1)
      await addDocument(deps, resident, { caseId, kind: 'id-card', file: page(index) });
    expect(await addDocument(deps, resident, { caseId, kind: 'id-card', file: page(99) })).toEqual({
      ok: false,
      reason: 'too-many',
      most: MOST_OF_A_KIND,
    });
  });

  it('refuses kinds that are not a resident’s, and cases that are being examined', async () => {
    const { compound, deps, resident, caseId } = await openOne();
    for (const kind of ['fire-authority-document', '../../etc', ''])
      expect(await addDocument(deps, resident, { caseId, kind, file: pdfFile })).toEqual({
        ok: false,
        reason: 'unknown-kind',
      });
    const submitted = await makeSubmittedCase(deps, compound);
    const late = { caseId: submitted, kind: 'other', file: pdfFile };
    expect(await addDocument(deps, resident, late)).toEqual({ ok: false, reason: 'documents-closed' });
  });

  it('is not for staff, neighbours, strangers, nor for family on a draft', async () => {
    const { compound, deps, resident, caseId } = await openOne();
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const stranger = await makeCompound(database.db);
    const family = await makeFamilyMember(database.db, compound);
    const input = { caseId, kind: 'id-card', file: pdfFile };
    for (const actor of [neighbour.actor, stranger.actors.resident, family, compound.actors.property])
      expect(await addDocument(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
    await makeWholeDraft(deps, resident, compound);
    await submitApplication(deps, resident, { caseId, consents: allConsents });
    expect(await addDocument(deps, compound.actors.property, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
  });
});

describeOnBothDatabases('reading and removing a document', (database) => {
  async function submittedDocuments() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const caseId = await makeSubmittedCase(deps, compound);
    const rows = await documentsOf(database.db, caseId);
    const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
    return { compound, deps, caseId, rows, idOf };
  }

  it('gives the identity card to the household and the utility only', async () => {
    const { compound, deps, idOf } = await submittedDocuments();
    const read = (role: keyof typeof compound.actors, kind: string) =>
      readDocument(deps, compound.actors[role], { documentId: idOf(kind) });
    for (const role of ['resident', 'utility'] as const)
      expect(await read(role, 'id-card')).toMatchObject({ ok: true, mediaType: 'application/pdf' });
    for (const role of ['property', 'operator', 'committee', 'supervisor'] as const)
      expect(await read(role, 'id-card')).toEqual({ ok: false, reason: 'forbidden' });
    for (const role of ['property', 'operator', 'utility'] as const)
      expect(await read(role, 'space-right')).toMatchObject({ ok: true });
  });

  it('does not exist for neighbours and other compounds', async () => {
    const { compound, deps, idOf } = await submittedDocuments();
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const stranger = await makeCompound(database.db);
    for (const actor of [neighbour.actor, ...Object.values(stranger.actors)]) {
      const input = { documentId: idOf('space-right') };
      expect(await readDocument(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
      expect(await removeDocument(deps, actor, input)).toEqual({ ok: false, reason: 'not-found' });
    }
  });

  it('is for its person alone while it is on a draft', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident, utility } = compound.actors;
    const caseId = await makeWholeDraft(deps, resident, compound, ['id-card']);
    const documentId = (await documentsOf(database.db, caseId))[0]?.id ?? '';
    const family = await makeFamilyMember(database.db, compound);
    expect(await readDocument(deps, resident, { documentId })).toMatchObject({ ok: true });
    for (const actor of [family, utility])
      expect(await readDocument(deps, actor, { documentId })).toEqual({ ok: false, reason: 'not-found' });
    expect(await removeDocument(deps, family, { documentId })).toEqual({ ok: false, reason: 'not-found' });
  });

  it('takes one back from a draft: bytes gone, line and hash kept, nobody finds it', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { resident } = compound.actors;
    const caseId = await makeWholeDraft(deps, resident, compound, ['id-card']);
    const [row] = await documentsOf(database.db, caseId);
    const documentId = row?.id ?? '';
    expect(await removeDocument(deps, resident, { documentId })).toEqual({ ok: true, caseId });
    expect(await deps.documents.get(row?.storage_key ?? '')).toBeNull();
    expect((await documentsOf(database.db, caseId))[0]).toMatchObject({
      sha256: row?.sha256,
      removed_at: deps.clock(),
    });
    expect(await readDocument(deps, resident, { documentId })).toEqual({ ok: false, reason: 'not-found' });
    expect(await removeDocument(deps, resident, { documentId })).toEqual({ ok: false, reason: 'not-found' });
  });

  it('keeps them while the case is examined, whoever asks', async () => {
    const { compound, deps, idOf } = await submittedDocuments();
    const input = { documentId: idOf('space-right') };
    expect(await removeDocument(deps, compound.actors.resident, input)).toEqual({
      ok: false,
      reason: 'documents-closed',
    });
    expect(await removeDocument(deps, compound.actors.property, input)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    expect(await readDocument(deps, compound.actors.resident, input)).toMatchObject({ ok: true });
  });
});
