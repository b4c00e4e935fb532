import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCharacter,
  checkMobile,
  checkOcppIdentity,
  checkPlate,
  formatCaseNumber,
  formatLetterNumber,
  isVerifyToken,
  parseCaseNumber,
  parseLetterNumber,
} from '~/domain/shared/ids';

const sequence = fc.integer({ min: 1, max: 9_999_999 });

describe('case numbers', () => {
  it('carry the check character of ISO 7064 MOD 11-2', () => {
    expect(checkCharacter('000000012146438')).toBe('X');
    expect(checkCharacter('0794')).toBe('0');
  });

  it('read back what was written, however it was typed', () => {
    fc.assert(
      fc.property(sequence, (n) => {
        const caseNumber = formatCaseNumber('2026-11-21', n);
        const expected = { ok: true, caseNumber, on: '2026-11-21', sequence: n };
        expect(parseCaseNumber(caseNumber)).toEqual(expected);
        expect(parseCaseNumber(` ${caseNumber.replaceAll('-', '').toLowerCase()} `)).toEqual(expected);
      }),
    );
  });

  it('refuse any single wrong digit and any two neighbours swapped', () => {
    fc.assert(
      fc.property(sequence, fc.nat(), fc.integer({ min: 1, max: 9 }), (n, place, shift) => {
        const digits = formatCaseNumber('2026-11-21', n).replaceAll('-', '').slice(2).split('');
        const check = digits.pop();
        const at = place % digits.length;
        const wrong = digits.with(at, String((Number(digits[at]) + shift) % 10)).join('');
        expect(checkCharacter(wrong)).not.toBe(check);
        const next = digits[at + 1];
        if (next !== undefined && next !== digits[at]) {
          expect(
            checkCharacter(
              digits
                .with(at, next)
                .with(at + 1, digits[at]!)
                .join(''),
            ),
          ).not.toBe(check);
        }
      }),
    );
  });

  it('refuse a date that does not exist and a text of another shape', () => {
    expect(parseCaseNumber(formatCaseNumber('2026-02-30', 1))).toEqual({ ok: false, reason: 'date' });
    expect(parseCaseNumber('BZ-20261121-7')).toEqual({ ok: false, reason: 'shape' });
  });
});

describe('letter numbers and tokens', () => {
  it('read back as compound, year and sequence', () => {
    expect(formatLetterNumber('QHY', 2026, 7)).toBe('施同-QHY-2026-0007');
    expect(parseLetterNumber('施同-QHY-2026-0007')).toEqual({
      ok: true,
      compoundCode: 'QHY',
      year: 2026,
      sequence: 7,
    });
    expect(parseLetterNumber('施同-2026-0007')).toEqual({ ok: false, reason: 'shape' });
  });

  it('need at least 128 bits of base64url in a token', () => {
    expect(isVerifyToken('A'.repeat(22))).toBe(true);
    expect(isVerifyToken('A'.repeat(21))).toBe(false);
    expect(isVerifyToken(`${'A'.repeat(21)}/`)).toBe(false);
  });
});

describe('OCPP identities', () => {
  it.each([
    ['QHY-B1-017', { ok: true, identity: 'QHY-B1-017' }],
    ['', { ok: false, reason: 'empty' }],
    ['a'.repeat(49), { ok: false, reason: 'too-long' }],
    ['QHY:017', { ok: false, reason: 'colon' }],
    ['车位017', { ok: false, reason: 'characters' }],
    ['../etc', { ok: false, reason: 'characters' }],
  ])('"%s" is judged %o', (text, verdict) => expect(checkOcppIdentity(text)).toEqual(verdict));
});

describe('plates', () => {
  it.each([
    ['豫A·12345', '豫A12345', 'ordinary'],
    ['豫a d12345', '豫AD12345', 'new-energy'],
    ['京AD12345', '京AD12345', 'new-energy'],
    ['浙D12345F', '浙D12345F', 'new-energy'],
    ['沪A1234警', '沪A1234警', 'ordinary'],
  ])('accept %s', (text, plate, kind) => expect(checkPlate(text)).toEqual({ ok: true, plate, kind }));

  it.each([
    ['豫A1234', 'length'],
    ['X A12345', 'province'],
    ['豫112345', 'authority-letter'],
    ['豫A1O345', 'letter-i-or-o'],
    ['豫A12中45', 'characters'],
    ['豫AZ12345', 'new-energy-pattern'],
  ])('refuse %s because of its %s', (text, reason) =>
    expect(checkPlate(text)).toEqual({ ok: false, reason }),
  );
});

describe('mobile numbers', () => {
  it('lose their separators and country code', () => {
    expect(checkMobile('+86 138-0013-8000')).toEqual({ ok: true, mobile: '13800138000' });
  });

  it.each([
    ['1380013800', 'length'],
    ['12800138000', 'prefix'],
    ['1380013800a', 'characters'],
  ])('%s is refused for its %s', (text, reason) => expect(checkMobile(text)).toEqual({ ok: false, reason }));
});
