// The desk's comfort: keys, selecting words, deciding without a new page. Everything here is also
// done by the forms and links of the page alone.

const review = () => document.querySelector('#review');
const cards = () => [...document.querySelectorAll('.card')];
const say = (words) => {
  const status = document.querySelector('#status');
  if (status) status.textContent = words;
};

/**
 * Single letters act only while the focus is in the list of proposals (WCAG 2.1.4); "a" also in the
 * text, where words are selected.
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const typing = event.target instanceof Element && event.target.closest('input,select,textarea');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !review()) return;
  // On a Cyrillic layout the key in the place of "j" says "о": then the place counts.
  const latin = /^[a-z]$/i.test(event.key);
  const key = latin ? event.key.toLowerCase() : event.code.replace(/^Key/, '').toLowerCase();
  const within = (part) => event.target instanceof Element && event.target.closest(part) !== null;
  if (!within(key === 'a' ? '.cards, .words' : '.cards')) return;
  if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1, event);
  if (key === 'a') return openAdd(event);
  const card = current();
  const target = card?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
}

function current() {
  return document.activeElement?.closest('.card') ?? null;
}

function move(by, event) {
  const all = cards();
  const card = current();
  const at = card ? all.indexOf(card) + by : by > 0 ? 0 : all.length - 1;
  const next = all[Math.min(Math.max(at, 0), all.length - 1)];
  if (!next) return;
  event.preventDefault();
  focusCard(next);
}

function focusCard(card) {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest' });
  mark(card.dataset.n);
}

/** Shows the words of a card in the text. */
function mark(n) {
  for (const old of document.querySelectorAll('.m.now')) old.classList.remove('now');
  const runs = document.querySelectorAll(`.m[href="#p${CSS.escape(n ?? '')}"]`);
  for (const run of runs) run.classList.add('now');
  runs[0]?.scrollIntoView({ block: 'nearest' });
}

/** Sends a decision, and puts the answer's proposals in place of these. */
async function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('.decide') || !review()) return;
  event.preventDefault();
  const all = cards();
  const at = all.indexOf(form.closest('.card'));
  const body = new URLSearchParams(new FormData(form, event.submitter));
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  let page;
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    for (const button of form.querySelectorAll('button')) button.disabled = false;
    form.submit();
    return;
  }
  const fresh = page.querySelector('#review');
  if (!fresh) {
    document
      .querySelector('#main')
      ?.replaceChildren(...(page.querySelector('#main')?.childNodes ?? []));
    document.querySelector('#main')?.focus();
    return;
  }
  const scrolls = ['.words', '.cards'].map((part) => review()?.querySelector(part)?.scrollTop ?? 0);
  review()?.replaceWith(document.adoptNode(fresh));
  ['.words', '.cards'].forEach((part, i) => {
    const scrolled = review()?.querySelector(part);
    if (scrolled) scrolled.scrollTop = scrolls[i];
  });
  say(page.querySelector('#status')?.textContent ?? '');
  const now = cards();
  const next = now.slice(at + 1).find(isOpen) ?? now.find(isOpen);
  if (next) focusCard(next);
  else document.querySelector('#publish button')?.focus();
}

const isOpen = (card) => card.classList.contains('open');

/** Offset in the statement of a point of the selection, null outside the text. */
function offsetOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const run = element?.closest('[data-s]');
  if (!run) return null;
  const within = node instanceof Element ? (offset === 0 ? 0 : run.textContent.length) : offset;
  return Number(run.dataset.s) + within;
}

function onSelect() {
  const selection = document.getSelection();
  const words = document.querySelector('.words');
  const form = document.querySelector('#add form');
  if (!selection || selection.isCollapsed || !words || !form) return;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  const text = selection.toString().trim();
  if (start === null || end === null || end <= start || text === '') return;
  const set = (name, value) => {
    const field = form.querySelector(`[name="${name}"]`);
    if (field) field.value = value;
  };
  set('words', text);
  set('selected', text);
  set('start', String(start));
  set('end', String(end));
  document.querySelector('#add')?.setAttribute('open', '');
  document.querySelector('#add')?.classList.add('ready');
}

function openAdd(event) {
  const add = document.querySelector('#add');
  if (!add) return;
  event.preventDefault();
  add.setAttribute('open', '');
  const words = add.querySelector('[name="words"]');
  const field = words?.value ? add.querySelector('[name="kind"]') : words;
  field?.focus();
  add.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', onKey);
document.addEventListener('submit', onSubmit);
document.addEventListener('selectionchange', onSelect);
document.addEventListener('focusin', () => {
  const card = current();
  if (card) mark(card.dataset.n);
});
for (const keys of document.querySelectorAll('.keys')) keys.hidden = false;
const failures = document.querySelector('.failures');
const target = location.hash.startsWith('#p') ? document.querySelector(location.hash) : null;
if (failures) failures.focus();
else if (target?.querySelector('.provision'))
  target.querySelector('select,input:not([type=hidden])')?.focus();
else if (target) focusCard(target);
