import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import type { Block } from '../record/index.ts';
import { BlockBuilder } from './block-builder.ts';
import {
  blockElements,
  closedBy,
  codeElements,
  frameElements,
  framingElements,
  framingRoles,
  headingElements,
  rawElements,
  rcElements,
  voidElements,
} from './html-elements.ts';
import { alignText } from './html-text.ts';
import { endsHanging, endsSentence, endsWithComma, markerOf } from './marks.ts';

/**
 * HTML to blocks, in one pass over the tokens. No tree is built: what a block is depends only on
 * the elements open around it, and a tree builder is not linear on hostile nesting.
 */

/** Cells joined to one row hold no more than this, in characters; longer ones are paragraphs. */
const row_chars_max = 300;
/** The main part of a page is believed if it holds this share of the page's letters. */
const main_share_min = 0.3;
const article_share_min = 0.5;

/** An open element, with what it inherits from those around it. */
interface Open {
  readonly name: string;
  /** Frames the page: left out unless nothing else is left. */
  readonly frame: boolean;
  /** Holds no words: always left out. */
  readonly code: boolean;
  readonly heading: boolean;
  readonly item: boolean;
  readonly row: boolean;
  readonly pre: boolean;
  /** Inside `main`. */
  readonly main: boolean;
  /** The number of the outermost `article` around, 0 if none. */
  readonly article: number;
}

interface Placed {
  readonly block: Block;
  readonly frame: boolean;
  readonly main: boolean;
  readonly article: number;
}

const root: Open = {
  name: '',
  frame: false,
  code: false,
  heading: false,
  item: false,
  row: false,
  pre: false,
  main: false,
  article: 0,
};

export function layOutHtml(html: string): Block[] {
  const reader = new HtmlReader(html);
  return mainPart(reader.read());
}

class HtmlReader implements TokenHandler {
  readonly #html: string;
  readonly #tokenizer: Tokenizer;
  readonly #placed: Placed[] = [];
  readonly #open: Open[] = [];
  readonly #counts = new Map<string, number>();
  #builder = new BlockBuilder();
  #cells = 0;
  #articles = 0;
  #lineBreak = false;
  #run: string[] = [];
  #runStart = 0;

  constructor(html: string) {
    this.#html = html;
    this.#tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, this);
  }

  read(): Placed[] {
    this.#tokenizer.write(this.#html, true);
    this.#text(null);
    this.#flush();
    return this.#placed;
  }

  onStartTag(token: Token.TagToken): void {
    this.#text(token.location);
    const name = token.tagName;
    if (name === 'br') this.#lineBreak = true;
    if (blockElements.has(name)) this.#boundary(name);
    if (voidElements.has(name)) return;
    if (token.selfClosing && (name === 'svg' || name === 'math')) return;
    const ends = closedBy(name);
    while (ends.has(this.#top().name)) this.#pop();
    if (name === 'td' || name === 'th') this.#cells++;
    if (name === 'tr') this.#cells = 0;
    this.#push(name, token);
    if (rawElements.has(name)) this.#tokenizer.state = TokenizerMode.RAWTEXT;
    if (rcElements.has(name)) this.#tokenizer.state = TokenizerMode.RCDATA;
  }

  onEndTag(token: Token.TagToken): void {
    this.#text(token.location);
    const name = token.tagName;
    if (name === 'br') this.#lineBreak = true;
    if (blockElements.has(name)) this.#boundary(name);
    if ((this.#counts.get(name) ?? 0) === 0) return;
    // Each element is taken off once, so a row of end tags stays linear.
    while (this.#pop() !== name);
  }

  onCharacter(token: Token.CharacterToken): void {
    this.#run.push(token.chars);
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.#run.push(token.chars);
  }

  onComment(token: Token.CommentToken): void {
    this.#text(token.location);
  }

  onDoctype(token: Token.DoctypeToken): void {
    this.#text(token.location);
  }

  onNullCharacter(): void {}
  onEof(): void {}

  /**
   * The characters since the last tag or comment, up to the next. The tokenizer's own offsets are
   * not exact where a character reference begins a token.
   */
  #text(next: Token.Location | null): void {
    const end = next?.startOffset ?? this.#html.length;
    const { code, pre } = this.#top();
    if (this.#run.length > 0 && !code) {
      alignText(this.#html, this.#runStart, end, this.#run.join(''), (unit, from, to) =>
        this.#unit(unit, from, to, pre),
      );
    }
    this.#run = [];
    this.#runStart = next?.endOffset ?? end;
  }

  #unit(unit: string, from: number, to: number, pre: boolean): void {
    if (pre && unit === '\n') this.#lineBreak = true;
    if (this.#lineBreak && /\S/.test(unit)) this.#breakLine(unit, from);
    this.#builder.unit(unit, from, to);
  }

  /** A line break parts two blocks unless the sentence plainly goes on. */
  #breakLine(next: string, offset: number): void {
    this.#lineBreak = false;
    const tail = this.#builder.tail(12).trimEnd();
    const open = !endsSentence(tail) && (/[\p{Ll}\d]/u.test(next) || endsHanging(tail));
    if (this.#top().row || open || endsWithComma(tail)) this.#builder.space(offset);
    else this.#flush();
  }

  /** A block element begins or ends; inside a row of a table that parts cells only. */
  #boundary(name: string): void {
    const inRow = this.#top().row && name !== 'tr' && name !== 'table';
    if (inRow && this.#builder.length <= row_chars_max) {
      if (this.#builder.length > 0) this.#builder.space(this.#builder.end);
      this.#lineBreak = false;
      return;
    }
    this.#flush();
  }

  #flush(): void {
    this.#lineBreak = false;
    if (this.#builder.length === 0) return;
    const { frame, main, article } = this.#top();
    const block = this.#builder.build(this.#kind());
    if (block !== null) this.#placed.push({ block, frame, main, article });
    this.#builder = new BlockBuilder();
  }

  #kind(): Block['kind'] {
    const { heading, item, row } = this.#top();
    if (heading) return 'heading';
    if (row && this.#cells > 1) return 'row';
    if (item || markerOf(this.#builder.tail(this.#builder.length).slice(0, 60)) !== null) {
      return 'item';
    }
    return 'paragraph';
  }

  #top(): Open {
    return this.#open[this.#open.length - 1] ?? root;
  }

  #push(name: string, token: Token.TagToken): void {
    const top = this.#top();
    const main = top.main || name === 'main' || attribute(token, 'role') === 'main';
    const outermost = name === 'article' && top.article === 0;
    if (outermost) this.#articles++;
    const article = outermost ? this.#articles : top.article;
    const inText = main || article > 0;
    const frames = frameElements.has(name) || (framingElements.has(name) && !inText);
    this.#open.push({
      name,
      frame: top.frame || frames || framingRoles.has(attribute(token, 'role') ?? ''),
      code: top.code || codeElements.has(name) || isHidden(token),
      heading: top.heading || headingElements.has(name),
      item: name === 'li' || (top.item && name !== 'ul' && name !== 'ol'),
      row: name === 'tr' || (top.row && name !== 'table'),
      pre: top.pre || name === 'pre',
      main,
      article,
    });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #pop(): string {
    const top = this.#open.pop();
    if (top === undefined) return '';
    this.#counts.set(top.name, (this.#counts.get(top.name) ?? 1) - 1);
    return top.name;
  }
}

function attribute(token: Token.TagToken, name: string): string | null {
  return (
    token.attrs
      .find((attr) => attr.name === name)
      ?.value.trim()
      .toLowerCase() ?? null
  );
}

function isHidden(token: Token.TagToken): boolean {
  if (attribute(token, 'hidden') !== null || attribute(token, 'aria-hidden') === 'true')
    return true;
  return framingRoles.has(attribute(token, 'role') ?? '');
}

/**
 * The blocks of the page's text: an article or the main part if it holds enough of the page, else
 * all that is not its frame; the frame only if nothing else is there.
 */
function mainPart(placed: readonly Placed[]): Block[] {
  const filling = placed.filter(({ frame }) => !frame);
  const kept = filling.length > 0 ? filling : placed;
  const scope = atLeast(
    kept,
    kept.filter(({ main }) => main),
    main_share_min,
  );
  const letters = new Map<number, number>();
  for (const { article, block } of scope) {
    letters.set(article, (letters.get(article) ?? 0) + block.text.length);
  }
  letters.delete(0);
  const longest = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const chosen = atLeast(
    scope,
    scope.filter(({ article }) => article === longest),
    article_share_min,
  );
  return chosen.map(({ block }) => block);
}

function atLeast(all: readonly Placed[], part: readonly Placed[], share: number) {
  return size(part) >= share * size(all) && part.length > 0 ? part : all;
}

function size(placed: readonly Placed[]): number {
  return placed.reduce((sum, { block }) => sum + block.text.length, 0);
}
