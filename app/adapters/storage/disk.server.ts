import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentStorage } from './port';

/** Documents as files below `folder`, outside the web root; throws for a key that is not a plain name. */
export function createDiskStorage(folder: string): DocumentStorage {
  const fileOf = (key: string) => {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(key)) throw new Error('storage key must be a plain name');
    return path.join(folder, key.slice(-2), key);
  };
  return {
    async put(key, bytes) {
      const file = fileOf(key);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const handle = await open(`${file}.part`, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.part`, file);
    },
    async get(key) {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
  };
}
