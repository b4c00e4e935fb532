import { inflateSync } from 'node:zlib';

/** The text of a pdfkit file, read as a viewer copies it: glyph codes of each font through its ToUnicode map. */
export function readPdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, string>();
  for (const found of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(found[1]!, found[2]!);
  const fonts = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '')?.[1];
      if (map) fonts.set(name!, readUnicodeMap(streamOf(objects.get(map)!)));
    }
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const contents = pages.map((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1]);
  return contents.map((id) => readContent(streamOf(objects.get(id!)!), fonts)).join('\n');
}

/** The drawing operators of a file's pages. */
export function readPdfDrawing(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const streams = [...file.matchAll(/\d+ 0 obj\n(<<[\s\S]*?)\nendobj/g)].map((found) => found[1]!);
  return streams
    .filter((body) => body.includes('stream\n') && !body.includes('/Subtype'))
    .map(streamOf)
    .join('\n');
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 7;
  const raw = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
  if (!body.includes('FlateDecode')) return raw.toString('latin1');
  return inflateSync(raw).toString('latin1');
}

function readUnicodeMap(map: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, first, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const units = [...list!.matchAll(/<([0-9a-f ]*)>/gi)].map((found) => found[1]!.replaceAll(' ', ''));
    for (const [index, hex] of units.entries()) {
      const code = (Number.parseInt(first!, 16) + index).toString(16).padStart(4, '0');
      const text = Buffer.from(hex, 'hex').swap16().toString('utf16le');
      characters.set(code, text);
    }
  }
  return characters;
}

function readContent(content: string, fonts: Map<string, Map<string, string>>): string {
  let font: Map<string, string> | undefined;
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name);
    else {
      const hex = [...shown!.matchAll(/<([0-9a-f]+)>/gi)].map((found) => found[1]!).join('');
      text += (hex.match(/.{4}/g) ?? []).map((code) => font?.get(code.toLowerCase()) ?? '\uFFFD').join('');
    }
  }
  return text;
}
