import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { Html, html, htmlAsWritten, join, linkable, literal } from '../../src/publish/html.ts';

const seed = 20220105;

describe('the html tag', () => {
  test('escapes the five characters of markup', () => {
    expect(String(html`<p title="${`"'&<>`}">${`"'&<>`}</p>`)).toBe(
      '<p title="&quot;&#39;&amp;&lt;&gt;">&quot;&#39;&amp;&lt;&gt;</p>',
    );
  });

  test('takes markup of its own as it is, lists piece by piece, null and false as nothing', () => {
    const inner = html`<b>${'a<b'}</b>`;
    expect(String(html`<p>${inner}${[1, 'x<', inner]}${null}${false}${0}</p>`)).toBe(
      '<p><b>a&lt;b</b>1x&lt;<b>a&lt;b</b>0</p>',
    );
    expect(String(join(['<', inner], ' · '))).toBe('&lt; · <b>a&lt;b</b>');
  });

  test('drops line breaks of the template, never those of a text', () => {
    const text = 'one\n  two';
    expect(
      String(html`<p>
        ${text}</p>`),
    ).toBe(`<p>${text}</p>`);
    expect(
      String(htmlAsWritten`<p>
${text}</p>`),
    ).toBe(`<p>\n${text}</p>`);
  });

  test('shows directional overrides and control characters instead of obeying them', () => {
    expect(String(html`${'a\u202eb\u2066c\u0000d\u001be'}`)).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
    expect(String(html`${'қазақ\tтілі\n«»'}`)).toBe('қазақ\tтілі\n«»');
  });

  test('cannot be talked into markup from outside', () => {
    expect(() => new Html('<script>', Symbol('html'))).toThrow('made by html');
  });

  test(`whatever the text, a parser reads it back as text (seed ${seed})`, () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '<',
            '>',
            '"',
            "'",
            '&',
            '`',
            '=',
            'script',
            '/',
            '${',
            '}',
            '-->',
            ']]>',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        // What a parser itself changes (line ends, characters that no page can hold) is left out.
        fc.pre(
          !/[\r\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/.test(
            text,
          ),
        );
        const tree = parseFragment(String(html`<p title="${text}">${text}</p>`));
        const [p] = tree.childNodes;
        expect(tree.childNodes).toHaveLength(1);
        expect(p && 'attrs' in p ? p.attrs : []).toEqual([{ name: 'title', value: text }]);
        const inside = p && 'childNodes' in p ? p.childNodes : [];
        expect(inside.map((node) => ('value' in node ? node.value : node.nodeName))).toEqual(
          text === '' ? [] : [text],
        );
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('addresses', () => {
  test.each(['https://example.org/а?b=c#d', 'http://example.org'])('%s is linked', (address) => {
    expect(linkable(address)).toBe(address);
  });
  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' https://example.org',
    'data:text/html,<script>',
    '//example.org',
    'https://a.org" onclick="x',
    'https://a.org/\nx',
    'https:\\\\a.org',
  ])('%j is not', (address) => {
    expect(linkable(address)).toBeNull();
  });
});

test('literal text is for the program itself', () => {
  expect(String(html`${literal('<b>')}`)).toBe('<b>');
});
