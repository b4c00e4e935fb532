import { createHash, createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { noticeParams } from './notice-params';
import type { SmsOutcome, SmsSender } from './port';

export interface AliyunSmsSettings {
  endpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  templateCode: string;
  /** The template code of each kind of notice; a kind without one is not sent. */
  noticeTemplates?: Readonly<Record<string, string>>;
  /** Milliseconds to wait for an answer. */
  timeoutMs?: number;
}

const answerSchema = z.object({
  Code: z.string(),
  Message: z.string().optional(),
  BizId: z.string().optional(),
});

/** Answers of Dysmsapi after which the same message may be sent again later. */
const passingCodes = new Set([
  'isv.BUSINESS_LIMIT_CONTROL',
  'isp.SYSTEM_ERROR',
  'isp.RAM_PERMISSION_DENY',
  'Throttling',
]);

/** Alibaba Cloud SMS (Dysmsapi 2017-05-25, SendSms), signed with ACS3-HMAC-SHA256. */
export function createAliyunSmsSender(settings: AliyunSmsSettings): SmsSender {
  return {
    sendLoginCode: ({ phone, code }) => send(settings, phone, settings.templateCode, { code }),
    async sendNotice({ phone, kind, facts }) {
      const templateCode = settings.noticeTemplates?.[kind];
      if (!templateCode) return { ok: false, again: false, detail: `no template for ${kind}` };
      return send(settings, phone, templateCode, noticeParams(facts));
    },
  };
}

async function send(
  settings: AliyunSmsSettings,
  phone: string,
  templateCode: string,
  params: Readonly<Record<string, string>>,
): Promise<SmsOutcome> {
  const query = new URLSearchParams({
    PhoneNumbers: phone,
    SignName: settings.signName,
    TemplateCode: templateCode,
    TemplateParam: JSON.stringify(params),
  });
  query.sort();
  const url = new URL('/', settings.endpoint);
  url.search = percentEncoded(query);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: signedHeaders(url, settings),
      signal: AbortSignal.timeout(settings.timeoutMs ?? 5000),
    });
    return readAnswer(response.status, await response.text());
  } catch (error) {
    return { ok: false, again: true, detail: error instanceof Error ? error.message : 'network failure' };
  }
}

function signedHeaders(url: URL, settings: AliyunSmsSettings): Record<string, string> {
  const headers: Record<string, string> = {
    host: url.host,
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': '2017-05-25',
  };
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonicalRequest = [
    'POST',
    '/',
    url.search.slice(1),
    canonicalHeaders,
    names.join(';'),
    sha256(''),
  ].join('\n');
  const signature = createHmac('sha256', settings.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonicalRequest)}`)
    .digest('hex');
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `ACS3-HMAC-SHA256 Credential=${settings.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

function readAnswer(status: number, text: string): SmsOutcome {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, again: status >= 500, detail: `HTTP ${status} without JSON` };
  }
  const answer = answerSchema.safeParse(parsed);
  if (!answer.success)
    return { ok: false, again: status >= 500, detail: `HTTP ${status} with an unknown answer` };
  const { Code, Message, BizId } = answer.data;
  if (Code === 'OK') return { ok: true, providerId: BizId ?? '' };
  return { ok: false, again: status >= 500 || passingCodes.has(Code), detail: `${Code}: ${Message ?? ''}` };
}

/** RFC 3986 encoding, which differs from form encoding in spaces, asterisks and tildes. */
function percentEncoded(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
