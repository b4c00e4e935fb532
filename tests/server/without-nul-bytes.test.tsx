import { PassThrough, type Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, it } from 'vitest';
import { withoutNulBytes } from '~/server/without-nul-bytes';

const rows = Array.from({ length: 4000 }, (_, index) => `${'x'.repeat(index % 7)}进度`);
const page = (
  <table>
    <tbody>
      {rows.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
        <tr key={index} data-label={text}>
          <td>{text}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function render(into: Transform): Promise<Buffer> {
  const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(into) });
  return buffer(into);
}

it('gives Chinese pages without the NUL bytes that React leaves in them', async () => {
  expect((await render(new PassThrough())).includes(0)).toBe(true);
  const html = await render(withoutNulBytes());
  expect(html.includes(0)).toBe(false);
  for (const text of rows.slice(0, 7)) expect(html.toString('utf8')).toContain(`<td>${text}</td>`);
});
