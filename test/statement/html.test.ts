import { describe, expect, it } from 'vitest';
import { spanInSource } from '../../src/record/index.ts';
import { expectValidMap, fromHtml, shown } from './helpers.ts';

const page = `<!doctype html>
<html lang="ru"><head><title>Новости</title><style>p { color: red }</style>
<script>document.write("<p>вред</p>")</script></head>
<body><header><a href="/">Портал</a></header><nav><ul><li>Главная<li>О нас</ul></nav>
<main><article><header><h1>О&nbsp;введении ЧП</h1></header>
<p>С&nbsp;<b>23:00</b>&#32;вводится &laquo;комендантский час&raquo;
&mdash; в Алматы &amp; области.<p>Список:
<ol><li>въезд ограничен;<li>торговля <i>оружием</i> запрещена.</ol>
<table><tr><th>Город<th>Час</tr><tr><td><p>Алматы</p></td><td>09:00</td></tr></table>
<p>1. Первое.<br>2. Второе, что<br>продолжается.</article></main>
<aside>Реклама</aside><footer>Контакты</footer></body></html>`;

describe('HTML', () => {
  it('keeps the words of the main part, block by block', () => {
    expect(shown(fromHtml(page))).toEqual([
      'heading: О введении ЧП',
      'paragraph: С 23:00 вводится «комендантский час» — в Алматы & области.',
      'paragraph: Список:',
      'item: въезд ограничен;',
      'item: торговля оружием запрещена.',
      'row: Город Час',
      'row: Алматы 09:00',
      'item: 1. Первое.',
      'item: 2. Второе, что продолжается.',
    ]);
  });

  it('leads back to the source, tags and all', () => {
    const statement = fromHtml(page);
    const block = statement.blocks[1];
    if (block === undefined) throw new Error('no paragraph');
    const quote = '23:00 вводится «';
    const start = block.text.indexOf(quote);
    const span = spanInSource(block, start, start + quote.length - 1);
    expect(statement.text.slice(span.start, span.end)).toBe('23:00</b>&#32;вводится ');
    for (const each of statement.blocks) expectValidMap(each, statement.text);
  });

  it.each([
    ['no main part', '<div>Один.</div><p>Два.</p>', ['Один.', 'Два.']],
    ['a main part without the words', '<main>Вход</main><p>Объявление области.</p>', null],
    ['nothing but the frame', '<nav>Введён комендантский час', ['Введён комендантский час']],
    ['what is hidden', '<p hidden>Тайна</p><p>Явь.</p>', ['Явь.']],
    ['line ends of Windows', '<pre>Один.\r\nДва.</pre>', ['Один.', 'Два.']],
    ['a stray end tag', '<p>Час</b> наступил.</p>', ['Час наступил.']],
    ['an unknown reference', '<p>A &nosuch; B &am C &lt; D</p>', ['A &nosuch; B &am C < D']],
    ['references to two units', '<p>Час &#x1F600; и &NotEqualTilde; да</p>', ['Час 😀 и ≂̸ да']],
    ['a comment', '<p>Час<!-- > --> наступил.</p>', ['Час наступил.']],
  ])('bears %s', (_, html, expected) => {
    const statement = fromHtml(html);
    for (const block of statement.blocks) expectValidMap(block, statement.text);
    expect(statement.blocks.map((block) => block.text)).toEqual(
      expected ?? ['Вход', 'Объявление области.'],
    );
  });
});
