import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium as launcher, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages, renderMissing, renderPage, styleSheet } from '../../src/publish/index.ts';
import type { Lang } from '../../src/record/index.ts';
import { chromium } from '../app/program.ts';
import { file, january } from './world.ts';

/** The pages in a real browser, under a policy that lets nothing in but style sheet and script. */

const executablePath = chromium();
const why = executablePath === null ? ' (skipped: there is no Chromium in /usr/bin)' : '';
const world = january();
const view = world.view();

function answer(address: string): { readonly type: string; readonly body: string } {
  const url = new URL(address, 'http://127.0.0.1');
  if (url.pathname === view.script) {
    return { type: 'text/javascript', body: file('src/publish/browser/day.js') };
  }
  const parts = url.pathname.split('/');
  const route = pages.find(({ path }) => {
    const names = path.split('/');
    return (
      names.length === parts.length &&
      names.every((name, i) => /^:/.test(name) || name === parts[i])
    );
  });
  const names = route?.path.split('/') ?? [];
  const params = Object.fromEntries(
    names.flatMap((name, i) => (name.startsWith(':') ? [[name.slice(1), parts[i] ?? '']] : [])),
  );
  const query = new Map(url.searchParams);
  const lang = (query.get('lang') ?? 'ru') as Lang;
  const request = { lang, path: url.pathname, params, query };
  const page =
    route === undefined ? renderMissing(view, request) : renderPage(view, route.path, request);
  return { type: 'text/html; charset=utf-8', body: page.html };
}

describe.skipIf(executablePath === null)(`pages in a browser${why}`, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const problems: string[] = [];

  beforeAll(async () => {
    const hash = createHash('sha256').update(styleSheet).digest('base64');
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'`;
    server = createServer((request, response) => {
      const { type, body } = answer(request.url ?? '/');
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
      response.end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launcher.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox'],
    });
  });

  afterAll(async () => {
    await browser.close();
    await new Promise((done) => server.close(done));
  });

  async function open(path: string, width: number, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      javaScriptEnabled,
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(origin + path);
    return page;
  }

  test('no page is wider than a phone, or than the smallest view that WCAG asks for', async () => {
    const id = (kind: string) => world.entries.find(({ record }) => record.kind === kind)?.id;
    const paths = [
      '/',
      '/statements',
      `/statements/${id('statement')}`,
      `/records/${id('measure')}`,
      '/places/KZ-ALA?at=2022-01-07T14:00',
      '/log',
      '/about',
      '/nowhere',
    ];
    for (const width of [390, 320]) {
      const page = await open('/', width);
      for (const path of paths) {
        await page.goto(origin + path);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide, `${path} at ${width}`).toBe(width);
      }
      await page.context().close();
    }
  });

  test('tiles and controls are large enough for a finger', async () => {
    const page = await open('/', 360);
    for (const element of await page.locator('.t, select, input, button, nav a').all()) {
      const box = await element.boundingBox();
      // The field of the closed part is not there for a finger.
      if (box === null || box.height === 0) continue;
      expect(box.height).toBeGreaterThanOrEqual(44);
    }
    await page.context().close();
  });

  test('row labels stay while the strips are scrolled', async () => {
    const page = await open('/', 390);
    const label = page.locator('.row.sel > :first-child');
    const before = await label.boundingBox();
    const scrolled = await page.evaluate(
      "const box = document.querySelector('.scroll'); box.scrollLeft = 200; box.scrollLeft",
    );
    expect(scrolled).toBe(200);
    expect((await label.boundingBox())?.x).toBe(before?.x);
    await page.context().close();
  });

  test('without JavaScript the form asks, and the map answers', async () => {
    const page = await open('/', 1280, false);
    expect(await page.locator('.day').isVisible()).toBe(false);
    await page.selectOption('select[name=place]', 'KZ-PAV');
    await page.fill('input[name=at]', '2022-01-13T07:00');
    await page.click('button');
    expect(await page.textContent('h1')).toBe('Павлодарская область: действуют 3\u00a0меры');
    await page.click('.map a[aria-label^="Мангистауская"]');
    expect(await page.textContent('h1')).toBe('Мангистауская область: действуют 5\u00a0мер');
    expect(page.url()).toContain('at=2022-01-13T07:00');
    await page.context().close();
  });

  test.each(['ru', 'kk', 'en'])(
    'names on the map in %s break between syllables only',
    async (lang) => {
      // Names whose narrowest part is wider than the room in their tile, or that stand too high.
      const tooWide = `[...document.querySelectorAll('.t')].flatMap((tile) => {
        const name = [...tile.querySelectorAll('.nm, .sm')].find((one) => one.offsetHeight > 0);
        const size = parseFloat(getComputedStyle(name).fontSize);
        const full = tile.scrollHeight > tile.clientHeight;
        name.style.cssText = 'overflow-wrap:normal;width:min-content;align-self:flex-start';
        const style = getComputedStyle(tile);
        const room =
          tile.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        const width = name.getBoundingClientRect().width;
        const fits = width <= room + 0.5 && !full && size >= 10;
        return fits ? [] : [[name.textContent, width, room, full, size].join(' ')];
      })`;
      for (const width of [320, 360, 390, 641, 768, 1024, 1280]) {
        const page = await open('/about', width);
        for (const at of ['2022-01-07T14:00', '2024-04-05T14:00']) {
          await page.goto(`${origin}/?place=KZ&at=${at}&lang=${lang}`);
          expect(await page.evaluate(tooWide), `${lang} ${width} ${at}`).toEqual([]);
        }
        await page.context().close();
      }
    },
  );

  test('the slider names days in a language that the browser does not know', async () => {
    const page = await open('/?place=KZ-PAV&at=2022-01-12T14:00&lang=kk', 1280);
    const words = await page.locator('.day input').getAttribute('aria-valuetext');
    expect(words).toBe('12 қаңтар, 14:00');
    await page.context().close();
  });

  test('the slider moves the line at once and the page when it is let go, by keyboard too', async () => {
    const page = await open('/?place=KZ-PAV&at=2022-01-12T14:00', 1280);
    const slider = page.locator('.day input');
    expect(await page.textContent('h1')).toBe('Павлодарская область: действуют 4\u00a0меры');
    const line = () => page.locator('.row .now').first().getAttribute('x1');
    const before = Number.parseFloat((await line()) ?? '');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction("document.querySelector('h1').textContent.includes('3\\u00a0меры')");
    expect(Number.parseFloat((await line()) ?? '')).toBeGreaterThan(before);
    expect(page.url()).toContain('at=2022-01-13T14%3A00');
    expect(await slider.getAttribute('aria-valuetext')).toBe('13 января, 14:00');
    expect(await page.evaluate('document.activeElement.type')).toBe('range');
    await page.context().close();
  });

  test('a number in the words leads to its provision and back', async () => {
    const page = await open(`/statements/${world.entries[0]?.id}`, 1280);
    await page.locator('.words a.s').first().click();
    expect(await page.locator('li.c:target h3').textContent()).toBe('Чрезвычайный режим');
    await page.locator('li.c:target .k a').click();
    expect(await page.locator('.s:target').textContent()).toBe('1Ввести чрезвычайное положение');
    await page.context().close();
  });

  test('nothing was refused by the policy, nothing threw', () => {
    expect(problems).toEqual([]);
  });
});
