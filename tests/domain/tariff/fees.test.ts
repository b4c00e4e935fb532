import { describe, expect, it } from 'vitest';
import { FORBIDDEN_FEES, judgeFee } from '~/domain/tariff/fees';

describe('fees', () => {
  it.each(
    FORBIDDEN_FEES.flatMap(
      (fee) =>
        [
          [fee.name, fee.code],
          [fee.english, fee.code],
        ] as const,
    ),
  )('"%s" cannot be entered', (name, code) =>
    expect(judgeFee(name)).toMatchObject({ ok: false, reason: 'forbidden-fee', code }),
  );

  it.each([
    '增 容 费',
    '增-容-费',
    '充电桩增容改造费',
    '物业管理费',
    '电费加价 0.1 元',
    '安全押金',
    '变损电费',
    'Ｇｒｉｄ connection fee',
  ])('"%s" does not slip through', (name) =>
    expect(judgeFee(name)).toMatchObject({ ok: false, reason: 'forbidden-fee' }),
  );

  it.each(['电费', '服务费', '充电服务费', '占位费', 'Service fee', 'Occupation fee'])(
    '"%s" may be charged',
    (name) => expect(judgeFee(name)).toEqual({ ok: true, name }),
  );

  it('need a name', () => expect(judgeFee('  ')).toEqual({ ok: false, reason: 'unnamed' }));
});
