import { describe, expect, test } from 'vitest';
import { civilOfMinute, must } from '../../src/base/index.ts';
import { readAsked } from '../../src/publish/asked.ts';
import { type BarKind, chartAround } from '../../src/publish/strips-model.ts';
import { openPage } from '../../src/publish/view.ts';
import { january, source, World } from './world.ts';

/** What the strips show: bars in minutes of the clock at the place asked for. */

function barsOf(world: World, asked: string, row: string, at = '2022-01-07T14:00') {
  const view = world.view();
  const query = new Map([
    ['place', asked],
    ['at', at],
  ]);
  const page = openPage(view, { lang: 'en', path: '/', params: {}, query });
  const chart = chartAround(page, must(readAsked(view, query)), [row]);
  const bars = chart?.rows[0]?.bars;
  return {
    chart,
    of: (kind: BarKind) =>
      (bars?.[kind] ?? []).map(({ from, to }) => `${civilOfMinute(from)} ${civilOfMinute(to)}`),
  };
}

function curfew(from: string, to: string, daily: [string, string]): World {
  const world = new World();
  const said = world.statement(source('en', 'An office', from, 'KZ', 'order'), 'Order', 'Curfew.');
  world.measure(said, 'Curfew.', 'curfew', 'KZ-ALA', from, to, { daily });
  return world;
}

describe('nights of a curfew', () => {
  test('run over midnight and end with the curfew, not after it', () => {
    const world = curfew('2022-01-06', '2022-01-08T02:00', ['23:00', '07:00']);
    expect(barsOf(world, 'KZ-ALA', 'KZ-ALA').of('curfew')).toEqual([
      '2022-01-06T00:00 2022-01-06T07:00',
      '2022-01-06T23:00 2022-01-07T07:00',
      '2022-01-07T23:00 2022-01-08T02:00',
    ]);
  });

  test('by day, and the whole day where both hours are one', () => {
    const noon = curfew('2022-01-06', '2022-01-08', ['10:00', '12:30']);
    expect(barsOf(noon, 'KZ-ALA', 'KZ-ALA').of('curfew')).toEqual([
      '2022-01-06T10:00 2022-01-06T12:30',
      '2022-01-07T10:00 2022-01-07T12:30',
    ]);
    const whole = curfew('2022-01-06', '2022-01-08', ['06:00', '06:00']);
    expect(barsOf(whole, 'KZ-ALA', 'KZ-ALA').of('curfew')).toEqual([
      '2022-01-06T00:00 2022-01-08T00:00',
    ]);
  });
});

test('a region in another zone is drawn on the clock of the place asked for', () => {
  const world = january();
  // 01:30 in Mangystau (UTC+5) is 02:30 in Almaty (UTC+6).
  expect(barsOf(world, 'KZ-ALA', 'KZ-MAN').of('emergency')).toEqual([
    '2022-01-05T02:30 2022-01-19T01:00',
  ]);
  expect(barsOf(world, 'KZ-MAN', 'KZ-MAN').of('emergency')).toEqual([
    '2022-01-05T01:30 2022-01-19T00:00',
  ]);
  expect(barsOf(world, 'KZ-MAN', 'KZ-ALA').of('emergency')).toEqual([
    '2022-01-05T00:30 2022-01-18T23:00',
  ]);
});

test('a lifted emergency ends where it was lifted', () => {
  expect(barsOf(january(), 'KZ-PAV', 'KZ-PAV').of('emergency')).toEqual([
    '2022-01-05T00:00 2022-01-13T07:00',
  ]);
});

test('measured hours come from instants; a declared restriction without an end is drawn as such', () => {
  const { of } = barsOf(january(), 'KZ-ALA', 'KZ');
  expect(of('measured')[0]).toBe('2022-01-05T17:15 2022-01-05T23:30');
  expect(of('measured')).toHaveLength(5);
  expect(of('declared')).toEqual([]);
  expect(of('declaredOpen')).toHaveLength(1);
});

test('the window stands still while the day moves within it', () => {
  const world = january();
  const windows = ['05', '09', '13', '18'].map((day) => {
    const { chart } = barsOf(world, 'KZ-ALA', 'KZ-ALA', `2022-01-${day}T14:00`);
    return `${chart?.from} ${chart?.days}`;
  });
  expect(new Set(windows)).toEqual(new Set(['2022-01-04 16']));
});

test('a long stretch is shown in steps of two weeks that hold the moment asked for', () => {
  const world = curfew('2022-01-01', '2022-04-01', ['23:00', '07:00']);
  for (const at of ['2022-01-10T00:00', '2022-02-15T12:00', '2022-03-30T23:59']) {
    const { chart } = barsOf(world, 'KZ-ALA', 'KZ-ALA', at);
    expect(chart?.days).toBeLessThanOrEqual(21);
    expect(chart?.now).toBeGreaterThanOrEqual(chart?.start ?? Number.POSITIVE_INFINITY);
    expect(chart?.now).toBeLessThan(chart?.end ?? 0);
  }
});

test('where nothing holds near the moment there is nothing to draw', () => {
  expect(barsOf(january(), 'KZ-ALA', 'KZ-ALA', '2023-06-01T12:00').chart).toBeNull();
});
