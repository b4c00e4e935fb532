import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { createInProcessBus } from '~/adapters/bus/in-process.server';
import type { Bus } from '~/adapters/bus/port';
import { createPostgresBus } from '~/adapters/bus/postgres.server';
import { createPdfLetterPrinter } from '~/adapters/letter/pdf.server';
import { createAliyunSmsSender } from '~/adapters/sms/aliyun.server';
import { createFakeSmsSender } from '~/adapters/sms/fake.server';
import type { SmsSender } from '~/adapters/sms/port';
import { createDiskStorage } from '~/adapters/storage/disk.server';
import type { Env } from '~/config/env.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { OpenDatabase } from '~db/client.server';

/** The dependencies of every use case, bound to the real world. */
export function createDeps(env: Env, database: OpenDatabase, bus: Bus, nowMs: () => number): Deps {
  return {
    db: database.db,
    clock: () => new Date(nowMs()).toISOString(),
    newId: (prefix) => `${prefix}_${randomId()}`,
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    documents: createDiskStorage(path.join(env.dataFolder, 'documents')),
    letterPrinter: createPdfLetterPrinter(),
    bus,
  };
}

/** One process on SQLite needs no network to talk to itself; many on PostgreSQL meet through LISTEN/NOTIFY. */
export function createBus(env: Env, onError: (error: unknown) => void): Promise<Bus> | Bus {
  return env.databaseUrl.startsWith('postgres')
    ? createPostgresBus(env.databaseUrl, onError)
    : createInProcessBus();
}

export interface Sms {
  sender: SmsSender;
  /** Takes the code of a phone, once, where codes are shown in place of being sent. */
  takeCode: ((phone: string) => Promise<string | null>) | null;
}

export function createSms(env: Env): Sms {
  if (env.SMS_PROVIDER === 'aliyun') {
    const sender = createAliyunSmsSender({
      endpoint: env.ALIYUN_SMS_ENDPOINT,
      accessKeyId: env.ALIYUN_ACCESS_KEY_ID ?? '',
      accessKeySecret: env.ALIYUN_ACCESS_KEY_SECRET ?? '',
      signName: env.ALIYUN_SMS_SIGN_NAME ?? '',
      templateCode: env.ALIYUN_SMS_TEMPLATE_CODE ?? '',
      noticeTemplates: env.ALIYUN_SMS_NOTICE_TEMPLATES,
    });
    return { sender, takeCode: null };
  }
  const fake = createFakeSmsSender();
  return { sender: fake, takeCode: env.DEMO ? fake.takeCode : null };
}

/** 24 characters without look-alikes, 120 random bits. */
function randomId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(randomBytes(24), (byte) => alphabet[byte & 31]).join('');
}
