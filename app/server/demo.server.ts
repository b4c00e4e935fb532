import { createInProcessBus } from '~/adapters/bus/in-process.server';
import type { Env } from '~/config/env.server';
import { hashPassword } from '~/use-cases/login/check-password.server';
import type { OpenDatabase } from '~db/client.server';
import { claimStory } from '~db/seed/claim-story.server';
import { inOneTransaction } from '~db/seed/one-transaction.server';
import { isEmpty, seedBase } from '~db/seed/seed-base.server';
import { demoPassword, newcomer, residents, staff } from '~db/seed/story';
import { createDeps } from './services.server';
import { tellStory } from './story/tell-story';

/** The accounts that the login page of a demonstration offers. */
export const demoAccounts = {
  password: demoPassword,
  staff: staff.map(({ loginName, title, role }) => ({ loginName, title, role })),
  residents: residents.slice(0, 3).map(({ phone, name, door }) => ({ phone, title: `${name} ${door}` })),
  newcomer: { joinCode: newcomer.joinCode, spaceCode: newcomer.spaceCode },
};

/**
 * Fills an empty database with the demonstration's story, told as if it were `storyNow`, in one transaction: a process
 * killed half-way leaves it empty, and of two that start together one tells it. False where there was nothing to do.
 */
export async function seedDemo(
  env: Env,
  database: OpenDatabase,
  storyNow: string = new Date().toISOString(),
): Promise<boolean> {
  const passwordHash = await hashPassword(demoPassword);
  const bus = createInProcessBus();
  const seeded = await database.db.transaction().execute(async (trx) => {
    if (!(await claimStory(trx)) || !(await isEmpty(trx))) return false;
    const db = inOneTransaction(trx);
    await seedBase(db, { storyNow, passwordHash });
    await tellStory(trx, createDeps(env, { ...database, db }, bus, Date.now), storyNow);
    return true;
  });
  await bus.close();
  return seeded;
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
