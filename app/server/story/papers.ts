import { crc32, deflateSync } from 'node:zlib';

/** A one-page PDF of Chinese lines in the reader's own Song typeface, which PDF names without embedding it (ISO 32000-1 §9.7.5.2). */
export function makePaper(title: string, lines: readonly string[]): Uint8Array {
  const text = (size: number, y: number, line: string) =>
    `BT /F1 ${size} Tf 1 0 0 1 72 ${y} Tm <${utf16Hex(line)}> Tj ET\n`;
  const drawn = [
    text(20, 760, title),
    ...lines.map((line, index) => text(12, 710 - index * 26, line)),
    text(9, 60, '演示材料，不具法律效力'),
  ].join('');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 6 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}endstream`,
  ]);
}

function utf16Hex(text: string): string {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, '0'),
  ).join('');
}

function pdfOf(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`, 'latin1');
}

export type PictureKind = 'card' | 'site';

const WIDTH = 240;
const HEIGHT = 160;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A plain PNG picture standing in for a photo: a card on a table, or a pile on a garage wall; `seed` tells them apart. */
export function makePicture(kind: PictureKind, seed: number): Uint8Array {
  const colourAt = kind === 'card' ? cardAt : siteAt;
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      rows.set(colourAt(x, y, seed), y * (1 + WIDTH * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from(PNG_SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

type Colour = [red: number, green: number, blue: number];

function cardAt(x: number, y: number, seed: number): Colour {
  const inCard = x > 30 && x < 210 && y > 25 && y < 135;
  if (!inCard) return [150 + (seed % 40), 140, 128];
  if (x > 150 && x < 195 && y > 45 && y < 105) return [180, 196, 206];
  const isLine = x > 45 && x < 135 - (seed % 5) * 6 && y > 47 && y < 115 && (y - 47) % 17 < 5;
  return isLine ? [92, 103, 98] : [236, 241, 244];
}

function siteAt(x: number, y: number, seed: number): Colour {
  const shade = Math.round((y / HEIGHT) * 40);
  const left = 100 + (seed % 6) * 5;
  if (y > 135) return [96, 98, 100];
  if (x > left && x < left + 40 && y > 45 && y < 105) {
    const isScreen = x > left + 8 && x < left + 32 && y > 52 && y < 70;
    return isScreen ? [10, 125, 90] : [245, 246, 246];
  }
  if (x > left + 18 && x < left + 22 && y >= 105) return [40, 44, 42];
  return [206 - shade, 208 - shade, 204 - shade];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
