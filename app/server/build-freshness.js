import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the bundle is made from and by. */
export const buildSources = [
  'app',
  'db',
  'migrations',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'remix.config.js',
];

/** Whether the bundle is missing, or older than anything it is made from. */
export function isBuildStale(root) {
  const built = path.join(root, 'build/server/index.js');
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return buildSources.some((source) => newestUnder(path.join(root, source)) > builtAt);
}

function newestUnder(place) {
  const facts = statSync(place);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return readdirSync(place).reduce(
    (newest, name) => Math.max(newest, newestUnder(path.join(place, name))),
    facts.mtimeMs,
  );
}
