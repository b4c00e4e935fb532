import type { Page } from 'playwright-core';
import { ACCEPTANCE_ITEMS, type AcceptanceContext } from '~/domain/compliance/acceptance-items';
import { expectGoodPage } from '../setup/browser';

/** The property manager finds the case in the inbox and agrees; resolves to the letter's number and address. */
export async function agreeAsProperty(page: Page, caseNo: string, caseId: string) {
  await page.goto('/property');
  await expectGoodPage(page);
  await page.getByLabel('查找').fill(caseNo);
  await page.getByRole('button', { name: '查找' }).click();
  await page
    .getByRole('link', { name: new RegExp(caseNo) })
    .first()
    .click();
  await page.waitForURL(new RegExp(caseId));
  await expectGoodPage(page);
  await page.getByLabel('附加条件').fill('电缆沿北侧桥架敷设');
  await page.getByRole('button', { name: '同意并出具' }).click();
  const done = await page.getByText(/已同意，同意书 施同-/).textContent();
  const letterNo = /施同-[A-Z0-9]+-\d{4}-\d{4}/.exec(done ?? '')?.[0] ?? '';
  const href =
    (await page
      .getByRole('link', { name: new RegExp(letterNo) })
      .first()
      .getAttribute('href')) ?? '';
  return { letterNo, href };
}

/** One committee member votes yes on the case's resolution. */
export async function voteAsMember(page: Page, spaceCode: string) {
  await page.goto('/committee');
  await expectGoodPage(page);
  await page.getByRole('link').filter({ hasText: spaceCode }).first().click();
  await page.waitForURL(/resolutions/);
  await expectGoodPage(page);
  await page.getByRole('radio', { name: /^同意/ }).check();
  await page
    .getByRole('button', { name: /提交|投票/ })
    .first()
    .click();
  await page
    .getByText(/回执|已收到|您的票/)
    .first()
    .waitFor();
}

/** A member ends the vote once it is settled; the case goes on to the utility. */
export async function closeVote(page: Page) {
  await page.getByRole('button', { name: '宣布结果' }).click();
  await page
    .getByText(/已通过，办件转供电公司受理/)
    .first()
    .waitFor();
  await expectGoodPage(page);
}

/** The utility's clerk accepts, records the survey and approves what the engine proposes. */
export async function connectAsUtility(page: Page, caseId: string) {
  await page.goto('/utility');
  await expectGoodPage(page);
  await page.goto(`/utility/cases/${caseId}`);
  await expectGoodPage(page);
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByText('已受理，请在期限内安排勘查').first().waitFor();
  await page.getByLabel('电缆长度').fill('42');
  await page.getByLabel('铜芯截面').selectOption({ index: 2 });
  await page.getByLabel('表箱位置').fill('地下一层 2 号配电间 3 号表箱');
  await page.getByLabel(/^具备/).check();
  await page.getByLabel('走现有桥架和管井').check();
  await expectGoodPage(page);
  await page.getByRole('button', { name: '保存勘查并评估' }).click();
  await page.getByText('勘查已记录，系统已给出建议').first().waitFor();
  await expectGoodPage(page);
  await page.getByLabel(/^直接接入/).check();
  await page.getByRole('button', { name: '决定并写入台账' }).click();
  await page.getByText('已批准直接接入，容量已预留').first().waitFor();
  await expectGoodPage(page);
}

const context: AcceptanceContext = {
  pileKind: 'private',
  location: 'underground',
  earthing: 'TN',
  ordered: true,
  plannedSectionMm2: 10,
  ratedCurrentA: 32,
};

/** The operator fails to energise before acceptance, records it, and issues the pile's identity and password. */
export async function acceptAsOperator(page: Page, caseId: string, meterNumber: string) {
  await page.goto(`/operator/cases/${caseId}`);
  await expectGoodPage(page);
  for (const item of ACCEPTANCE_ITEMS.filter((candidate) => candidate.applies(context))) {
    const limit = typeof item.limit === 'function' ? item.limit(context) : item.limit;
    if (item.kind === 'yes-no') {
      const group = page.getByRole('group', { name: new RegExp(`^${literally(item.name)}`) });
      if (await group.count()) await group.getByLabel('合格', { exact: true }).check();
    } else {
      const field = page.getByLabel(new RegExp(`^${literally(item.name)}`));
      const value = limit.min ?? (limit.max === undefined ? 1 : limit.max / 2);
      const text = item.key === 'meter-number' ? meterNumber : `验-${item.key}`;
      const number = Math.max(value, limit.minorMin ?? 0);
      if (await field.count()) await field.first().fill(item.kind === 'text' ? text : String(number));
    }
  }
  await page.getByLabel(/CCC/).first().fill('2026011234567890');
  await page.getByLabel('现场照片').setInputFiles({
    name: '现场.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await page.getByLabel(/^电缆导体截面/).fill('6');
  await page.getByRole('button', { name: '提交验收结果' }).click();
  await page.getByText('验收未通过，已记录不合格项').first().waitFor();
  await expectGoodPage(page);
  await page.getByLabel(/^电缆导体截面/).fill('16');
  await page.getByRole('button', { name: '提交验收结果' }).click();
  await page.getByText('验收通过，桩已建档').first().waitFor();
  await expectGoodPage(page);
  await page.getByRole('button', { name: '发放接入凭证' }).click();
  await page.getByText('请现在就交给安装人员').first().waitFor();
  await expectGoodPage(page);
  return readStation(page);
}

async function readStation(page: Page): Promise<{ identity: string; password: string }> {
  const value = async (term: RegExp) =>
    (
      await page
        .locator('dt', { hasText: term })
        .first()
        .locator('xpath=following-sibling::dd[1]')
        .textContent()
    )?.trim() ?? '';
  return { identity: await value(/桩编号/), password: await value(/密码/) };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
