import type { Page } from 'playwright-core';
import { expectGoodPage } from '../setup/browser';

/** The resident says when and how much, and reads tonight's line with its chart and its sentence. */
export async function wishForTonight(page: Page, wish: { readyTime: string; kwh: string }) {
  await page.goto('/home/charging');
  await expectGoodPage(page);
  await page.getByLabel('单位').selectOption('kwh');
  await page.getByLabel('充多少').fill('999');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('一次最多 200 度，请填小一些').first().waitFor();
  await page.getByLabel('几点用车').fill(wish.readyTime);
  await page.getByLabel('充多少').fill(wish.kwh);
  await page.getByLabel('单位').selectOption('kwh');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(`已记下：${wish.readyTime} 用车，充 ${wish.kwh}.0 kWh`).first().waitFor();
  await page
    .getByText(/约 .*充满/)
    .first()
    .waitFor();
  await page
    .getByText(/价时段充|起充|安排在/)
    .first()
    .waitFor();
  await expectGoodPage(page);
  await page.goto('/home');
  await page
    .getByText(/约 .*充满/)
    .first()
    .waitFor();
  await expectGoodPage(page);
}

/** A desk sees the night's stacked schedule against the limit, with the car of the space in it. */
export async function seeSchedule(page: Page, path: string, spaceCode: string) {
  await page.goto(path);
  await expectGoodPage(page);
  await page
    .getByRole('link', { name: /丽湖苑/ })
    .first()
    .click();
  await page.getByText(spaceCode).filter({ visible: true }).first().waitFor();
  await page.getByRole('img').first().waitFor();
  await expectGoodPage(page);
}
