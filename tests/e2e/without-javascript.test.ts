import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newcomer } from '~db/seed/story';
import { describeInChromium, openBrowser, openDevice, signInResident } from '../setup/browser';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { picture } from './picture';

const documents = ['申请人身份证', '车位产权证或使用权证明', '行驶证或购车意向证明', '安装使用承诺书'];

let server: RunningServer;
let browser: Browser;
let page: Page;

const next = () => page.getByRole('button', { name: '下一步' }).click();

async function upload(kind: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const field = page.getByLabel(`选择或拍摄：${kind}`);
  await field.setInputFiles(file);
  await page.locator('form', { has: field }).getByRole('button', { name: '上传' }).click();
}

describeInChromium('Before JavaScript arrives', () => {
  beforeAll(async () => {
    server = await startServer();
    browser = await openBrowser();
    const opened = await openDevice(browser, 'phone', server.origin, { javaScriptEnabled: false });
    page = opened.page;
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) removeData(server);
  });

  it('a newcomer signs in, joins, and registers a space and a car', async () => {
    await signInResident(page, '13911113333', '方晓');
    await page.goto('/home/join');
    await page.getByLabel('入户码').fill('LHY-0000-0000');
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page
      .getByText(/没有这个入户码/)
      .first()
      .waitFor();
    expect(await page.getByLabel('入户码').inputValue()).toBe('LHY-0000-0000');
    await page.getByLabel('入户码').fill(newcomer.joinCode);
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await page
      .getByText(/已加入/)
      .first()
      .waitFor();
    await page.goto('/home/spaces/new');
    await page.getByLabel('车位编号').fill(newcomer.spaceCode);
    await page.getByLabel(/产权车位/).check();
    await page.getByRole('button', { name: '登记车位' }).click();
    await page.getByText(`${newcomer.spaceCode} 已在您家名下`).first().waitFor();
    await page.goto('/home/cars/new');
    await page.getByLabel('车牌号').fill('豫AD12366');
    await page.getByLabel('车型').fill('比亚迪 秦PLUS EV');
    await page.getByLabel('电池容量').fill('57.6');
    await page.getByLabel('交流充电最大功率').fill('7');
    await page.getByLabel('百公里电耗').fill('13');
    await page.getByLabel(/单相/).check();
    await page.getByRole('button', { name: '保存车辆' }).click();
    await page.getByText('车辆已保存').first().waitFor();
  }, 120_000);

  it('the wizard goes from question to question and keeps the answers', async () => {
    await page.goto('/home/apply');
    await page.getByRole('button', { name: /开始报装/ }).click();
    await page.getByLabel(new RegExp(newcomer.spaceCode)).check();
    await next();
    await page.getByText('给哪辆车充电？').first().waitFor();
    await page.getByLabel(/秦PLUS/).check();
    await next();
    await page.getByText('装什么样的桩？').first().waitFor();
    await page.getByLabel(/^7 kW/).check();
    await page.getByLabel(/能，由平台/).check();
    await page.getByLabel(/不用，走现有/).check();
    await next();
    await page.getByRole('heading', { name: '上传材料' }).waitFor();
  }, 120_000);

  it('a file above the limit is answered at its field, and a good one is kept', async () => {
    const [identity = '', ...others] = documents;
    await upload(identity, { name: '大.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(11_000_000, 1) });
    const field = page.getByLabel(`选择或拍摄：${identity}`);
    await page.getByText(/10 MB/).first().waitFor();
    const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const said = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
    expect(said.join(' ')).toContain('10 MB');
    for (const [index, kind] of [identity, ...others].entries()) {
      await upload(kind, { name: `${kind}.jpg`, mimeType: 'image/jpeg', buffer: picture });
      await page
        .getByText(`${documents.length} 项材料，已交 ${index + 1} 项`)
        .first()
        .waitFor();
    }
  }, 120_000);

  it('the request is handed in and has its number', async () => {
    await page.getByRole('link', { name: '下一步' }).click();
    await page
      .getByText(/本台区今天还能再装/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '知道了，下一步' }).click();
    for (const recipient of ['物业', '供电公司', '充电运营商'])
      await page.getByLabel(`同意提供给${recipient}`).check();
    await page.getByRole('button', { name: '提交申请' }).click();
    expect(await page.getByText(/已提交，办件号/).textContent()).toMatch(/BZ-\d{8}-\d{4}-[\dX]/);
  }, 60_000);
});
