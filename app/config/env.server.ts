import path from 'node:path';
import * as z from 'zod';

/** Published with the source, so good for a demonstration only. */
const DEVELOPMENT_PEPPER = 'linzhuang-development-pepper';

const flag = (fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .optional()
    .transform((text) => (text === undefined ? fallback : text === 'on' || text === 'true' || text === '1'));

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|sqlite:)/, 'must begin with postgres:// or sqlite:')
    .optional(),
  PUBLIC_URL: z.url().optional(),
  ROLES: z
    .string()
    .default('web,gateway,worker')
    .transform((text) => text.split(/[,|\s]+/).filter(Boolean))
    .pipe(z.array(z.enum(['web', 'gateway', 'worker'])).min(1)),
  DEMO: flag(true),
  TRUST_PROXY: flag(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CODE_PEPPER: z.string().min(16).default(DEVELOPMENT_PEPPER),
  SMS_PROVIDER: z.enum(['fake', 'aliyun']).default('fake'),
  ALIYUN_SMS_ENDPOINT: z.url().default('https://dysmsapi.aliyuncs.com'),
  ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  ALIYUN_SMS_SIGN_NAME: z.string().optional(),
  ALIYUN_SMS_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_NOTICE_TEMPLATES: z
    .string()
    .regex(/^([a-z-]+=\w+)(,[a-z-]+=\w+)*$/, 'must read slot-ending=SMS_1,promise-cut=SMS_2')
    .optional()
    .transform((text) => Object.fromEntries((text?.split(',') ?? []).map((pair) => pair.split('=')))),
});

export interface Env extends Settings {
  /** Absolute path of the folder for the database file and documents. */
  dataFolder: string;
  databaseUrl: string;
}

export type EnvVerdict = { ok: true; env: Env } | { ok: false; errors: string[] };

/** Reads the configuration; every variable has a development default. Errors name the variable. */
export function readEnv(source: Record<string, string | undefined> = process.env): EnvVerdict {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    };
  }
  const dataFolder = path.resolve(parsed.data.DATA_DIR);
  const databaseUrl = parsed.data.DATABASE_URL ?? `sqlite:${path.join(dataFolder, 'linzhuang.sqlite')}`;
  const errors = [...missingAliyun(parsed.data), ...unsafeWithoutDemo(parsed.data)];
  if (errors.length) return { ok: false, errors };
  return { ok: true, env: { ...parsed.data, dataFolder, databaseUrl } };
}

type Settings = z.infer<typeof schema>;

function missingAliyun(env: Settings): string[] {
  if (env.SMS_PROVIDER !== 'aliyun') return [];
  const needed = [
    'ALIYUN_ACCESS_KEY_ID',
    'ALIYUN_ACCESS_KEY_SECRET',
    'ALIYUN_SMS_SIGN_NAME',
    'ALIYUN_SMS_TEMPLATE_CODE',
  ] as const;
  return needed.filter((name) => !env[name]).map((name) => `${name}: needed for SMS_PROVIDER=aliyun`);
}

/** What a demonstration may do and a real service may not: show codes, and hash them with a published key. */
function unsafeWithoutDemo(env: Settings): string[] {
  if (env.DEMO) return [];
  const errors: string[] = [];
  if (env.SMS_PROVIDER === 'fake') errors.push('SMS_PROVIDER: DEMO=off sends real codes, set it to aliyun');
  if (env.CODE_PEPPER === DEVELOPMENT_PEPPER)
    errors.push('CODE_PEPPER: DEMO=off needs a secret of your own, 16 characters or more');
  return errors;
}
