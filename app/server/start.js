// Plain JavaScript without newer syntax, so that an old Node can say in words that it is too old.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isBuildStale } from './build-freshness.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dev = process.argv.includes('--dev');
process.env.TZ = process.env.TZ || 'Asia/Shanghai';

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `邻桩: Node 22 or newer is needed, this is ${process.versions.node}. Start with "npm start": it brings its own Node.`,
  );
  process.exit(1);
}
process.chdir(root);
if (!dev && isBuildStale(root)) build();
if (process.argv.includes('--build-only')) process.exit(0);
process.env.NODE_ENV = process.env.NODE_ENV || (dev ? 'development' : 'production');

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
await main({ dev });

function build() {
  console.log('邻桩: building the pages (about a quarter of a minute) …');
  const remix = path.join(root, 'node_modules/@remix-run/dev/dist/cli.js');
  const done = spawnSync(process.execPath, [remix, 'vite:build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (done.status === 0) return;
  console.error(done.stdout, done.stderr);
  console.error('邻桩: the build failed; what it printed is above.');
  process.exit(1);
}
