import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInChromium, openBrowser, openDevice } from '../setup/browser';
import { type RunningServer, removeData, startServer } from '../setup/running-server';

const isHydrated = () => {
  const form = document.querySelector('form');
  return form !== null && Object.keys(form).some((key) => key.startsWith('__reactProps'));
};

describeInChromium('Development with hot reload', () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    rmSync('.cache/vite', { recursive: true, force: true });
    server = await startServer({ args: ['--dev'], env: { NODE_ENV: 'development' } });
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) removeData(server);
  });

  it('brings the login page to life on the first load after a fresh clone', async () => {
    const { page, context } = await openDevice(browser, 'phone', server.origin);
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    page.on('pageerror', (error) => refused.push(error.message));
    await page.goto('/login', { timeout: 60_000 });
    await page.waitForFunction(isHydrated, undefined, { timeout: 60_000 });
    expect(refused).toEqual([]);
    await context.close();
  }, 150_000);
});
