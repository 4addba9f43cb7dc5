import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { languages, renderPage } from '../../src/publish/index.ts';
import type { Lang } from '../../src/record/index.ts';
import { open, source, unknown, World } from './world.ts';

/** A rule that an editor checked, changed by readings that nobody checked. */

const marks: Readonly<Record<Lang, string>> = {
  en: 'read by software, not checked',
  ru: 'прочитано программой, не проверено',
  kk: 'бағдарлама оқыған, тексерілмеген',
};

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node) || node.nodeName === 'style') return '';
  return node.childNodes.map(textOf).join('');
}

function words(world: World, path: string, params: Record<string, string>, lang: Lang = 'en') {
  const query = new Map([
    ['place', 'KZ-ALA'],
    ['at', '2022-01-07T14:00'],
  ]);
  const { html } = renderPage(world.view(), path, { lang, path, params, query });
  return textOf(parse(html)).replace(/\s+/g, ' ');
}

function office(world: World, issuer: string, day: string) {
  const text = 'Emergency. Curfew. Changed.';
  return world.statement(source('en', issuer, day, 'KZ', 'order'), 'Order', text);
}

const night = ['23:00', '07:00'] as [string, string];
const later = ['22:00', '06:00'] as [string, string];

interface Change {
  readonly issuer: string;
  readonly day: string;
  readonly act: 'lift' | 'extend' | 'amend';
  readonly from?: string;
  readonly to?: string;
  readonly daily?: [string, string];
  readonly unreviewed?: boolean;
}

function changed(changes: readonly Change[], to: string | typeof open = open) {
  const world = new World();
  const first = office(world, 'An office', '2022-01-05');
  const rule = world.measure(first, 'Curfew.', 'curfew', 'KZ-ALA', '2022-01-05', to, {
    daily: night,
  });
  const ids = changes.map((change) => {
    const said = office(world, change.issuer, change.day);
    const { act, daily = null, unreviewed = false } = change;
    const [begins, ends] = [change.from ?? unknown, change.to ?? unknown];
    const more = { act, daily, unreviewed, about: [rule] };
    return world.measure(said, 'Changed.', 'curfew', 'KZ-ALA', begins, ends, more);
  });
  return { world, rule, ids };
}

const lift = { issuer: 'A site', day: '2022-01-12', act: 'lift', from: '2022-01-13' } as const;

describe('what only the machine read is marked beside what it set', () => {
  test.each(languages)('an end, in %s', (lang) => {
    const { world, rule, ids } = changed([{ ...lift, unreviewed: true }]);
    const home = words(world, '/', {}, lang);
    // The end in the list, the change under it, the end in the table of the strips.
    expect(home.split(marks[lang])).toHaveLength(4);
    expect(words(world, '/places/:code', { code: 'KZ-ALA' }, lang)).toContain(marks[lang]);
    expect(words(world, '/records/:id', { id: rule }, lang)).toContain(marks[lang]);
    expect(words(world, '/records/:id', { id: ids[0] ?? '' }, lang)).toContain(marks[lang]);
  });

  test('an end, hours and nothing else', () => {
    const end = changed([{ ...lift, unreviewed: true }]);
    expect(words(end.world, '/', {})).toContain(
      'from 5 January · to the end of 12 January read by software, not checked · every day 23:00–07:00',
    );
    const amend = { issuer: 'A site', day: '2022-01-06', act: 'amend', daily: later } as const;
    const hours = changed([{ ...amend, unreviewed: true }]);
    expect(words(hours.world, '/', {})).toContain(
      'until lifted · every day 22:00–06:00 read by software, not checked',
    );
  });

  test('not where an editor checked a record that says the same', () => {
    for (const changes of [
      [lift],
      [{ ...lift, unreviewed: true }, lift],
      [lift, { ...lift, unreviewed: true }],
    ]) {
      expect(words(changed(changes).world, '/', {})).toContain(
        'to the end of 12 January · every day 23:00–07:00',
      );
    }
  });

  test('not where the change left the value as the checked record has it', () => {
    const amend = { issuer: 'A site', day: '2022-01-06', act: 'amend', daily: later } as const;
    const { world } = changed([{ ...amend, unreviewed: true }], '2022-01-19');
    expect(words(world, '/', {})).toContain('to the end of 18 January · every day 22:00');
  });
});

test('changes are told by whom; sources of one act on one day stand together', () => {
  const { world } = changed([
    { ...lift, issuer: 'The President, as reported by one site' },
    { ...lift, issuer: 'The President, as reported by another' },
    { ...lift, issuer: 'The commandant', day: '2022-01-12T20:18' },
    { ...lift, issuer: 'A site', unreviewed: true },
    { ...lift, issuer: 'A site', day: '2022-01-14' },
  ]);
  expect(words(world, '/', {})).toContain(
    'Changed since: lifted, 12 January: The President [2], The commandant; ' +
      'lifted, 12 January: A site read by software, not checked; lifted, 14 January: A site',
  );
});
