import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DAY_MS, instantFromLocal, instantFromMs, localTimeOfMs } from '~/domain/shared/local-time';
import {
  describeInChromium,
  expectGoodPage,
  openBrowser,
  openDevice,
  signInResident,
} from '../setup/browser';
import { type RunningServer, removeData, startServer } from '../setup/running-server';

const HE_YING = '13800000014';
const GAO_FEI = '13800000015';

let server: RunningServer;
let browser: Browser;
const people = new Map<string, Page>();

async function as(phone: string): Promise<Page> {
  const known = people.get(phone);
  if (known) return known;
  const { page } = await openDevice(browser, 'phone', server.origin);
  await signInResident(page, phone);
  people.set(phone, page);
  return page;
}

/** Tomorrow at 07:02: nobody has booked for the morning. */
async function wakeUpTomorrow(): Promise<void> {
  const on = localTimeOfMs(Date.now() + DAY_MS).on;
  const response = await fetch(`${server.url}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ startAt: instantFromMs(Date.parse(instantFromLocal(on, 7 * 60 + 2))), speed: 1 }),
  });
  expect(response.status).toBe(200);
}

describeInChromium('A shared pile on the phone', () => {
  const slot = { href: '', pileId: '', bookHref: '' };

  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
    await wakeUpTomorrow();
  }, 240_000);
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [phone, page] of people)
      await page
        .screenshot({ path: `test-results/shared-${phone}.png`, fullPage: true })
        .catch(() => undefined);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) removeData(server);
  });

  it('lets a resident without a pile find the nearest slot, see promise and price, and book once by two taps', async () => {
    const page = await as(HE_YING);
    await page.goto('/home/shared');
    await expectGoodPage(page);
    await page.getByRole('link', { name: '预约这个时段' }).click();
    await page.getByText(/^07:30.*09:30.*kWh，¥/).waitFor();
    await expectGoodPage(page);
    slot.bookHref = page.url();
    slot.pileId = new URL(page.url()).searchParams.get('pile') ?? '';
    await page.getByRole('button', { name: /确认预约/ }).dblclick();
    await page.waitForURL(/\/home\/shared\/slots\//);
    slot.href = new URL(page.url()).pathname;
    await page.getByText('已预约').first().waitFor();
    await expectGoodPage(page);
    await page.goto('/home/shared');
    const mine = page.locator('section', { has: page.getByRole('heading', { name: '我的预约' }) });
    expect(await mine.locator('li').count()).toBe(1);
  }, 120_000);

  it('lets the slot be extended from its page', async () => {
    const page = await as(HE_YING);
    await page.goto(slot.href);
    await page.locator('summary', { hasText: '延长' }).click();
    const end = page.getByLabel('延长到');
    const option = end.locator('option', { hasText: '10:00' });
    await end.selectOption((await option.getAttribute('value')) ?? '');
    await page.getByRole('button', { name: '确认延长' }).click();
    await page.getByText(/已延长到 10:00，承诺 .* kWh/).waitFor();
    await expectGoodPage(page);
  }, 60_000);

  it('shows another resident that it is taken, with the nearest slot that is free', async () => {
    const page = await as(GAO_FEI);
    await page.goto(slot.bookHref);
    await page
      .getByRole('link', { name: /最近|这个时段|改约/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /确认预约/ }).count()).toBe(0);
    await expectGoodPage(page);
  }, 60_000);

  it('keeps that resident waiting, and offers the slot when it is given back', async () => {
    const waiting = await as(GAO_FEI);
    await waiting.goto('/home/shared/wait');
    await expectGoodPage(waiting);
    await waiting.getByLabel('最早几点').fill('07:30');
    await waiting.getByLabel('最晚几点').fill('10:00');
    await waiting.getByLabel('哪个桩').selectOption(slot.pileId);
    await waiting.getByRole('button', { name: '加入候补' }).click();
    await waiting.getByText(/已加入候补，目前排在第 \d+ 位/).waitFor();

    const giving = await as(HE_YING);
    await giving.goto(slot.href);
    await giving.getByText('取消这个时段').first().click();
    await giving.getByRole('button', { name: '取消这个时段' }).click();
    await giving.getByText('已取消').first().waitFor();

    await waiting.goto('/home/shared/wait');
    await waiting.getByText('轮到您了').waitFor();
    await expectGoodPage(waiting);
    await waiting.getByRole('button', { name: '要这个时段' }).click();
    await waiting.getByText(/时段是您的了，承诺 .* kWh/).waitFor();
    await waiting.goto('/home/shared');
    await waiting.getByText('已预约').first().waitFor();
  }, 120_000);

  it('tells anybody who scans the code at the pile what it costs and when it is free, without a login', async () => {
    const { page, context } = await openDevice(browser, 'phone', server.origin);
    await page.goto('/p/lhyp10');
    await page
      .getByText(/B1-111/)
      .first()
      .waitFor();
    await page.getByText(/0\.28/).first().waitFor();
    await expectGoodPage(page);
    expect(await page.locator('main').innerText()).not.toMatch(/何颖|高飞|苏妍/);
    await page.goto('/p/prices/LHY');
    await page.getByText(/0\.28/).filter({ visible: true }).first().waitFor();
    await expectGoodPage(page);
    await context.close();
  }, 60_000);
});
