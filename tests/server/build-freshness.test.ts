import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuildStale } from '~/server/build-freshness.js';

const files = [
  'app/routes/home.tsx',
  'db/queries/cases.server.ts',
  'migrations/index.ts',
  'public/favicon.svg',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'remix.config.js',
];
let root: string;

function write(file: string, second: number): void {
  const place = path.join(root, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, '');
  for (let at = place; at !== root; at = path.dirname(at)) utimesSync(at, second, second);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'linzhuang-build-'));
  for (const file of files) write(file, 1000);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('A start', () => {
  it('builds where nothing is built', () => {
    expect(isBuildStale(root)).toBe(true);
  });

  it('keeps a bundle that is newer than everything it is made from', () => {
    write('build/server/index.js', 2000);
    expect(isBuildStale(root)).toBe(false);
  });

  it.each(files)('builds again after a change of %s', (file) => {
    write('build/server/index.js', 2000);
    write(file, 3000);
    expect(isBuildStale(root)).toBe(true);
  });

  it('builds again after a file was taken away', () => {
    write('build/server/index.js', 2000);
    write('app/routes/gone.tsx', 1000);
    rmSync(path.join(root, 'app/routes/gone.tsx'));
    expect(isBuildStale(root)).toBe(true);
  });
});
