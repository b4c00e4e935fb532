import { createHash, createHmac } from 'node:crypto';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAliyunSmsSender } from '~/adapters/sms/aliyun.server';
import { createFakeSmsSender } from '~/adapters/sms/fake.server';
import type { SmsSender } from '~/adapters/sms/port';

const settings = {
  endpoint: 'https://dysmsapi.example.test',
  accessKeyId: 'test-key',
  accessKeySecret: 'test-secret',
  signName: '邻桩',
  templateCode: 'SMS_1',
  noticeTemplates: { 'promise-cut': 'SMS_2' },
  timeoutMs: 300,
};
const network = setupServer();
beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function answerWith(body: object, status = 200) {
  network.use(http.post('https://dysmsapi.example.test/', () => HttpResponse.json(body, { status })));
}

const senders: Record<string, () => SmsSender> = {
  'the development fake': createFakeSmsSender,
  'Alibaba Cloud': () => {
    answerWith({ Code: 'OK', Message: 'OK', BizId: '900619746936498440^0' });
    return createAliyunSmsSender(settings);
  },
};

describe.each(Object.entries(senders))('The SMS port, by %s', (_, create) => {
  it('sends a login code and answers with the provider id', async () => {
    const outcome = await create().sendLoginCode({ phone: '13800000001', code: '123456' });
    expect(outcome).toMatchObject({ ok: true, providerId: expect.stringMatching(/./) });
  });

  it('sends a notice and answers with the provider id', async () => {
    const facts = { bookingId: 'bk_1', promisedWh: 18_000, expectedWh: 8000 };
    const outcome = await create().sendNotice({ phone: '13800000001', kind: 'promise-cut', facts });
    expect(outcome).toMatchObject({ ok: true, providerId: expect.stringMatching(/./) });
  });
});

describe('Alibaba Cloud SMS', () => {
  it('signs what it sends with ACS3-HMAC-SHA256 over the very request', async () => {
    let seen: Request | undefined;
    network.use(
      http.post('https://dysmsapi.example.test/', ({ request }) => {
        seen = request.clone();
        return HttpResponse.json({ Code: 'OK', BizId: '1' });
      }),
    );
    await createAliyunSmsSender(settings).sendLoginCode({ phone: '13800000001', code: '0 1*~' });
    const url = new URL(seen?.url ?? '');
    expect(JSON.parse(url.searchParams.get('TemplateParam') ?? '')).toEqual({ code: '0 1*~' });
    expect(url.search).not.toContain('+');
    const authorization = seen?.headers.get('authorization') ?? '';
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
    const headers = names
      .map((name) => `${name}:${name === 'host' ? url.host : seen?.headers.get(name)}\n`)
      .join('');
    const canonical = ['POST', '/', url.search.slice(1), headers, names.join(';'), sha256('')].join('\n');
    const signature = createHmac('sha256', settings.accessKeySecret)
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
      .digest('hex');
    expect(authorization).toBe(
      `ACS3-HMAC-SHA256 Credential=test-key,SignedHeaders=${names.join(';')},Signature=${signature}`,
    );
  });

  it('fills the template of the notice’s kind with times, energies and money people read, and no ids', async () => {
    let seen: URL | undefined;
    network.use(
      http.post('https://dysmsapi.example.test/', ({ request }) => {
        seen = new URL(request.url);
        return HttpResponse.json({ Code: 'OK', BizId: '1' });
      }),
    );
    const sender = createAliyunSmsSender({
      ...settings,
      noticeTemplates: { 'promise-cut': 'SMS_2', 'slot-taken-back': 'SMS_3' },
    });
    const facts = { bookingId: 'bk_1', promisedWh: 18_000, expectedWh: 8050 };
    await sender.sendNotice({ phone: '13800000001', kind: 'promise-cut', facts });
    expect(seen?.searchParams.get('TemplateCode')).toBe('SMS_2');
    expect(JSON.parse(seen?.searchParams.get('TemplateParam') ?? '')).toEqual({
      promisedKwh: '18.0',
      expectedKwh: '8.1',
    });
    const taken = { bookingId: 'bk_1', startAt: '2026-11-20T13:00:00.000Z', reason: 'blocked' };
    await sender.sendNotice({ phone: '13800000001', kind: 'slot-taken-back', facts: taken });
    expect(JSON.parse(seen?.searchParams.get('TemplateParam') ?? '')).toEqual({ startAt: '11-20 21:00' });
  });

  it('gives up on a kind of notice that has no template, without asking the vendor', async () => {
    const facts = { bookingId: 'bk_1', endAt: '2026-11-20T13:00:00.000Z' };
    const outcome = await createAliyunSmsSender(settings).sendNotice({
      phone: '13800000001',
      kind: 'slot-ending',
      facts,
    });
    expect(outcome).toEqual({ ok: false, again: false, detail: 'no template for slot-ending' });
  });

  it('asks for another try when the vendor limits the flow', async () => {
    answerWith({ Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发分钟级流控' });
    const outcome = await createAliyunSmsSender(settings).sendLoginCode({ phone: '13800000001', code: '1' });
    expect(outcome).toMatchObject({ ok: false, again: true });
  });

  it('gives up on a number that the vendor calls wrong', async () => {
    answerWith({ Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '号码格式错误' }, 400);
    const outcome = await createAliyunSmsSender(settings).sendLoginCode({ phone: '1', code: '1' });
    expect(outcome).toEqual({ ok: false, again: false, detail: 'isv.MOBILE_NUMBER_ILLEGAL: 号码格式错误' });
  });

  it('asks for another try after an answer that is not JSON, a broken connection and a silence', async () => {
    const sender = createAliyunSmsSender(settings);
    network.use(
      http.post('https://dysmsapi.example.test/', () => new HttpResponse('<html>', { status: 502 })),
    );
    expect(await sender.sendLoginCode({ phone: '1', code: '1' })).toMatchObject({ ok: false, again: true });
    network.use(http.post('https://dysmsapi.example.test/', () => HttpResponse.error()));
    expect(await sender.sendLoginCode({ phone: '1', code: '1' })).toMatchObject({ ok: false, again: true });
    network.use(http.post('https://dysmsapi.example.test/', () => new Promise<never>(() => undefined)));
    expect(await sender.sendLoginCode({ phone: '1', code: '1' })).toMatchObject({ ok: false, again: true });
  });
});

describe('The development fake', () => {
  it('hands each code out once, so that a page never shows the code of an earlier login', async () => {
    const fake = createFakeSmsSender();
    await fake.sendLoginCode({ phone: '13800000001', code: '111111' });
    expect(await fake.takeCode('13800000001')).toBe('111111');
    const waiting = fake.takeCode('13800000001');
    await fake.sendLoginCode({ phone: '13800000001', code: '222222' });
    expect(await waiting).toBe('222222');
  });
});
