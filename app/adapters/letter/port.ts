/** A sheet of paper in its reader's language: what the page shows and what the PDF prints are the same words. */
export interface LetterSheet {
  title: string;
  numberLine: string;
  /** Whether the letter is in force, in words; printed large where it is not. */
  standingLine: string;
  isValid: boolean;
  intro: string;
  facts: readonly { term: string; value: string }[];
  sections: readonly { heading: string; items: readonly string[] }[];
  signature: readonly string[];
  verifyHint: string;
  verifyAddress: string;
}

/** A QR code as dark modules of one unit in a square of `size` units, without the quiet zone of four. */
export interface QrCode {
  size: number;
  /** SVG path of the dark modules. */
  path: string;
}

/** Puts a letter on paper. */
export interface LetterPrinter {
  /** An A4 PDF with its fonts embedded and a QR code of the verify address. */
  print(sheet: LetterSheet): Promise<Uint8Array>;
  /** The QR code of a text of up to 200 bytes. */
  qrCode(text: string): QrCode;
}
