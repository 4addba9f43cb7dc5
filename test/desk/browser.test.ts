import {
  type Browser,
  type BrowserContext,
  chromium as launcher,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  chromium,
  orderSource,
  orderText,
  removeFolders,
  type Served,
  serve,
  tempFolder,
} from '../app/program.ts';

/** The desk in a real browser: the whole way by keyboard, and again without JavaScript. */

const executablePath = chromium();

const password = 'four words make a password';

const why = executablePath === null ? ' (skipped: there is no Chromium in /usr/bin)' : '';

describe.skipIf(executablePath === null)(`the desk in a browser${why}`, () => {
  let browser: Browser;
  let server: Served;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launcher.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox'],
    });
    server = await serve(tempFolder());
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeFolders();
  });

  async function open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => {
      // A refused style or script (Content-Security-Policy) shows up here too.
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(path);
    return page;
  }

  async function fillSource(page: Page, title: string): Promise<void> {
    await page.fill('#f-words', orderText);
    await page.fill('#f-title', title);
    await page.fill('#f-issuer', orderSource.issuer);
    await page.fill('#f-publishedAt', orderSource.publishedAt);
    await page.fill('#f-place', orderSource.place);
    await page.selectOption('#f-genre', orderSource.genre);
  }

  test('from the one-time link to the public page, by keyboard', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await open(context, server.link ?? '');
    await page.keyboard.type('Editor');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk');

    await page.goto(`${server.address}/desk/new`);
    const offered = await page
      .locator('#places option')
      .evaluateAll((all) => all.map((one) => `${one.getAttribute('value')}: ${one.textContent}`));
    expect(offered[0]).toBe('KZ: Kazakhstan (KZ)');
    expect(offered).toContain('KZ-75: Almaty (KZ-75)');
    await fillSource(page, 'An order read in a browser');
    await page.focus('main button.primary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#review');
    // What is on the page, in the order of its headings: the text, the proposals, each of them.
    const levels = await page
      .locator('h1, h2, .card h3')
      .evaluateAll((all) => all.map(({ tagName }) => tagName));
    expect(levels.slice(0, 4)).toEqual(['H1', 'H2', 'H2', 'H3']);
    const proposed = await page.locator('.card').count();
    expect(proposed).toBeGreaterThanOrEqual(2);

    // Outside the list single letters do nothing; the first link of the page leads into it.
    await page.keyboard.press('j');
    expect(await page.locator('.card:focus').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    // Confirm the first, reject the second, undo that and confirm it: keys alone.
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.waitForSelector('.card.confirmed');
    await page.keyboard.press('r');
    await page.waitForSelector('.card.rejected');
    expect(await page.textContent('#status')).toBe('Rejected.');

    // Edit what is left open, if anything is, else what was confirmed.
    await page.keyboard.press('k');
    await page.keyboard.press('e');
    await page.waitForSelector('form.provision #f-places');
    await page.focus('.card form.provision button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#status:has-text("Confirmed.")');

    // Select words in the text, and add them.
    await page.evaluate(`document.getSelection().selectAllChildren(
      [...document.querySelectorAll('.words [data-s]')]
        .find((run) => run.textContent.includes('ОРДЕР')))`);
    await page.waitForFunction(`document.querySelector('#add [name="words"]').value !== ''`);
    await page.keyboard.press('a');
    await page.keyboard.type('warning');
    await page.focus('#add form button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card.warning.confirmed');
    expect(await page.textContent('.card.warning blockquote')).toContain('ОРДЕР КОМЕНДАНТА');

    await page.focus('#publish button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.publish.done a');
    await page.click('.publish.done a');
    await page.waitForURL('**/statements/*');
    const words = await page.textContent('main');
    expect(words).toContain('комендантский час');
    expect(words).toContain('checked by an editor');
    await context.close();
    expect(problems).toEqual([]);
  });

  test('the same without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ru' });
    const page = await open(context, `${server.address}/desk`);
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
    await page.fill('#f-name', 'Editor');
    await page.fill('#f-password', password);
    await page.click('main button');
    await page.waitForURL('**/desk');

    await page.goto(`${server.address}/desk/new`);
    await fillSource(page, 'Приказ без скриптов');
    await page.click('main button.primary');
    await page.waitForSelector('#review');
    await page.click('.card button[value="confirmed"]');
    await page.waitForSelector('.card.confirmed');

    // Words that do not stand in the text are refused, and the form keeps what was typed.
    await page.click('#add summary');
    await page.fill('#add textarea', 'слова, которых там нет');
    await page.selectOption('#add [name="kind"]', 'request');
    await page.click('#add form button');
    await page.waitForSelector('.failures:has-text("words_absent")');
    expect(await page.inputValue('#add textarea')).toBe('слова, которых там нет');
    await page.fill('#add textarea', 'ОРДЕР КОМЕНДАНТА ГОРОДА');
    await page.click('#add form button');
    await page.waitForSelector('.card.request.confirmed');

    await page.click('#publish button');
    await page.waitForSelector('.publish.done a');
    await page.click('.publish.done a');
    await page.waitForURL('**/statements/*');
    expect(await page.textContent('main')).toContain('ОРДЕР КОМЕНДАНТА ГОРОДА');
    await context.close();
  });

  test('on a phone nothing is wider than the screen', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'kk',
    });
    const page = await open(context, `${server.address}/desk/sign-in`);
    expect(await page.getAttribute('html', 'lang')).toBe('kk');
    await page.fill('#f-name', 'Editor');
    await page.fill('#f-password', password);
    await page.click('main button');
    await page.waitForURL('**/desk');
    for (const link of ['.drafts a', 'a.button']) {
      await page.goto(`${server.address}/desk`);
      await page.click(link);
      await page.waitForSelector('h1');
      const over = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(over, link).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});
