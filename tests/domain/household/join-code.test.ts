import { describe, expect, it } from 'vitest';
import { compactJoinCode, compactSpaceCode } from '~/domain/household/join-code';

describe('a join code as people type it', () => {
  it.each(['LHY-3112-02QK', 'lhy 3112 02qk', 'ＬＨＹ－３１１２－０２ＱＫ', ' lhy—3112–02qk ', 'LHY311202QK'])(
    'reads %s',
    (typed) => expect(compactJoinCode(typed)).toBe('LHY311202QK'),
  );

  it.each(['', '   ', 'LHY', '小区三栋', 'A'.repeat(25), "LHY-3112' or 1=1"])('refuses %j', (typed) =>
    expect(compactJoinCode(typed)).toBeNull(),
  );
});

describe('a space code as people type it', () => {
  it.each(['b1-088', 'Ｂ１－０８８', ' B1 - 088 ', 'B1—088'])('reads %s', (typed) =>
    expect(compactSpaceCode(typed)).toBe('B1-088'),
  );
});
