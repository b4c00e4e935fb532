import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const tests = globSync('tests/use-cases/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
const useCases = globSync('app/use-cases/*/*.server.ts').filter((file) => !file.includes('/shared/'));

it.each(useCases.sort())('a test runs %s', (file) => {
  const address = file.replace(/^app\//, '~/').replace(/\.ts$/, '');
  expect(tests.some((text) => text.includes(`from '${address}'`))).toBe(true);
});
