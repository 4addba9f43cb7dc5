/** What each HTML element means for the words in it. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that begin and end a block (HTML Standard, section 15.3, flow content). */
export const blockElements = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main ' +
    'menu nav ol p pre search section summary table tbody td tfoot th thead title tr ul',
);

/** Elements without an end tag (section 13.1.2). */
export const voidElements = words(
  'area base br col embed hr img input link meta param source track wbr',
);

/** Not words of the page: code, forms and pictures. */
export const codeElements = words(
  'audio button canvas datalist head iframe math noembed noframes noscript object script select ' +
    'style svg template textarea title video xmp',
);

/** What frames a page rather than fills it. */
export const frameElements = words('aside dialog menu nav');

/** They frame a page where they stand outside its main part, and belong to the text inside it. */
export const framingElements = words('header footer');

/** Landmark roles (WAI-ARIA 1.2) of what frames a page. */
export const framingRoles = words(
  'navigation banner contentinfo complementary search dialog menu toolbar',
);

export const headingElements = words('h1 h2 h3 h4 h5 h6');

/** Their content is no markup: text up to their own end tag (section 13.2.5). */
export const rawElements = words('iframe noembed noframes script style xmp');
export const rcElements = words('textarea title');

/** A start tag of the element closes an open element of the kind named, if that is innermost. */
export function closedBy(element: string): ReadonlySet<string> {
  const closed = impliedEnds.get(element);
  if (closed !== undefined) return closed;
  return blockElements.has(element) ? paragraph : none;
}

const none: ReadonlySet<string> = new Set();
const paragraph = words('p head');
const impliedEnds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['body', words('head')],
  ['li', words('li p')],
  ['dt', words('dt dd p')],
  ['dd', words('dt dd p')],
  ['td', words('td th p')],
  ['th', words('td th p')],
  ['tr', words('td th tr p')],
  ['tbody', words('td th tr tbody thead p')],
]);
