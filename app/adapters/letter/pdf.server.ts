import { createRequire } from 'node:module';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import type { LetterPrinter, LetterSheet } from './port';
import { drawQrCode } from './qr-code.server';

const MILLIMETRE = 72 / 25.4;
const MARGIN = 22 * MILLIMETRE;
const QR_SIDE = 30 * MILLIMETRE;
const TERM_WIDTH = 32 * MILLIMETRE;
const ink = '#17211d';
const muted = '#5c6762';
const danger = '#c0362c';

type Page = PDFKit.PDFDocument;

/** Letters as PDF with Noto Sans Hans, of which only the characters used are embedded. */
export function createPdfLetterPrinter(): LetterPrinter {
  const fonts = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
    '..',
    'fonts',
  );
  return {
    qrCode: drawQrCode,
    print: (sheet) =>
      new Promise((resolve, reject) => {
        const page = new PDFDocument({
          size: 'A4',
          margins: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          info: { Title: `${sheet.title} ${sheet.numberLine}` },
          lang: 'zh-CN',
        });
        const chunks: Buffer[] = [];
        page.on('data', (chunk: Buffer) => chunks.push(chunk));
        page.on('end', () => resolve(Buffer.concat(chunks)));
        page.on('error', reject);
        page.registerFont('text', path.join(fonts, 'NotoSansHans-Regular.otf'));
        page.registerFont('strong', path.join(fonts, 'NotoSansHans-Bold.otf'));
        drawSheet(page, sheet);
        page.end();
      }),
  };
}

function drawSheet(page: Page, sheet: LetterSheet): void {
  drawHead(page, sheet);
  page.font('text').fontSize(11).fillColor(ink).text(sheet.intro, { lineGap: 3 });
  page.moveDown(0.8);
  for (const fact of sheet.facts) drawFact(page, fact);
  for (const section of sheet.sections) drawSection(page, section);
  drawSignature(page, sheet);
}

function drawHead(page: Page, sheet: LetterSheet): void {
  const width = contentWidth(page);
  drawQr(page, sheet.verifyAddress, page.page.width - MARGIN - QR_SIDE, MARGIN);
  const textWidth = width - QR_SIDE - 8 * MILLIMETRE;
  page.font('strong').fontSize(18).fillColor(ink).text(sheet.title, MARGIN, MARGIN, { width: textWidth });
  page.moveDown(0.3);
  page.font('text').fontSize(11).text(sheet.numberLine, { width: textWidth });
  page
    .font('strong')
    .fillColor(sheet.isValid ? ink : danger)
    .fontSize(sheet.isValid ? 11 : 15)
    .text(sheet.standingLine, { width: textWidth });
  page.font('text').fontSize(8).fillColor(muted).text(sheet.verifyHint, { width: textWidth, lineGap: 1 });
  page.text(sheet.verifyAddress, { width: textWidth });
  const below = Math.max(page.y, MARGIN + QR_SIDE) + 4 * MILLIMETRE;
  page
    .moveTo(MARGIN, below)
    .lineTo(MARGIN + width, below)
    .lineWidth(0.7)
    .strokeColor(ink)
    .stroke();
  page.x = MARGIN;
  page.y = below + 4 * MILLIMETRE;
}

function drawQr(page: Page, address: string, x: number, y: number): void {
  const { size, path: dark } = drawQrCode(address);
  page
    .save()
    .translate(x, y)
    .scale(QR_SIDE / size);
  page.path(dark).fill('#000000');
  page.restore();
}

function drawFact(page: Page, { term, value }: LetterSheet['facts'][number]): void {
  const valueWidth = contentWidth(page) - TERM_WIDTH;
  page.font('text').fontSize(11);
  startPageFor(page, page.heightOfString(value, { width: valueWidth, lineGap: 2 }));
  const top = page.y;
  page.fillColor(muted).text(term, MARGIN, top, { width: TERM_WIDTH });
  page.fillColor(ink).text(value, MARGIN + TERM_WIDTH, top, { width: valueWidth, lineGap: 2 });
  page.x = MARGIN;
  page.y += 3;
}

function drawSection(page: Page, section: LetterSheet['sections'][number]): void {
  page.moveDown(0.6);
  startPageFor(page, 20 * MILLIMETRE);
  page.font('strong').fontSize(12).fillColor(ink).text(section.heading, MARGIN);
  page.moveDown(0.2);
  page.font('text').fontSize(10.5);
  for (const [index, item] of section.items.entries()) {
    page.text(`${index + 1}. ${item}`, { lineGap: 2, indent: 0 });
  }
}

function drawSignature(page: Page, sheet: LetterSheet): void {
  startPageFor(page, 30 * MILLIMETRE);
  page.moveDown(2);
  page.font('text').fontSize(11).fillColor(ink);
  for (const line of sheet.signature) page.text(line, MARGIN, page.y, { align: 'right' });
}

function contentWidth(page: Page): number {
  return page.page.width - 2 * MARGIN;
}

function startPageFor(page: Page, height: number): void {
  if (page.y + height > page.page.height - MARGIN) page.addPage();
}
