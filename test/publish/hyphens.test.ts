import { expect, test } from 'vitest';
import { softHyphens } from '../../src/publish/hyphens.ts';

const shown = (text: string): string => softHyphens(text).replaceAll('\u00ad', '·');

test.each([
  ['Карагандинская', 'Кара·ган·дин·ская'],
  ['Кызылординская', 'Кызы·лор·дин·ская'],
  ['Мангистауская', 'Ман·гис·тау·ская'],
  ['Северо-Казахстанская', 'Северо-Казах·стан·ская'],
  ['Қызылорда', 'Қызы·лорда'],
  ['Солтүстік Қазақстан', 'Сол·түс·тік Қазақ·стан'],
])('%s breaks between syllables', (name, broken) => {
  expect(shown(name)).toBe(broken);
});

test.each(['Алматы', 'Нур-Султан', 'Абай', 'North Kazakhstan', 'Қазақ'])('%s stays whole', (name) =>
  expect(softHyphens(name)).toBe(name),
);
