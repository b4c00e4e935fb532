import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskMobile, maskName, maskPlate } from '~/domain/shared/masking';

describe('masking', () => {
  it('shows the first three and last four digits of a mobile number', () => {
    expect(maskMobile('13812341234')).toBe('138****1234');
    expect(maskMobile('1234567')).toBe('*******');
  });

  it('shows the region and last two characters of a plate', () => {
    expect(maskPlate('豫A12312')).toBe('豫A·***12');
    expect(maskPlate('豫A·D12312')).toBe('豫A·***12');
    expect(maskPlate('豫A1')).toBe('***');
  });

  it('keeps the length of an ID number and hides its birthday', () => {
    expect(maskIdNumber('110101199003071234')).toBe('110***********1234');
    expect(maskIdNumber('12345')).toBe('*****');
  });

  it('keeps only the family name', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('欧阳小明')).toBe('欧***');
    expect(maskName('𠮷野')).toBe('𠮷*');
    expect(maskName('张')).toBe('*');
  });
});
