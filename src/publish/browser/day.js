// The day slider of the home page. Without it everything works by the form and the map.
// It moves the line over the strips at once, and fetches the page of the day when it is let go.

(() => {
  const dayMs = 86_400_000;

  function begin(focus) {
    const box = document.querySelector('.day[data-from]');
    if (!box) return;
    const { from, at, label } = box.dataset;
    const words = box.dataset.words.split('|');
    const days = words.length;
    const first = Date.parse(`${from}T00:00Z`);
    const hour = at.slice(11);
    const hourMs = Date.parse(`1970-01-01T${hour}Z`);
    const dayOf = (i) => new Date(first + i * dayMs);

    const input = document.createElement('input');
    input.type = 'range';
    input.min = '0';
    input.max = String(days - 1);
    input.value = String(Math.round((Date.parse(`${at.slice(0, 10)}T00:00Z`) - first) / dayMs));
    input.setAttribute('aria-label', label);
    const output = document.createElement('output');

    const show = () => {
      const i = Number(input.value);
      const text = `${words[i]}, ${hour}`;
      output.textContent = text;
      input.setAttribute('aria-valuetext', text);
      const x = `${((i + hourMs / dayMs) / days) * 100}%`;
      for (const line of document.querySelectorAll('.row .now')) {
        line.setAttribute('x1', x);
        line.setAttribute('x2', x);
      }
      const mark = document.querySelector('.row text.at');
      if (mark) {
        mark.setAttribute('x', x);
        mark.textContent = text;
      }
    };
    input.addEventListener('input', show);
    input.addEventListener('change', () => {
      const day = dayOf(Number(input.value)).toISOString().slice(0, 10);
      const url = new URL(location.href);
      const place = document.querySelector('select[name=place]');
      if (place) url.searchParams.set('place', place.value);
      url.searchParams.set('at', `${day}T${hour}`);
      go(url);
    });

    box.replaceChildren(input, output);
    box.hidden = false;
    show();
    if (focus) input.focus();
  }

  let asked = 0;

  // The page of the day takes the place of this one; if that fails, the browser goes there itself.
  async function go(url) {
    const turn = ++asked;
    try {
      const answer = await fetch(url, { headers: { accept: 'text/html' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (turn !== asked) return;
      const main = page.querySelector('main');
      if (!main) throw new Error('no main');
      document.querySelector('main').replaceWith(document.adoptNode(main));
      document.title = page.title;
      history.replaceState(null, '', url);
      begin(true);
    } catch {
      if (turn === asked) location.assign(url);
    }
  }

  begin(false);
})();
