import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startChargePoint } from '~/cli/demo-piles/charge-point';
import type { ChargePoint } from '~/cli/demo-piles/charge-point-shape';
import { HOUR_MS, localTimeOfMs } from '~/domain/shared/local-time';
import { newcomer } from '~db/seed/story';
import {
  describeInChromium,
  expectGoodPage,
  expectGoodVisits,
  openBrowser,
  openDevice,
  signInResident,
  signInStaff,
} from '../setup/browser';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { acceptAsOperator, agreeAsProperty, closeVote, connectAsUtility, voteAsMember } from './walk-desks';
import { seeSchedule, wishForTonight } from './walk-night';
import { submitRequest } from './walk-request';

let server: RunningServer;
let browser: Browser;
const people = new Map<string, Page>();

async function as(kind: 'phone' | 'desk', login: string): Promise<Page> {
  const known = people.get(login);
  if (known) return known;
  const { page } = await openDevice(browser, kind, server.origin);
  if (/^1\d{10}$/.test(login)) await signInResident(page, login, '方晓');
  else await signInStaff(page, login);
  people.set(login, page);
  return page;
}

describeInChromium("The chain, from a resident's request to an energised pile", () => {
  const resident = '13911112222';
  const request = { caseId: '', caseNo: '' };
  const station = { identity: '', password: '', idTag: '' };
  let pile: ChargePoint | undefined;

  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
  }, 180_000);
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [login, page] of people) {
      await page.screenshot({ path: `test-results/${login}.png`, fullPage: true }).catch(() => undefined);
    }
  });
  afterAll(async () => {
    pile?.close();
    await browser?.close();
    await server?.stop();
    if (server) removeData(server);
  });

  it('lets a newcomer join, register a space and a car, and submit a request on the phone', async () => {
    const page = await as('phone', resident);
    await expectGoodPage(page);
    Object.assign(request, await submitRequest(page, { ...newcomer, plate: '豫AD12366' }));
  }, 120_000);

  it('lets the property manager agree and issue a letter that anybody can verify', async () => {
    const page = await as('desk', 'wuye');
    const letter = await agreeAsProperty(page, request.caseNo, request.caseId);
    await page.goto(letter.href);
    await page.getByText(letter.letterNo).first().waitFor();
    await expectGoodPage(page);
    const pdf = await page.request.get(`${letter.href}.pdf`);
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    const verify = await page
      .getByText(/\/p\/letters\//)
      .first()
      .textContent();
    const { page: stranger } = await openDevice(browser, 'phone', server.origin);
    await stranger.goto(/\/p\/letters\/[\w-]+/.exec(verify ?? '')?.[0] ?? '/missing');
    await stranger.getByText(letter.letterNo).first().waitFor();
    await expectGoodPage(stranger);
    expect(await stranger.locator('main').innerText()).not.toContain('方晓');
    await stranger.context().close();
  }, 60_000);

  it('lets three of five committee members decide', async () => {
    for (const member of ['yeweihui1', 'yeweihui2', 'yeweihui3']) {
      await voteAsMember(await as('phone', member), newcomer.spaceCode);
    }
    await closeVote(await as('phone', 'yeweihui3'));
  }, 90_000);

  it('lets the utility accept, survey and approve with the numbers shown', async () => {
    await connectAsUtility(await as('desk', 'gongdian'), request.caseId);
  }, 60_000);

  it('refuses to energise before acceptance, records the acceptance and issues credentials once', async () => {
    const page = await as('desk', 'yunying');
    Object.assign(station, await acceptAsOperator(page, request.caseId, `EM-${Date.now()}`));
    expect(station.identity).toMatch(/^LHY-/);
    expect(station.password.length).toBeGreaterThanOrEqual(16);
    await page.reload();
    expect(await page.getByText(station.password).count()).toBe(0);
    expect(await page.getByRole('button', { name: '通电并启用' }).isDisabled()).toBe(true);
    await page.getByText('桩还没有上线过').first().waitFor();
  }, 60_000);

  it('takes the pile online over OCPP and energises it', async () => {
    pile = await startChargePoint({
      url: `${server.url.replace('http', 'ws')}/ocpp`,
      identity: station.identity,
      password: station.password,
    });
    const page = await as('desk', 'yunying');
    await waitFor(async () => {
      await page.reload();
      return page.getByRole('button', { name: '通电并启用' }).isEnabled();
    });
    await page.getByRole('button', { name: '通电并启用' }).click();
    const done = await page
      .getByText(/车辆充电卡号/)
      .first()
      .textContent();
    station.idTag = /充电卡号 ([A-Z0-9-]+)/.exec(done ?? '')?.[1] ?? '';
    expect(station.idTag).not.toBe('');
    await expectGoodPage(page);
  }, 60_000);

  it("plans the night around the resident's wish and shows it to the resident, the operator and the utility", async () => {
    expect(await pile?.plugIn({ idTag: station.idTag, needKwh: 18, maxKw: 7 })).toBe(true);
    const phone = await as('phone', resident);
    const inTenHours = localTimeOfMs(Date.now() + 10 * HOUR_MS).time;
    await wishForTonight(phone, { readyTime: inTenHours, kwh: '18' });
    for (const [login, path] of [
      ['yunying', '/operator/nights'],
      ['gongdian', '/utility/nights'],
    ] as const) {
      await seeSchedule(await as('desk', login), path, newcomer.spaceCode);
    }
  }, 90_000);

  it('leaves nobody on a page that some people cannot use', async () => {
    for (const page of people.values()) await expectGoodVisits(page);
  }, 120_000);
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('what was waited for did not happen');
}
