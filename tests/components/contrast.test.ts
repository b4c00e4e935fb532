import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const sheet = readFileSync(new URL('../../app/styles/theme.css', import.meta.url), 'utf8');
const colours = new Map(
  [...sheet.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!]),
);

function luminance(name: string): number {
  const hex = colours.get(name);
  if (!hex) throw new Error(`No colour ${name}`);
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const bandTints = ['deep-valley', 'valley', 'flat', 'peak', 'sharp'].map((kind) => `band-${kind}`);
const readable: [text: string, ground: string][] = [
  ...['paper', 'ground', 'accent-soft', 'info-soft', 'warn-soft', 'danger-soft', ...bandTints].map(
    (ground): [string, string] => ['ink', ground],
  ),
  ['muted', 'paper'],
  ['muted', 'ground'],
  ['muted', 'danger-soft'],
  ['accent-strong', 'paper'],
  ['accent-strong', 'ground'],
  ['accent-strong', 'accent-soft'],
  ['info-strong', 'info-soft'],
  ['warn-strong', 'warn-soft'],
  ['danger-strong', 'danger-soft'],
  ['danger-strong', 'paper'],
  ['paper', 'accent'],
  ['paper', 'danger'],
  ['ink', 'base-load'],
];

describe('the palette', () => {
  test.each(readable)('lets %s be read on %s (AA, 4.5)', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['line-strong', 'paper'],
    ['info', 'paper'],
    ['limit', 'accent'],
    ['base-load-line', 'paper'],
  ])('sets the edge of %s off from %s (AA, 3)', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });

  test('keeps neighbours in a stack apart in black and white', () => {
    for (let layer = 1; layer < 8; layer++) {
      expect(contrast(`series-${layer}`, `series-${layer + 1}`)).toBeGreaterThanOrEqual(3);
    }
  });

  test('has no colour but hex, which every phone reads', () => {
    expect(sheet).not.toMatch(/oklch|color-mix|rgb\(|hsl\(/);
  });
});
