import process from 'node:process';
import { register } from 'tsx/esm/api';

const commands = {
  plan: () => import('./plan.ts'),
  assess: () => import('./assess.ts'),
  demand: () => import('./demand.ts'),
  simulate: () => import('./simulate.ts'),
  migrate: () => import('./migrate.ts'),
  seed: () => import('./seed.ts'),
  'verify-log': () => import('./verify-log.ts'),
  'demo-piles': () => import('./demo-piles.ts'),
  'replay-bookings': () => import('./replay-bookings.ts'),
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (!command) {
  console.error(`Usage: node app/cli/run.js <${Object.keys(commands).join('|')}> [options]`);
  process.exit(2);
}
register();
const { main } = await command();
process.exitCode = (await main(args)) ?? 0;
