import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('brackets of one language stand in its dictionary, not in a component', () => {
  const others = globSync('app/{components,routes}/**/*.tsx').filter((file) =>
    /[（）]/.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')),
  );
  expect(others).toEqual([]);
});
