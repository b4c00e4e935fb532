import { isDate } from './local-time';

export type CaseNumberVerdict =
  | { ok: true; caseNumber: string; on: string; sequence: number }
  | { ok: false; reason: 'shape' | 'date' | 'check-character' };

export type LetterNumberVerdict =
  | { ok: true; compoundCode: string; year: number; sequence: number }
  | { ok: false; reason: 'shape' };

export type IdentityVerdict =
  | { ok: true; identity: string }
  | { ok: false; reason: 'empty' | 'too-long' | 'colon' | 'characters' };

export type PlateVerdict =
  | { ok: true; plate: string; kind: 'ordinary' | 'new-energy' }
  | {
      ok: false;
      reason:
        | 'length'
        | 'province'
        | 'authority-letter'
        | 'letter-i-or-o'
        | 'characters'
        | 'new-energy-pattern';
    };

export type MobileVerdict =
  | { ok: true; mobile: string }
  | { ok: false; reason: 'length' | 'characters' | 'prefix' };

const OCPP_IDENTITY_MAX = 48;
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

/** Case number `BZ-20261121-0007-3` of a local date and a day sequence of 1 or more, ending in an ISO 7064 MOD 11-2 character. */
export function formatCaseNumber(on: string, sequence: number): string {
  const date = on.replaceAll('-', '');
  const serial = String(sequence).padStart(4, '0');
  return `BZ-${date}-${serial}-${checkCharacter(date + serial)}`;
}

/** Reads a case number as people type it: any case, spaces around, hyphens optional. */
export function parseCaseNumber(text: string): CaseNumberVerdict {
  const match = /^BZ-?(\d{8})-?(\d{4,7})-?([\dX])$/.exec(text.trim().toUpperCase());
  if (!match) return { ok: false, reason: 'shape' };
  const [, date = '', serial = '', check] = match;
  const on = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  if (checkCharacter(date + serial) !== check) return { ok: false, reason: 'check-character' };
  if (!isDate(on)) return { ok: false, reason: 'date' };
  return { ok: true, caseNumber: `BZ-${date}-${serial}-${check}`, on, sequence: Number(serial) };
}

/** ISO 7064 MOD 11-2 check character (0–9 or X) of a digit text: finds any one wrong digit and any two swapped neighbours. */
export function checkCharacter(digits: string): string {
  let product = 0;
  for (const digit of digits) product = ((product + Number(digit)) * 2) % 11;
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Number of a 施工建设同意书: `施同-QHY-2026-0007`; the compound code is 2 to 12 capital letters or digits. */
export function formatLetterNumber(compoundCode: string, year: number, sequence: number): string {
  return `施同-${compoundCode}-${year}-${String(sequence).padStart(4, '0')}`;
}

/** Reads the number of a consent letter. */
export function parseLetterNumber(text: string): LetterNumberVerdict {
  const match = /^施同-([A-Z0-9]{2,12})-(\d{4})-(\d{4,6})$/.exec(text.trim().toUpperCase());
  if (!match) return { ok: false, reason: 'shape' };
  return { ok: true, compoundCode: match[1] ?? '', year: Number(match[2]), sequence: Number(match[3]) };
}

/** True for the token in a letter's QR code: 22 to 43 base64url characters, that is 128 to 256 random bits. */
export function isVerifyToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{22,43}$/.test(text);
}

/** OCPP 2.0.1 identifierString, at most 48 characters, without the colon that separates user and password in Basic auth. */
export function checkOcppIdentity(text: string): IdentityVerdict {
  if (text.length === 0) return { ok: false, reason: 'empty' };
  if (text.length > OCPP_IDENTITY_MAX) return { ok: false, reason: 'too-long' };
  if (text.includes(':')) return { ok: false, reason: 'colon' };
  if (!/^[A-Za-z0-9*\-_=+|@.]+$/.test(text)) return { ok: false, reason: 'characters' };
  return { ok: true, identity: text };
}

/** A mainland plate of 7 characters (ordinary) or 8 (new energy), separators removed and letters in capitals. */
export function checkPlate(text: string): PlateVerdict {
  const plate = text.replace(/[\s·•.．\-—]/g, '').toUpperCase();
  const characters = Array.from(plate);
  if (characters.length !== 7 && characters.length !== 8) return { ok: false, reason: 'length' };
  if (!PROVINCES.includes(characters[0] ?? '')) return { ok: false, reason: 'province' };
  if (!/^[A-Z]$/.test(characters[1] ?? '')) return { ok: false, reason: 'authority-letter' };
  const serial = characters.slice(2).join('');
  if (/[IO]/.test(serial)) return { ok: false, reason: 'letter-i-or-o' };
  if (characters.length === 7) {
    if (!/^[A-Z0-9]{4}[A-Z0-9学警港澳领挂]$/.test(serial)) return { ok: false, reason: 'characters' };
    return { ok: true, plate, kind: 'ordinary' };
  }
  if (!/^[A-Z0-9]{6}$/.test(serial)) return { ok: false, reason: 'characters' };
  // GA 36-2018: small cars carry the energy letter first, large ones last; the rest is digits, one letter allowed after it.
  if (!/^([A-HJK][A-Z0-9]\d{4}|\d{5}[A-HJK])$/.test(serial))
    return { ok: false, reason: 'new-energy-pattern' };
  return { ok: true, plate, kind: 'new-energy' };
}

/** A mainland mobile number as 11 digits, a leading +86 or 0086 and separators removed. */
export function checkMobile(text: string): MobileVerdict {
  const compact = text.replace(/[\s-]/g, '').replace(/^(\+86|0086)/, '');
  if (!/^\d+$/.test(compact)) return { ok: false, reason: 'characters' };
  if (compact.length !== 11) return { ok: false, reason: 'length' };
  if (!/^1[3-9]/.test(compact)) return { ok: false, reason: 'prefix' };
  return { ok: true, mobile: compact };
}
