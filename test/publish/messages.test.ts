import { readdirSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileMessages, languages } from '../../src/publish/index.ts';
import { classOf, measureClasses } from '../../src/publish/palette.ts';
import {
  type Lang,
  logRecord,
  measureAct,
  measureType,
  provision,
  statementSource,
} from '../../src/record/index.ts';
import { file, messages } from './world.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const texts: Readonly<Record<Lang, ReadonlyMap<string, string>>> = {
  ru: flat(parse(file('data/messages/ru.yaml'))),
  kk: flat(parse(file('data/messages/kk.yaml'))),
  en: flat(parse(file('data/messages/en.yaml'))),
};
const keys = [...texts.en.keys()];

function flat(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[path + key, value] as const]
        : [...flat(value, `${path}${key}.`)],
    ),
  );
}

function ast(lang: Lang, key: string): readonly Element[] {
  return new IntlMessageFormat(texts[lang].get(key) ?? '', lang, {}, { ignoreTag: true }).getAst();
}

/** Every element of a message, those inside plural branches as well. */
function elements(nodes: readonly Element[]): readonly Element[] {
  return nodes.flatMap((node) => [
    node,
    ...('options' in node && node.options !== undefined
      ? Object.values(node.options).flatMap((option) =>
          typeof option === 'object' && option !== null && 'value' in option
            ? elements(option.value as Element[])
            : [],
        )
      : []),
  ]);
}

/** Numbers of the elements' types in the ICU parser: 0 literal, 6 plural, 7 pound. */
const literalType = 0;
const pluralType = 6;
const poundType = 7;

function args(lang: Lang, key: string): readonly string[] {
  const named = elements(ast(lang, key)).filter(
    (node) => node.type !== literalType && node.type !== poundType,
  );
  return [...new Set(named.map((node) => ('value' in node ? String(node.value) : '')))].sort();
}

test('every language has the same keys', () => {
  for (const lang of languages) expect([...texts[lang].keys()].sort()).toEqual([...keys].sort());
});

test('every message takes the same arguments in every language', () => {
  for (const key of keys) {
    for (const lang of languages)
      expect(`${key} ${args(lang, key)}`).toBe(`${key} ${args('en', key)}`);
  }
});

test.each(languages)('plurals in %s have exactly the forms of the language', (lang) => {
  const forms = [...new Intl.PluralRules(lang).resolvedOptions().pluralCategories].sort();
  const plurals = keys.flatMap((key) =>
    elements(ast(lang, key)).filter((node) => node.type === pluralType),
  );
  expect(plurals.length).toBeGreaterThan(8);
  for (const node of plurals) {
    const given = 'options' in node ? Object.keys(node.options ?? {}) : [];
    expect(given.filter((form) => !form.startsWith('=')).sort()).toEqual(forms);
  }
});

test('nothing is left untranslated', () => {
  // The same in every language: names of formats, signs, and what has no words of its own.
  const same = new Set(['unit.other', 'unit.percent']);
  const shared = new Set(['site.name', 'nav.log', 'field.origin', 'field.contact']);
  for (const key of keys) {
    const { en, ru, kk } = { en: texts.en.get(key), ru: texts.ru.get(key), kk: texts.kk.get(key) };
    if (same.has(key)) continue;
    expect(en, key).not.toMatch(/[а-яәғқңөұүһі]/i);
    expect(ru, key).toMatch(/[а-яё]/i);
    expect(kk, key).toMatch(/[а-яәғқңөұүһі]/i);
    expect(ru, key).not.toMatch(key === 'site.name' ? /^$/ : /[әғқңөұүһі]/i);
    if (!shared.has(key) && ru === kk) expect(loanWords).toContain(key);
  }
});

/** Words that Kazakh and Russian share. */
const loanWords = [
  'place.code',
  'field.code',
  'log.checkpoint',
  'field.id',
  'strips.now',
  'field.method',
];

test('every value of a record has a name', () => {
  for (const type of measureType.options) {
    expect(keys).toContain(`type.${type}`);
    expect(measureClasses).toContain(classOf[type]);
  }
  for (const name of measureClasses) expect(keys).toContain(`class.${name}`);
  for (const act of measureAct.options) expect(keys).toContain(`act.${act}`);
  for (const genre of statementSource.shape.genre.options) expect(keys).toContain(`genre.${genre}`);
  for (const { shape } of logRecord.options) expect(keys).toContain(`kind.${shape.kind.value}`);
  expect(provision.options.length).toBe(5);
});

test('every key that the pages ask for is there, and every key is asked for', () => {
  const sources = readdirSync(new URL('../../src/publish', import.meta.url))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => file(`src/publish/${name}`))
    .join('\n');
  const whole = [...sources.matchAll(/'([a-z]+\.[A-Za-z0-9_.]+)'/g)].map((match) => match[1] ?? '');
  const dotted = whole.filter((key) =>
    keys.some((known) => known.startsWith(`${key.split('.')[0]}.`)),
  );
  const asked = new Set(dotted.filter((key) => !key.endsWith('.ts')));
  for (const key of asked) expect(keys).toContain(key);
  // Keys that are put together: `type.${type}`.
  const families = [...sources.matchAll(/`([a-z]+\.(?:[a-zA-Z]+\.)?)\$\{/g)].map(
    (match) => match[1] ?? '',
  );
  const stems = [...sources.matchAll(/`([a-z]+\.[a-z]+)\$\{implied\}`/g)].map(
    (match) => match[1] ?? '',
  );
  const unused = keys.filter(
    (key) =>
      !asked.has(key) &&
      !families.some((family) => key.startsWith(family)) &&
      !stems.some((stem) => key.startsWith(stem)),
  );
  expect(unused).toEqual([]);
});

describe('headlines read right in every language', () => {
  const counts = [0, 1, 2, 5, 11, 21, 22, 101];
  test.each([
    [
      'ru',
      'нет действующих мер|действует 1 мера|действуют 2 меры|действуют 5 мер|действуют 11 мер|действует 21 мера|действуют 22 меры|действует 101 мера',
    ],
    ['kk', 'күшінде тұрған шара жоқ|1 шара|2 шара|5 шара|11 шара|21 шара|22 шара|101 шара'],
    [
      'en',
      'no measure|1 measure|2 measures|5 measures|11 measures|21 measures|22 measures|101 measures',
    ],
  ] as const)('%s', (lang, expected) => {
    const forms = expected.split('|');
    counts.forEach((count, i) => {
      const text = messages[lang]
        .text('home.headline', { place: 'Алматы', count })
        .replace(/\s/g, ' ');
      expect(text).toMatch(new RegExp(`^Алматы: ${forms[i]}(?: |$)`));
    });
  });
});

describe('a broken catalogue is refused', () => {
  const good = new Map<Lang, string>(languages.map((lang) => [lang, 'a: text']));
  const code = (change: ReadonlyMap<Lang, string>) => {
    const compiled = compileMessages(new Map([...good, ...change]));
    return compiled.ok ? 'ok' : `${compiled.error.code} ${compiled.error.at}`;
  };
  test.each([
    ['ok', new Map<Lang, string>()],
    ['messages_invalid kk.yaml', new Map<Lang, string>([['kk', 'a: [']])],
    ['messages_invalid kk.yaml: a', new Map<Lang, string>([['kk', 'a: 5']])],
    [
      'messages_invalid kk.yaml: a',
      new Map<Lang, string>([['kk', "a: '{count, plural, one {x}}'"]]),
    ],
    ['messages_uneven ru.yaml', new Map<Lang, string>([['kk', 'a: text\nb: text']])],
  ])('%s', (expected, change) => {
    expect(code(change)).toBe(expected);
  });
  test('a language that is not there', () => {
    const compiled = compileMessages(new Map<Lang, string>([['ru', 'a: x']]));
    expect(compiled.ok ? '' : compiled.error.code).toBe('messages_missing');
  });
  test('a key that is not there is a defect', () => {
    expect(() => messages.en.text('home.nothing')).toThrow('no message home.nothing in en');
  });
});
