import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Makes the data folder where it is missing; one sentence where it cannot be made or written. */
export function dataFolderProblem(folder: string): string | null {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `the data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}); choose another with DATA_DIR`;
  }
}

/** One level at a time: a recursive mkdir of Node never ends under a parent that answers ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
