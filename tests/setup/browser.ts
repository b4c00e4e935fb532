import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const chromiumPath = candidates.find((file) => file && existsSync(file));

/** A suite in a real browser: skipped with its reason where no Chromium is installed, failed where CI should have one. */
export function describeInChromium(title: string, suite: () => void): void {
  if (chromiumPath) describe(title, suite);
  else if (process.env.CI === 'true') {
    it(`${title}: Chromium is missing`, () =>
      expect.fail('install Chromium, or name one in CHROMIUM; CI runs every browser test'));
  } else describe.skip(`${title} (skipped: no Chromium here; name one in CHROMIUM)`, suite);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const viewports = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;

/** Where each device has been, and which of these pages were looked at closely. */
const pathsOf = new WeakMap<Page, Record<'visited' | 'checked', Set<string>>>();
const pathOf = (url: string) => new URL(url).pathname;

/** A person with a device: an own context, so that nobody shares a session. */
export async function openDevice(
  browser: Browser,
  kind: keyof typeof viewports,
  origin: string,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    ...options,
    viewport: viewports[kind],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    isMobile: kind === 'phone',
    hasTouch: kind === 'phone',
    baseURL: origin,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const paths = { visited: new Set<string>(), checked: new Set<string>() };
  pathsOf.set(page, paths);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && frame.url().startsWith(origin)) paths.visited.add(pathOf(frame.url()));
  });
  return { page, context };
}

/** Signs a resident in by phone number; a new number is given the name. */
export async function signInResident(page: Page, phone: string, name?: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  const notice = await page.getByText(/验证码是 \d{6}/).textContent();
  await page.getByLabel('短信验证码').fill(/\d{6}/.exec(notice ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  if (name) {
    await page.getByLabel('姓名').fill(name);
    await page.getByRole('button', { name: '保存并继续' }).click();
  }
  await page.waitForURL(/\/home/);
}

export async function signInStaff(page: Page, loginName: string): Promise<void> {
  await page.goto('/login/staff');
  await page.getByLabel('账号').fill(loginName);
  await page.getByLabel('密码').fill('linzhuang-demo');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

/** Fails where axe finds a serious or critical violation, or where the page is wider than the screen. */
export async function expectGoodPage(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(serious, page.url()).toEqual([]);
  pathsOf.get(page)?.checked.add(pathOf(page.url()));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(1);
}

/** Opens every page again that the device has been to and nobody has looked at closely, and looks. */
export async function expectGoodVisits(page: Page): Promise<void> {
  const { visited, checked } = pathsOf.get(page) ?? { visited: new Set(), checked: new Set() };
  for (const path of visited) {
    if (checked.has(path)) continue;
    const response = await page.goto(path);
    expect(response?.status(), path).toBeLessThan(400);
    await expectGoodPage(page);
  }
}
