import { fail, type Result } from '../base/index.ts';
import { type Content, framed, type Rendered } from './frame.ts';
import { homePage } from './home.ts';
import { logPage } from './log.ts';
import { placePage } from './place.ts';
import { aboutPage, errorPage } from './plain.ts';
import { recordPage } from './record.ts';
import { statementPage, statementsPage } from './statement.ts';
import { openPage, type Page, type PageRequest, type View } from './view.ts';

export type { Rendered } from './frame.ts';
export { type Html, htmlAsWritten as html, literal, type Part } from './html.ts';
export { type Catalogue, compileMessages, languages, type Messages } from './messages.ts';
export { styleSheet } from './style.ts';
export type { PageLog, PagePlace, PagePlaces, PageRequest, View } from './view.ts';

interface Route {
  /** `:name` stands for one part of the path. */
  readonly path: string;
  readonly page: (page: Page) => Result<Content>;
}

/** Every public page. The server mounts them; `publish` writes them to files. */
export const pages: readonly Route[] = [
  { path: '/', page: homePage },
  { path: '/statements', page: statementsPage },
  { path: '/statements/:id', page: statementPage },
  { path: '/records/:id', page: recordPage },
  { path: '/places/:code', page: placePage },
  { path: '/log', page: logPage },
  { path: '/about', page: aboutPage },
];

/** A page, or the page that says why there is none. Never throws on what a request contains. */
export function renderPage(view: View, path: string, request: PageRequest): Rendered {
  const page = openPage(view, request);
  const route = pages.find((one) => one.path === path);
  const content = route?.page(page) ?? fail('page_unknown', request.path);
  return content.ok ? framed(page, content.value) : errorPage(page, content.error);
}

/** The page for a path that nothing answers to. */
export function renderMissing(view: View, request: PageRequest): Rendered {
  return renderPage(view, '', request);
}
