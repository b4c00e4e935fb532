import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, removeData, startServer } from '../setup/running-server';
import { signIn } from '../setup/sign-in';

let server: RunningServer;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  removeData(server);
});

/** One address and one login for every route that takes a form. */
const formRoutes: Record<string, [address: string, login: string | null]> = {
  'committee.resolutions.$id': ['/committee/resolutions/res_heying', 'yeweihui1'],
  'home.apply.$caseId.capacity': ['/home/apply/case_fangmei/capacity', '13800000021'],
  'home.apply.$caseId.car': ['/home/apply/case_fangmei/car', '13800000021'],
  'home.apply.$caseId.confirm': ['/home/apply/case_fangmei/confirm', '13800000021'],
  'home.apply.$caseId.documents': ['/home/apply/case_fangmei/documents', '13800000021'],
  'home.apply.$caseId.pile': ['/home/apply/case_fangmei/pile', '13800000021'],
  'home.apply.$caseId.space': ['/home/apply/case_fangmei/space', '13800000021'],
  'home.apply._index': ['/home/apply?index', '13800000021'],
  'home.cars.$carId': ['/home/cars/car_fangmei', '13800000021'],
  'home.cars.new': ['/home/cars/new', '13800000021'],
  'home.cases.$caseId': ['/home/cases/case_malin', '13800000010'],
  'home.cases.$caseId_.mediation': ['/home/cases/case_malin/mediation', '13800000010'],
  'home.cases.$caseId_.withdraw': ['/home/cases/case_malin/withdraw', '13800000010'],
  'home.charging': ['/home/charging', '13800000001'],
  'home.join': ['/home/join', '13800000001'],
  'home.lend.$pileId': ['/home/lend/pile_lhy_p01', '13800000001'],
  'home.me': ['/home/me', '13800000001'],
  'home.spaces.new': ['/home/spaces/new', '13800000001'],
  'home.notices': ['/home/notices', '13800000021'],
  'home.shared._index': ['/home/shared?index', '13800000021'],
  'home.shared.slots.$bookingId': ['/home/shared/slots/booking_none', '13800000021'],
  'p.$code': ['/p/none', '13800000021'],
  'home.shared.book': ['/home/shared/book', '13800000021'],
  'home.shared.wait': ['/home/shared/wait', '13800000021'],
  locale: ['/locale', null],
  'login._index': ['/login?index', null],
  'login.staff': ['/login/staff', null],
  logout: ['/logout', null],
  'notices.$id': ['/notices/res_heying', '13800000001'],
  'operator.cases.$caseId': ['/operator/cases/case_tangli', 'yunying'],
  'operator.sharing.rules': ['/operator/sharing/rules?compound=cmp_lihuyuan', 'yunying'],
  'operator.sharing._index': ['/operator/sharing?index', 'yunying'],
  'operator.sharing.$pileId': ['/operator/sharing/pile_lhy_p10', 'yunying'],
  'operator.sharing.prices.$compoundId': ['/operator/sharing/prices/cmp_lihuyuan', 'yunying'],
  'operator.piles.$pileId': ['/operator/piles/pile_lhy_p01', 'yunying'],
  'oversight.cases.$caseId': ['/oversight/cases/case_xiejun', 'jiedao'],
  'property.cases.$caseId': ['/property/cases/case_malin', 'wuye'],
  'property.sharing.rules': ['/property/sharing/rules?compound=cmp_lihuyuan', 'wuye'],
  'property.households': ['/property/households', 'wuye'],
  'utility.cases.$caseId': ['/utility/cases/case_gaofei', 'gongdian'],
  'utility.transformers.$transformerId': ['/utility/transformers/tr_lhy_1', 'gongdian'],
  welcome: ['/welcome', '13800000001'],
};

/** They answer without reading a body: nothing is asked, or what is named does not exist in the story. */
const readNoBody = [
  'logout',
  'home.apply.$caseId.capacity',
  'home.notices',
  'home.shared._index',
  'home.shared.slots.$bookingId',
  'p.$code',
];

const urlEncoded = 'application/x-www-form-urlencoded';

function send(address: string, cookie: string, init: RequestInit & { type?: string }): Promise<Response> {
  const headers = { origin: server.url, cookie, ...(init.type ? { 'content-type': init.type } : {}) };
  return fetch(`${server.url}${address}`, { method: 'POST', redirect: 'manual', headers, ...init });
}

async function cookieFor(login: string | null): Promise<string> {
  if (login === null) return '';
  const known = cookies.get(login) ?? (await signIn(server.url, login));
  cookies.set(login, known);
  return known;
}

function nineFiles(): FormData {
  const form = new FormData();
  for (let index = 0; index < 9; index += 1) form.append('evidence', new Blob(['%PDF-1.4']), `${index}.pdf`);
  return form;
}

describe('A body that is no form', () => {
  it('is tried on every route that takes a form', () => {
    const routes = readdirSync('app/routes')
      .filter((file) => /export (async )?function action\b/.test(readFileSync(`app/routes/${file}`, 'utf8')))
      .map((file) => file.replace(/\.tsx?$/, ''));
    expect(Object.keys(formRoutes).sort()).toEqual(routes.sort());
  });

  it.each(Object.entries(formRoutes))(
    'is answered with what is wrong, never as a fault of the server: %s',
    async (route, [address, login]) => {
      const cookie = await cookieFor(login);
      const boundary = 'multipart/form-data; boundary=x';
      const statusOf = async (type: string | undefined, body: RequestInit['body']) =>
        (await send(address, cookie, { type, body })).status;
      expect(await statusOf('application/json', '{"loginName":')).toBe(415);
      expect(await statusOf('text/plain', 'phone=13800000001')).toBe(415);
      expect(await statusOf(undefined, null)).toBe(415);
      expect(await statusOf('multipart/form-data', '--x--')).toBe(415);
      if (readNoBody.includes(route)) return;
      expect(await statusOf(boundary, 'no parts at all')).toBe(400);
      expect(await statusOf(boundary, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nbroken')).toBe(
        400,
      );
      expect(await statusOf(undefined, nineFiles())).toBe(413);
    },
  );

  it('says on a page what to do about too many files and about a broken body', async () => {
    const cookie = await cookieFor('wuye');
    const tooMany = await send('/property/cases/case_malin', cookie, { body: nineFiles() });
    expect(await tooMany.text()).toContain('一次最多 6 个文件');
    const broken = await send('/property/cases/case_malin', cookie, {
      type: 'multipart/form-data; boundary=x',
      body: 'garbage',
    });
    expect(await broken.text()).toContain('没有读懂提交的内容');
  });

  it('comes with no other method', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await send('/login', '', { method, type: urlEncoded });
      expect(response.status, method).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    }
  });

  it('leaves no stack in the log', () => {
    expect(server.output()).not.toMatch(/\n\s+at /);
  });
});
