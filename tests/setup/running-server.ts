import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RunningServer {
  url: string;
  origin: string;
  process: ChildProcess;
  dataFolder: string;
  /** What it has printed so far. */
  output(): string;
  /** Sends the signal and resolves to the exit code, null after a kill. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface ServerOptions {
  /** Arguments of the start script. */
  args?: string[];
  env?: Record<string, string>;
  /** Start again on the data of an earlier server. */
  dataFolder?: string;
  /** Milliseconds; a first start builds the pages. */
  patienceMs?: number;
}

/** Runs the command with the project's Node; resolves to what it printed and its exit code. */
export function runToEnd(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (output += bytes));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** Starts the whole product as a process of its own on a free port and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'linzhuang-server-'));
  const child = spawn(process.execPath, ['app/server/start.js', ...(options.args ?? [])], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataFolder,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (output += bytes));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const port = await waitForPort(() => output, child, options.patienceMs ?? 110_000);
  const origin = `http://localhost:${port}`;
  return {
    url: `http://127.0.0.1:${port}`,
    origin,
    process: child,
    dataFolder,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

export function removeData(server: RunningServer): void {
  rmSync(server.dataFolder, { recursive: true, force: true });
}

async function waitForPort(output: () => string, child: ChildProcess, patienceMs: number): Promise<string> {
  const endAt = Date.now() + patienceMs;
  while (Date.now() < endAt) {
    const port = /http:\/\/localhost:(\d+)/.exec(output())?.[1];
    if (port) return port;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${output()}`);
}
