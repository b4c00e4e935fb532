import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every form is read by the one reader that answers a broken body', () => {
  const others = globSync('app/**/*.{ts,tsx}').filter((file) =>
    /request\.formData\(|\.formData\(\)/.test(readFileSync(file, 'utf8')),
  );
  expect(others).toEqual([]);
});
