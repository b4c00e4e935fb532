import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageTitle } from '~/components/shell';
import type { Locale } from '~/i18n/locale';
import { propertyWords } from '~/i18n/property';
import { residentWords } from '~/i18n/resident';
import { meta as rootMeta } from '~/root';

type Meta = ReturnType<typeof pageTitle>;
type Arguments = Parameters<Meta>[0];

/** Layouts have no title of their own: a page always stands inside them. */
const layouts = ['home.tsx'];

function titleIn(locale: Locale, meta: Meta, data: unknown = {}): string {
  const description = { name: 'description', content: 'what it is' };
  const root = {
    id: 'root',
    data: { locale, viewer: null, flash: null },
    meta: [{ title: '?' }, description],
  };
  const tags = meta({ data, matches: [root], params: {}, location: {} } as unknown as Arguments) ?? [];
  expect(tags).toContainEqual(description);
  const titles = tags.flatMap((tag) => ('title' in tag ? [tag.title] : []));
  expect(titles).toHaveLength(1);
  return String(titles[0]);
}

describe('the title of a document', () => {
  const pages = readdirSync('app/routes').filter((file) => file.endsWith('.tsx') && !layouts.includes(file));

  it.each(pages)('is given by %s, if it is a page', async (file) => {
    const route = await import(`../../app/routes/${file.slice(0, -4)}.tsx`);
    if (route.default) expect(route.meta).toBeTypeOf('function');
  });

  it('says what the page is about, then the product, in the page’s language', () => {
    const meta = pageTitle(residentWords, (words) => words.compound.title);
    expect(titleIn('zh-CN', meta)).toBe('小区 · 邻桩');
    expect(titleIn('en', meta)).toBe('Compound · Linzhuang');
  });

  it('names the case it shows', () => {
    const meta = pageTitle(propertyWords, (words, page: { caseNo: string }) =>
      words.applicationCase(page.caseNo),
    );
    expect(titleIn('en', meta, { caseNo: 'BZ-20261120-0001-2' })).toContain('BZ-20261120-0001-2');
  });

  it.each(['home', 'property', 'utility', 'operator', 'oversight'])(
    'is the same for a case on every desk: %s',
    async (audience) => {
      const route = await import(`../../app/routes/${audience}.cases.$caseId.tsx`);
      expect(titleIn('zh-CN', route.meta, { caseNo: 'BZ-1' })).toBe('办件 BZ-1 · 邻桩');
      expect(titleIn('en', route.meta, { caseNo: 'BZ-1' })).toBe('Case BZ-1 · Linzhuang');
    },
  );

  it('says what went wrong where a page could not be shown', () => {
    const error = { status: 403, statusText: '', internal: false, data: null };
    const root = { locale: 'en' };
    const tags = rootMeta({ data: root, error, matches: [] } as unknown as Parameters<typeof rootMeta>[0]);
    expect(tags).toContainEqual({ title: 'You cannot open this page · Linzhuang' });
  });
});
