import { describe, expect, expectTypeOf, test } from 'vitest';
import { defineWords, wordsFor } from '~/i18n/define-words';
import { localeFromAcceptLanguage, localeFromHeaders } from '~/i18n/locale';

const modules = import.meta.glob<Record<string, unknown>>('../../app/i18n/*.ts', { eager: true });

type Dictionary = Record<'zh-CN' | 'en', Record<string, unknown>>;

const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value;

const dictionaries = Object.entries(modules).flatMap(([file, exports]) =>
  Object.entries(exports)
    .filter((entry): entry is [string, Dictionary] => isDictionary(entry[1]))
    .map(([name, words]) => [`${file.split('/').pop()} ${name}`, words] as const),
);

/** Every word of a tree as `path kind/parameters`, and the words that are empty. */
function shapeOf(tree: Record<string, unknown>, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) {
      return shapeOf(value as Record<string, unknown>, `${path}${key}.`);
    }
    return [`${path}${key} ${typeof value}`];
  });
}

function emptyWords(tree: Record<string, unknown>, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) {
      return emptyWords(value as Record<string, unknown>, `${path}${key}.`);
    }
    return typeof value === 'string' && value.trim() === '' ? [`${path}${key}`] : [];
  });
}

describe('the words', () => {
  test('of the shell and the charts are among those looked at', () => {
    const names = dictionaries.map(([name]) => name);
    expect(names).toContain('shell.ts shellWords');
    expect(names).toContain('charts.ts chartWords');
  });

  test.each(dictionaries)('%s say the same things in both languages, none of them empty', (_, words) => {
    expect(shapeOf(words.en).sort()).toEqual(shapeOf(words['zh-CN']).sort());
    expect([...emptyWords(words['zh-CN']), ...emptyWords(words.en)]).toEqual([]);
  });

  test('are chosen by language', () => {
    const words = defineWords({
      'zh-CN': { left: (days: number) => `还剩 ${days} 天` },
      en: { left: (days) => `${days} days left` },
    });
    expect(wordsFor('en', words).left(2)).toBe('2 days left');
    expect(wordsFor('zh-CN', words).left(2)).toBe('还剩 2 天');
    expectTypeOf(wordsFor('en', words).left).parameters.toEqualTypeOf<[number]>();
  });

  test('of another shape in English are refused by the compiler', () => {
    // @ts-expect-error a missing word
    defineWords({ 'zh-CN': { a: '甲', b: '乙' }, en: { a: 'A' } });
    // @ts-expect-error a word that the Chinese side lacks
    defineWords({ 'zh-CN': { a: '甲' }, en: { a: 'A', c: 'C' } });
    // @ts-expect-error a sentence in place of one with a number
    defineWords({ 'zh-CN': { a: '甲' }, en: { a: (count: number) => `${count}` } });
  });
});

describe('the language of a request', () => {
  test('is the one chosen, else the one the browser prefers, else Chinese', () => {
    expect(localeFromHeaders('session=x; locale=en', 'zh-CN')).toBe('en');
    expect(localeFromHeaders('locale=fr', 'en-GB,en;q=0.9')).toBe('en');
    expect(localeFromHeaders(null, 'fr-FR, zh-TW;q=0.8, en;q=0.5')).toBe('zh-CN');
    expect(localeFromAcceptLanguage(null)).toBe('zh-CN');
  });
});
