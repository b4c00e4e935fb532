import { describe, expect, it } from 'vitest';
import { readUpload } from '~/routing/document-upload.server';

const MEBIBYTE = 1024 * 1024;

function upload(file: Blob | null, name = '照片.jpg'): Request {
  const form = new FormData();
  form.set('kind', 'id-card');
  if (file) form.set('file', file, name);
  return new Request('http://localhost/x?upload=id-card', { method: 'POST', body: form });
}

describe('reading an upload', () => {
  it('gives the file with its name', async () => {
    const read = await readUpload(upload(new Blob(['%PDF-1.4'])));
    expect(read).toMatchObject({ ok: true, file: { name: '照片.jpg' } });
    if (read.ok) expect(Buffer.from(read.file.bytes).toString()).toBe('%PDF-1.4');
  });

  it('takes a file of exactly the limit', async () => {
    const read = await readUpload(upload(new Blob([new Uint8Array(10 * MEBIBYTE)])));
    expect(read.ok && read.file.bytes.byteLength).toBe(10 * MEBIBYTE);
  });

  it('refuses a larger one and reads the body to its end, so that the connection stays usable', async () => {
    const request = upload(new Blob([new Uint8Array(12 * MEBIBYTE)]));
    expect(await readUpload(request)).toEqual({ ok: false, reason: 'file-too-large' });
    expect((await request.body?.getReader().read())?.done).toBe(true);
  });

  it('refuses a form without a file and one with an empty file', async () => {
    expect(await readUpload(upload(null))).toEqual({ ok: false, reason: 'file-empty' });
    expect(await readUpload(upload(new Blob([]), ''))).toEqual({ ok: false, reason: 'file-empty' });
  });

  it('refuses a body that breaks off', async () => {
    const request = new Request('http://localhost/x', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
    });
    expect(await readUpload(request)).toEqual({ ok: false, reason: 'file-unreadable' });
  });

  it('refuses two files at once', async () => {
    const form = new FormData();
    form.append('file', new Blob(['a']), 'a.pdf');
    form.append('file', new Blob(['b']), 'b.pdf');
    const request = new Request('http://localhost/x', { method: 'POST', body: form });
    expect(await readUpload(request)).toEqual({ ok: false, reason: 'file-unreadable' });
  });
});
