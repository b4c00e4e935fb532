import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPdfLetterPrinter } from '~/adapters/letter/pdf.server';
import type { LetterFacts } from '~/domain/approval/letter-facts';
import { SAFETY_DUTIES } from '~/domain/approval/letter-facts';
import { letterSheet, type SheetSource } from '~/i18n/letter-sheet';
import { readPdfDrawing, readPdfText } from './read-pdf-text';

const facts: LetterFacts = {
  version: 1,
  caseNo: 'BZ-20261121-0007-3',
  compoundName: '清河苑小区',
  compoundAddress: '清河路 88 号',
  propertyName: '丽湖物业服务有限公司',
  door: '3-1-501',
  applicantMasked: '张*',
  spaceCode: 'B1-087',
  spaceZone: 'A',
  spaceLevel: -1,
  spaceKind: 'owned',
  pileKw: 7,
  pilePhases: 1,
  smartCapable: true,
  needsCommonRoute: false,
  distanceM: 42,
  conditions: ['电缆沿北侧桥架敷设', '施工时间为工作日 9:00–17:00'],
  duties: SAFETY_DUTIES,
  committeeRule: 'none',
};

const source: SheetSource = {
  letterNo: '施同-QHY-2026-0007',
  issuedAt: '2026-11-21T02:00:00.000Z',
  issuedByName: '李伟 (office)',
  facts,
  standing: 'valid',
  verifyAddress: 'https://linzhuang.example/p/letters/9f8Kq2VnT0aB3cD4eF5gHw',
};

describe('a consent letter as PDF', () => {
  const printer = createPdfLetterPrinter();
  let pdf: Uint8Array;
  let text: string;
  beforeAll(async () => {
    pdf = await printer.print(letterSheet(source, 'zh-CN'));
    text = readPdfText(pdf);
  });

  it('says in Chinese that can be copied out what is agreed, where and on which conditions', () => {
    for (const words of [
      '电动汽车充电设施施工建设同意书',
      '编号：施同-QHY-2026-0007',
      '当前状态：有效',
      '清河苑小区',
      'B1-087（A 区，地下 1 层，自有）',
      '7.0 kW，单相，支持有序充电',
      '约 42 米',
      '电缆沿北侧桥架敷设',
      '不得私拉电线',
      '2026年11月21日',
      '经办：李伟 (office)',
      'BZ-20261121-0007-3',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('\uFFFD');
  });

  it('embeds only the characters it uses, as A4', () => {
    expect(pdf.byteLength).toBeLessThan(200_000);
    const file = Buffer.from(pdf).toString('latin1');
    expect(file).toMatch(/\/FontFile3|\/FontFile2/);
    expect(file).toContain('/MediaBox [0 0 595.28 841.89]');
  });

  it('draws the QR code of exactly its verify address', () => {
    const drawn = printer.qrCode(source.verifyAddress);
    const expected = QRCode.create(source.verifyAddress, { errorCorrectionLevel: 'M' }).modules;
    expect(modulesOf(drawn)).toEqual([...expected.data].map(Boolean));
    const rectangles = drawn.path.match(/M\d+ \d+h\d+/g) ?? [];
    const moves = readPdfDrawing(pdf).match(/^-?[\d.]+ -?[\d.]+ m$/gm) ?? [];
    for (const rectangle of rectangles) {
      const [, x, y] = /M(\d+) (\d+)/.exec(rectangle)!;
      expect(moves).toContain(`${x} ${y} m`);
    }
    expect(modulesOf(printer.qrCode(`${source.verifyAddress}x`))).not.toEqual(modulesOf(drawn));
  });

  it('says large that a revoked letter allows nothing', async () => {
    const revoked = await printer.print(letterSheet({ ...source, standing: 'revoked' }, 'zh-CN'));
    expect(readPdfText(revoked)).toContain('当前状态：已撤销，不得据此施工');
  });

  it('speaks English too, and says which language prevails', async () => {
    const english = readPdfText(await printer.print(letterSheet(source, 'en')));
    expect(english).toContain('Consent to build an EV charger');
    expect(english).toContain('the Chinese letter prevails');
  });

  it('goes on to a second page when the conditions are long', async () => {
    const conditions = Array.from({ length: 60 }, (_, index) => `第 ${index + 1} 条：施工前须书面告知`);
    const long = await printer.print(letterSheet({ ...source, facts: { ...facts, conditions } }, 'zh-CN'));
    const file = Buffer.from(long).toString('latin1');
    expect(file.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
    expect(readPdfText(long)).toContain('第 60 条');
  });
});

/** The dark modules of a QR path, row by row. */
function modulesOf({ size, path }: { size: number; path: string }): boolean[] {
  const modules = Array.from({ length: size * size }, () => false);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) modules[Number(y) * size + Number(x) + step] = true;
  }
  return modules;
}
