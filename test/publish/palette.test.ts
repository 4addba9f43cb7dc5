import { describe, expect, test } from 'vitest';
import {
  accents,
  contrast,
  grounds,
  measureClasses,
  type Shade,
} from '../../src/publish/palette.ts';

/** WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for what carries meaning without words (1.4.11). */
const text_min = 4.5;

test('contrast is that of the standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
});

describe.each(['light', 'dark'] as const)('%s', (shade: Shade) => {
  const { paper, ink, muted, field } = grounds[shade];

  test.each([
    ['ink', ink] as const,
    ['muted ink', muted] as const,
    ...measureClasses.map((name) => [name, accents[name][shade]] as const),
  ])('%s reads on paper and on the tinted ground', (_, colour) => {
    expect(contrast(colour, paper)).toBeGreaterThanOrEqual(text_min);
    expect(contrast(colour, field)).toBeGreaterThanOrEqual(text_min);
  });

  test('words over a marked span stay readable', () => {
    for (const name of measureClasses) {
      expect(contrast(ink, mixed(accents[name][shade], paper, 0.22))).toBeGreaterThanOrEqual(7);
      expect(
        contrast(accents[name][shade], mixed(accents[name][shade], paper, 0.09)),
      ).toBeGreaterThanOrEqual(3);
    }
  });

  test('curfew nights stand out on the pale emergency under them', () => {
    const pale = mixed(accents.emergency[shade], paper, 0.26);
    expect(contrast(accents.curfew[shade], pale)).toBeGreaterThanOrEqual(3);
    expect(contrast(ink, pale)).toBeGreaterThanOrEqual(text_min);
  });

  test('each class has a colour of its own', () => {
    expect(new Set(measureClasses.map((name) => accents[name][shade])).size).toBe(
      measureClasses.length,
    );
  });
});

/** A share of one colour over another, as `color-mix(in srgb)` and opacity give it. */
function mixed(colour: string, ground: string, share: number): string {
  const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16);
  const mix = [1, 3, 5].map((at) =>
    Math.round(part(colour, at) * share + part(ground, at) * (1 - share)),
  );
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
