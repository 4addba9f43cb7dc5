import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { renderPage, type View } from '../../src/publish/index.ts';
import type { Lang } from '../../src/record/index.ts';
import { january, open, source, unknown, World } from './world.ts';

const view = january().view();

function words(of: View, query: Record<string, string>, lang: Lang = 'en', path = '/'): string {
  const params = path === '/places/:code' ? { code: query['place'] ?? '' } : {};
  const request = { lang, path, params, query: new Map(Object.entries(query)) };
  const body = parse(renderPage(of, path, request).html);
  return textOf(body).replace(/\s+/g, ' ');
}

/** Text as it is read; the style sheet is not. A space between elements. */
function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node) || node.nodeName === 'style') return '';
  return node.childNodes.map(textOf).join(' ');
}

const almaty = { place: 'KZ-ALA', at: '2022-01-07T14:00' };

describe('the answer is a sentence', () => {
  test.each([
    ['en', 'Almaty: 6 measures in force Friday, 7 January 2022, 14:00 local time, UTC+6'],
    ['ru', 'Алматы: действуют 6 мер пятница, 7 января 2022 года, 14:00 по местному времени, UTC+6'],
    ['kk', 'Алматы: 6 шара күшінде 2022 жылғы 7 қаңтар, жұма, 14:00 жергілікті уақытпен, UTC+6'],
  ] as const)('%s', (lang, sentence) => {
    expect(words(view, almaty, lang)).toContain(sentence);
  });

  test('of the country: its own rules, and how many regions have more', () => {
    const text = words(view, { ...almaty, place: 'KZ' });
    expect(text).toContain('Kazakhstan: 2 measures in force nationwide');
    expect(text).toContain('17 regions have rules of their own');
  });

  test('nothing recorded is no proof of nothing', () => {
    const text = words(view, { place: 'KZ-75', at: '2021-03-01T12:00' });
    expect(text).toContain('Almaty: no measure in force');
    expect(text).toContain('This does not prove that there was none.');
  });

  test('of another code of the same place at another time', () => {
    expect(words(view, { ...almaty, place: 'kz-75' })).toContain('Almaty: 6 measures in force');
  });
});

describe('what is not known is said', () => {
  test('an end that is not stated, one that is open, a beginning that is implied', () => {
    const text = words(view, almaty);
    expect(text).toContain('from 7 January (follows from the context) · end not stated');
    expect(text).toContain('Kazakhstan (the whole country) · from 5 January · until lifted');
  });

  test('what began long ago and has no recorded end is told, but not counted', () => {
    const text = words(view, { place: 'KZ-75', at: '2026-03-01T12:00' });
    expect(text).toContain('Almaty: 1 measure in force');
    expect(text).toMatch(/until lifted .*Began earlier, no end recorded .*Order to use force/);
  });

  test('a place that is not named precisely is counted apart', () => {
    const text = words(view, almaty);
    expect(text).toContain('May also hold here');
    expect(text).toContain('No place is named precisely: it may or may not hold here.');
  });

  test('daily hours that do not hold at this hour', () => {
    expect(words(view, almaty)).toContain(
      'Not in force at this hour; its hours are 23:00–07:00, 20:00–07:00.',
    );
    expect(words(view, { ...almaty, at: '2022-01-07T23:30' })).not.toContain(
      'Not in force at this hour',
    );
  });

  test('a beginning on the day of publication, at an hour that is not stated', () => {
    const world = new World();
    const said = source('en', 'An office', '2022-01-07', 'KZ', 'order');
    const order = world.statement(said, 'Order', 'Curfew.');
    const daily: [string, string] = ['13:00', '15:00'];
    world.measure(order, 'Curfew.', 'curfew', 'KZ-ALA', unknown, open, { daily });
    const text = words(world.view(), almaty);
    expect(text).toContain('the hour of its beginning is not stated');
    expect(text).not.toContain('Not in force at this hour');
    const next = words(world.view(), { ...almaty, at: '2022-01-08T14:00' });
    expect(next).not.toContain('the hour of its beginning is not stated');
  });

  test('a reading that nobody checked', () => {
    expect(words(view, almaty)).toContain('read by software, not checked');
  });

  test('a record reconstructed from what others published', () => {
    expect(words(view, almaty)).toContain('(reconstructed)');
  });
});

test('sources that disagree stand side by side and count once', () => {
  const text = words(view, almaty);
  expect(text).toContain('Sources disagree');
  expect(text).toMatch(
    /Президент Республики Казахстан ,? ?,? 5 January 2022 .*every day 23:00–07:00/,
  );
  expect(text).toMatch(/Городская газета ,? ?6 January 2022 .*every day 20:00–07:00/);
  expect(text.match(/Curfew Curfew/g)).toHaveLength(1);
});

describe('as known when', () => {
  test('a record that came later is not shown', () => {
    const text = words(view, { ...almaty, known: '2022-01-19' });
    expect(text).toContain('Almaty: no measure in force');
    const early = words(view, { ...almaty, known: '2022-01-20T00:00:02.500Z' });
    expect(early).toContain('Almaty: 2 measures in force');
    expect(early).toContain('As the record knew it on 20 January 2022, 06:00');
  });

  test('the way back then is offered only where the record existed', () => {
    expect(words(view, almaty)).not.toContain('What was known then?');
    expect(words(view, { ...almaty, at: '2022-02-01T10:00' })).toContain('What was known then?');
  });
});

test('a lifted measure is gone from the moment it is lifted', () => {
  const of = (at: string) => words(view, { place: 'KZ-PAV', at });
  expect(of('2022-01-13T06:59')).toContain('Pavlodar Region: 4 measures in force');
  expect(of('2022-01-13T07:00')).toContain('Pavlodar Region: 3 measures in force');
});

test('the page opens where it is told to, and says so', () => {
  const opened = words(view, {});
  expect(opened).toContain('Almaty: 6 measures in force');
  expect(opened).toContain('This is a moment in the past.');
  expect(words(view, almaty)).not.toContain('This is a moment in the past.');
  const now = words(january().view({ opening: null }), {});
  expect(now).toContain('Kazakhstan: 1 measure in force nationwide Sunday, 1 March 2026, 12:00');
});

test('what must be known of the record stands before everything, its gist first', () => {
  const notice = {
    ru: 'Это пример. Тексты свои.',
    kk: 'Бұл мысал. Мәтін.',
    en: 'An example. Our words.',
  };
  const text = words(january().view({ notice }), almaty, 'ru');
  expect(text.indexOf('Это пример.')).toBeLessThan(text.lastIndexOf('Алматы: действуют'));
});

test('an empty record answers', () => {
  const empty = new World().view({ opening: null });
  expect(words(empty, {})).toContain('Kazakhstan: no measure in force nationwide');
  expect(words(empty, {}, 'ru', '/log')).toContain('Журнал пуст');
  expect(words(empty, {}, 'kk', '/statements')).toContain('Құжат әзірге жоқ');
});

test('an end that is open is drawn as open, not as an end', () => {
  const world = new World();
  const said = world.statement(
    source('en', 'An office', '2022-01-05', 'KZ', 'order'),
    'Order',
    'Emergency.',
  );
  world.measure(said, 'Emergency.', 'state_of_emergency', 'KZ-ALA', '2022-01-05', open);
  const request = {
    lang: 'en' as const,
    path: '/',
    params: {},
    query: new Map(Object.entries(almaty)),
  };
  const { html } = renderPage(world.view(), '/', request);
  expect(html).toContain('<g class="eo">');
  expect(html).toContain('State of emergency, end not stated');
});
