import type { Operation } from './operation.ts';

/** Hostile or strange texts, and what belongs to another record. */
export const TEXTS_AND_RECORDS = {
  'huge text': {
    run: (body, { random }) => {
      const labels = body.querySelectorAll('.mm_label, td');
      const at = labels[Math.floor(random() * labels.length)];
      const text = document.createElement('div');
      text.textContent = 'EFS-342 '.repeat(20_000);
      at?.after(text);
    },
  },
  'text that looks like a script': {
    run: (body, { random }) => {
      const texts = [...body.querySelectorAll('.mm_label, td, a')].filter(({ children }) => children.length === 0);
      for (const element of texts) {
        if (random() < 0.7) continue;
        element.textContent = `${element.textContent}<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>`;
      }
    },
    changesValues: true,
  },
  'right-to-left marks in labels': {
    run: (body, { random }) => {
      for (const label of body.querySelectorAll('.mm_label')) {
        if (random() < 0.5) continue;
        label.textContent = `\u202e\u200b${label.textContent}\u200f\ufeff`;
        label.setAttribute('title', `\u2067${label.getAttribute('title')}\u2069`);
      }
    },
  },
  'zero-width characters in values': {
    run: (body, { random }) => {
      for (const input of body.querySelectorAll<HTMLInputElement>('input[type="text"]'))
        if (random() < 0.3 && input.value) input.value = `\u200b${input.value}\u200d`;
    },
    changesValues: true,
  },
  'values of another record': {
    run: (body, { others }) => {
      for (const input of body.querySelectorAll<HTMLInputElement>('input[type="text"], textarea'))
        for (const [own, other] of others) input.value = input.value.replaceAll(own, other);
      for (const cell of body.querySelectorAll('.cw-ml-row td, .cw-ml-row a')) {
        if (cell.children.length > 0) continue;
        for (const [own, other] of others) cell.textContent = (cell.textContent ?? '').replaceAll(own, other);
      }
    },
    changesValues: true,
  },
  'values blanked': {
    run: (body, { random }) => {
      for (const input of body.querySelectorAll<HTMLInputElement>('input[type="text"], textarea'))
        if (random() < 0.4) input.value = '';
    },
    changesValues: true,
  },
  'banner of another record': {
    run: (body, { others }) => {
      const banner = body.querySelector('.cw-main-banner');
      if (!banner) return;
      for (const [own, other] of others) banner.innerHTML = banner.innerHTML.replaceAll(own, other);
    },
  },
  'no banner': { run: (body) => body.querySelector('.cw-main-banner')?.remove() },
  'two banners': {
    run: (body, { others }) => {
      const banner = body.querySelector('.cw-main-banner');
      const copy = banner?.cloneNode(true);
      if (!(copy instanceof HTMLElement)) return;
      for (const [own, other] of others) copy.innerHTML = copy.innerHTML.replaceAll(own, other);
      banner?.after(copy);
    },
  },
  'malformed hash': {
    run: (_body, { random }) => {
      const hash = location.hash;
      location.hash = random() < 0.5 ? hash.slice(0, Math.floor(hash.length * random())) : `${hash}%E0%A4%A`;
    },
  },
} satisfies Record<string, Operation>;
