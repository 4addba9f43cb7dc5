import { type Civil, civilAt, dayOf, instantOf } from '../base/index.ts';
import type { InForce } from '../register/index.ts';
import { sorted } from './answer.ts';
import { type Asked, askedQuery } from './asked.ts';
import { type Html, html, nothing } from './html.ts';
import { softHyphens } from './hyphens.ts';
import { classCode, classOf, measureClasses } from './palette.ts';
import { dashes, ruleGroups } from './rules.ts';
import { type Page, type PagePlace, shortNames } from './view.ts';

/** The map: one tile a region, placed as neighbours lie; each a link, its count in it. */

export interface Tile {
  readonly place: PagePlace;
  readonly rules: readonly InForce[];
}

/** What holds in each region at the moment asked for, at one instant over all zones. */
export function tilesAt(page: Page, asked: Asked): readonly Tile[] {
  const { view } = page;
  const instant = instantOf(asked.at, asked.zone);
  return view.places.regions(view.country, dayOf(asked.at)).map((place) => {
    const here: Civil = civilAt(instant, place.zone);
    const rules = view.register.asOf(place.code, here, asked.knownAt);
    return { place, rules: sorted(rules, here).certain };
  });
}

export function tileMap(page: Page, asked: Asked, tiles: readonly Tile[]): Html {
  const names = shortNames(
    page,
    tiles.map((tile) => tile.place),
  );
  const selected = new Set([
    asked.place,
    ...page.view.places.current(asked.place, dayOf(asked.at)),
  ]);
  const wide = tiles.some((tile) => (tile.place.tile?.col ?? 0) > 6);
  // Read in rows, as the map is seen.
  const placed = [...tiles].sort((a, b) => orderOf(a.place) - orderOf(b.place));
  return html`<nav class="map${wide && ' w7'}" aria-label="${page.t('home.map')}">
    ${placed.map((tile) => oneTile(page, asked, tile, names, selected))}</nav>
    ${dashKey(page, tiles)}`;
}

/** What the colours of the dashes stand for: only classes that are on the map. */
function dashKey(page: Page, tiles: readonly Tile[]): Html {
  const rules = tiles.flatMap((tile) => tile.rules);
  const used = measureClasses.filter((name) =>
    rules.some((rule) => classOf[rule.record.record.type] === name),
  );
  if (used.length === 0) return nothing;
  const entries = used.map(
    (name) => html`<span class="${classCode[name]}"><u></u>${page.t(`class.${name}`)}</span>`,
  );
  return html`<p class="key" aria-hidden="true">${page.t('home.dash')} ${entries}</p>`;
}

function oneTile(
  page: Page,
  asked: Asked,
  { place, rules }: Tile,
  names: ReadonlyMap<string, string>,
  selected: ReadonlySet<string>,
): Html {
  const count = ruleGroups(rules).length;
  const chosen = selected.has(place.code);
  const label = page.t('home.tile', { place: place.names[page.lang], count });
  const long = softHyphens(names.get(place.code) ?? place.names[page.lang]);
  const cell = place.tile === null ? '' : ` c${place.tile.col} r${place.tile.row}`;
  const href = `/${askedQuery(asked, { place: place.code })}`;
  return html`
    <a class="t${cell}${chosen && ' sel'}" href="${href}" aria-label="${label}"${chosen && html` aria-current="true"`}>
    <b class="nm">${long}</b><b class="sm">${place.short?.[page.lang] ?? long}
    </b>${dashes(rules)}<i>${count}</i></a>`;
}

function orderOf({ tile }: PagePlace): number {
  return tile === null ? 1000 : tile.row * 20 + tile.col;
}
