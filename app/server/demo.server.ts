import type { Env } from '~/config/env.server';
import { hashPassword } from '~/use-cases/login/check-password.server';
import type { OpenDatabase } from '~db/client.server';
import { seedBase } from '~db/seed/seed-base.server';
import { demoPassword, newcomer, residents, staff } from '~db/seed/story';

/** The accounts that the login page of a demonstration offers. */
export const demoAccounts = {
  password: demoPassword,
  staff: staff.map(({ loginName, title }) => ({ loginName, title })),
  residents: residents.slice(0, 3).map(({ phone, name, door }) => ({ phone, title: `${name} ${door}` })),
  newcomer: { joinCode: newcomer.joinCode, spaceCode: newcomer.spaceCode },
};

/** Fills an empty database with the demonstration's story, told as if it were now. */
export async function seedDemo(_env: Env, database: OpenDatabase): Promise<void> {
  const storyNow = new Date().toISOString();
  await seedBase(database.db, { storyNow, passwordHash: await hashPassword(demoPassword) });
}

/** What a newcomer needs to look around, for the terminal. */
export function demoAccountLines(): string[] {
  const first = residents[0];
  return [
    `  住户 resident    手机号 ${first.phone}（${first.name}），验证码显示在登录页`,
    `  新住户 newcomer  任意手机号，入户码 ${newcomer.joinCode}，车位 ${newcomer.spaceCode}`,
    ...staff.map(({ loginName, title }) => `  ${title}  ${loginName} / ${demoPassword}`),
  ];
}
