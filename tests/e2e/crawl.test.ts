import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locale } from '~/i18n/locale';
import { describeInChromium, expectGoodPage, openBrowser, openDevice } from '../setup/browser';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

const products: Record<Locale, string> = { 'zh-CN': '邻桩', en: 'Linzhuang' };

const walks: [who: string, login: string, device: 'phone' | 'desk', home: string, locales: Locale[]][] = [
  ['a resident with a pile', '13800000001', 'phone', '/home', ['zh-CN', 'en']],
  ['a resident with a draft', '13800000021', 'phone', '/home', ['zh-CN', 'en']],
  ['a resident asked for papers', '13800000011', 'phone', '/home', ['zh-CN']],
  ['a committee member', 'yeweihui1', 'phone', '/committee', ['zh-CN', 'en']],
  ['the property manager', 'wuye', 'desk', '/property', ['zh-CN']],
  ['the utility', 'gongdian', 'desk', '/utility', ['zh-CN']],
  ['the operator', 'yunying', 'desk', '/operator', ['zh-CN']],
  ['the street office', 'jiedao', 'desk', '/oversight', ['zh-CN']],
  ['the platform', 'admin', 'desk', '/admin', ['zh-CN']],
];

let server: RunningServer;
let browser: Browser;
/** Kinds of pages that somebody has looked at closely; a first page and a case differ from person to person. */
const looked = new Set<string>();

/** The address without what only tells one thing of a kind from another. */
function kindOf(path: string): string {
  return path
    .split('/')
    .map((part) => (/_|^[A-Z]|\d/.test(part) ? ':id' : part))
    .join('/');
}

async function linksOf(page: Page): Promise<string[]> {
  const found = await page.$$eval('a[href]', (links) =>
    links
      .map((link) => new URL((link as HTMLAnchorElement).href))
      .map((url) => url.origin + url.pathname + url.search),
  );
  return found.filter((url) => url.startsWith(server.origin)).map((url) => url.slice(server.origin.length));
}

async function expectGoodTitle(page: Page, locale: Locale): Promise<void> {
  const [title, language] = [await page.title(), await page.locator('html').getAttribute('lang')];
  expect(language, page.url()).toBe(locale);
  expect(title, page.url()).toMatch(new RegExp(`^\\S.* · ${products[locale]}$`));
  expect(title, page.url()).not.toMatch(/undefined|null|\[object|=>/);
  if (locale === 'en') expect(title.replace(/ · Linzhuang$/, ''), page.url()).toMatch(/[A-Za-z]{2}/);
}

/** Follows every link from the first page on; looks closely at one page of each kind. Resolves to the kinds it saw. */
async function crawl(page: Page, home: string, locale: Locale): Promise<Set<string>> {
  const kinds = new Set<string>();
  const known = new Set([home]);
  for (const address of known) {
    const path = address.split('?')[0] ?? '';
    if (kinds.has(kindOf(path))) {
      const response = await page.request.get(address);
      expect(response.status(), address).toBeLessThan(400);
      continue;
    }
    if (path.startsWith('/documents/') || path.endsWith('.pdf')) {
      expect((await page.request.get(address)).status(), address).toBe(200);
      continue;
    }
    kinds.add(kindOf(path));
    const response = await page.goto(address);
    expect(response?.status(), address).toBeLessThan(400);
    await expectGoodTitle(page, locale);
    const isOwn = path === home || path.includes('/cases/');
    if (isOwn || !looked.has(`${locale} ${kindOf(path)}`)) await expectGoodPage(page);
    looked.add(`${locale} ${kindOf(path)}`);
    for (const link of await linksOf(page)) known.add(link);
  }
  return kinds;
}

describeInChromium('Every page that links lead to', () => {
  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) removeData(server);
  });

  it.each(
    walks.flatMap(([who, login, device, home, locales]) =>
      locales.map((locale) => ({ who, login, device, home, locale })),
    ),
  )(
    'opens and can be used by $who, on the $device, in $locale',
    async ({ login, device, home, locale }) => {
      const { page, context } = await openDevice(browser, device, server.origin);
      const [name = '', value = ''] = (await signIn(server.url, login)).split('=');
      await context.addCookies([
        { name, value, url: server.origin },
        { name: 'locale', value: locale, url: server.origin },
      ]);
      const kinds = await crawl(page, home, locale);
      expect(kinds.size).toBeGreaterThanOrEqual(home === '/admin' ? 1 : 2);
      await context.close();
    },
    120_000,
  );
});
