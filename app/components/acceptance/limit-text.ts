import type { AcceptanceLimit } from '~/domain/compliance/acceptance-items';
import { formatNumber } from '~/i18n/format';
import type { operatorWords } from '~/i18n/operator';

type Words = (typeof operatorWords)['zh-CN']['acceptance'];

/** A limit in words with its unit, and where a lesser defect begins; empty where the item has none. */
export function limitText({ min, max, minorMin }: AcceptanceLimit, unit: string, words: Words): string {
  const show = (value: number) => `${formatNumber(value, decimalsOf(value))}${unit ? ` ${unit}` : ''}`;
  const bounds =
    min !== undefined && max !== undefined
      ? words.limitBetween(show(min), show(max))
      : min !== undefined
        ? words.limitMin(show(min))
        : max !== undefined
          ? words.limitMax(show(max))
          : '';
  return minorMin === undefined ? bounds : `${bounds}，${words.minor(show(minorMin))}`;
}

function decimalsOf(value: number): number {
  return Math.min(3, (String(value).split('.')[1] ?? '').length);
}
