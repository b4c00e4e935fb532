import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectGoodPage } from '../setup/browser';
import { picture } from './picture';

const documents = ['申请人身份证', '车位产权证或使用权证明', '行驶证或购车意向证明', '安装使用承诺书'];

/** A newcomer joins, registers space and car, and submits a request; resolves to the case's address and number. */
export async function submitRequest(
  page: Page,
  newcomer: { joinCode: string; spaceCode: string; plate: string },
): Promise<{ caseId: string; caseNo: string }> {
  await joinAndRegister(page, newcomer);
  await page.goto('/home/apply');
  await expectGoodPage(page);
  await page.getByRole('button', { name: /开始报装/ }).click();
  await page.getByLabel(new RegExp(newcomer.spaceCode)).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('给哪辆车充电？').first().waitFor();
  await page.getByLabel(/秦PLUS/).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('装什么样的桩？').first().waitFor();
  await expectGoodPage(page);
  await page.getByLabel(/^7 kW/).check();
  await page.getByLabel(/能，由平台/).check();
  await page.getByLabel(/不用，走现有/).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '上传材料' }).waitFor();
  await handInDocuments(page);
  await page.getByRole('link', { name: '下一步' }).click();
  await page
    .getByText(/本台区今天还能再装/)
    .first()
    .waitFor();
  await expectGoodPage(page);
  await page.goBack();
  await page.getByText(`${documents.length} 项材料，已交 ${documents.length} 项`).first().waitFor();
  await page.goForward();
  await page
    .getByRole('button', { name: '知道了，下一步' })
    .or(page.getByRole('link', { name: '知道了，下一步' }))
    .click();
  await page.getByRole('heading', { name: '确认提交' }).waitFor();
  for (const recipient of ['物业', '供电公司', '充电运营商']) {
    await page.getByLabel(`同意提供给${recipient}`).check();
  }
  await expectGoodPage(page);
  await page.getByRole('button', { name: '提交申请' }).click();
  const submitted = await page.getByText(/已提交，办件号/).textContent();
  await expectGoodPage(page);
  const caseNo = /BZ-\d{8}-\d{4}-[\dX]/.exec(submitted ?? '')?.[0] ?? '';
  const caseId = /case_[a-z0-9]+/.exec(page.url())?.[0] ?? '';
  expect(caseNo).not.toBe('');
  return { caseId, caseNo };
}

async function joinAndRegister(page: Page, newcomer: { joinCode: string; spaceCode: string; plate: string }) {
  await page.goto('/home/join');
  await expectGoodPage(page);
  await page.getByLabel('入户码').fill('LHY-0000-0000');
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await page
    .getByText(/没有这个入户码/)
    .first()
    .waitFor();
  await page.getByLabel('入户码').fill(newcomer.joinCode.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await page
    .getByText(/已加入/)
    .first()
    .waitFor();
  await page.goto('/home/spaces/new');
  await page.getByLabel('车位编号').fill('B1-012');
  await page.getByLabel(/产权车位/).check();
  await page.getByRole('button', { name: '登记车位' }).click();
  await page
    .getByText(/登记在另一户名下/)
    .first()
    .waitFor();
  await page.getByLabel('车位编号').fill(newcomer.spaceCode);
  await page.getByRole('button', { name: '登记车位' }).click();
  await page.getByText(`${newcomer.spaceCode} 已在您家名下`).first().waitFor();
  await page.goto('/home/cars/new');
  await page.getByLabel('车牌号').fill(newcomer.plate);
  await page.getByLabel('车型').fill('比亚迪 秦PLUS EV');
  await page.getByLabel('电池容量').fill('57.6');
  await page.getByLabel('交流充电最大功率').fill('7');
  await page.getByLabel('百公里电耗').fill('13');
  await page.getByLabel(/单相/).check();
  await expectGoodPage(page);
  await page.getByRole('button', { name: '保存车辆' }).click();
  await page.getByText('车辆已保存').first().waitFor();
}

async function handInDocuments(page: Page) {
  const field = (name: string) => page.getByLabel(`选择或拍摄：${name}`);
  const upload = async (name: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    await field(name).setInputFiles(file);
    await page
      .locator('form', { has: field(name) })
      .getByRole('button', { name: '上传' })
      .click();
  };
  await upload(documents[0] ?? '', {
    name: '材料.docx',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('PK\u0003\u0004 not a picture'),
  });
  await page
    .getByText(/只收照片/)
    .first()
    .waitFor();
  await expectGoodPage(page);
  for (const [index, name] of documents.entries()) {
    await upload(name, { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: picture });
    await page
      .getByText(`${documents.length} 项材料，已交 ${index + 1} 项`)
      .first()
      .waitFor();
  }
}
