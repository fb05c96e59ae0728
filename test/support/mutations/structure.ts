import type { Operation } from './operation.ts';

/** The same content in another arrangement. */
export const STRUCTURE = {
  'columns reordered': {
    run: (body, { random }) => {
      for (const strip of body.querySelectorAll('.cw-ml-header')) {
        const heads = [...strip.querySelectorAll<HTMLElement>('.mm_label')];
        const places = heads.map(({ style }) => style.left);
        const by = Math.floor(random() * heads.length);
        for (const [index, head] of heads.entries()) head.style.left = places[(index + by) % heads.length] ?? '';
      }
    },
    changesValues: true,
  },
  'a column removed': {
    run: (body, { random }) => {
      const index = 1 + Math.floor(random() * 6);
      for (const strip of body.querySelectorAll('.cw-ml-header'))
        [...strip.querySelectorAll('.mm_label')][index - 1]?.remove();
      for (const cell of body.querySelectorAll(`.cw-ml-row > [cellindex="${index}"]`)) cell.remove();
    },
  },
  'rows removed': {
    run: (body, { random }) => {
      for (const row of body.querySelectorAll('.cw-ml-row')) if (random() < 0.5) row.remove();
    },
    changesValues: true,
  },
  'rows not filled yet': {
    run: (body) => {
      for (const cell of body.querySelectorAll('.cw-ml-row td')) cell.textContent = '';
    },
  },
  'siblings shuffled': {
    run: (body, { random }) => {
      const parents = [...body.querySelectorAll('tbody, .mm_pods, div')].filter(({ children }) => children.length > 2);
      for (let round = 0; round < 5; round++) {
        const parent = parents[Math.floor(random() * parents.length)];
        const child = parent?.children[Math.floor(random() * (parent?.children.length ?? 0))];
        if (parent && child) parent.append(child);
      }
    },
    changesValues: true,
  },
  'wrapped deeper': {
    run: (body, { random }) => {
      for (const element of [...body.querySelectorAll('input, .mm_label, table')]) {
        if (random() < 0.5) continue;
        const wrapper = document.createElement('div');
        element.replaceWith(wrapper);
        wrapper.append(element);
      }
    },
  },
  'a hidden copy': {
    run: (body) => {
      const copy = document.createElement('div');
      copy.style.display = 'none';
      copy.append(...[...body.children].map((child) => child.cloneNode(true)));
      body.append(copy);
    },
  },
  'a visible copy': {
    run: (body) => {
      for (const pods of [...body.querySelectorAll('[class*="pod_"]')]) pods.after(pods.cloneNode(true));
    },
  },
  'inputs become text': {
    run: (body, { random }) => {
      for (const input of [...body.querySelectorAll<HTMLInputElement>('input[type="text"], textarea')]) {
        if (random() < 0.4) continue;
        const text = document.createElement('div');
        text.className = input.className;
        text.textContent = input.value;
        input.replaceWith(text);
      }
    },
  },
  'everything in an iframe': {
    run: (body) => {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'position:absolute;inset:60px 0 0 0;width:100%;height:800px';
      const content = [...body.children].filter((child) => !child.querySelector('.cw-main-banner'));
      body.append(frame);
      const inner = frame.contentDocument;
      if (!inner) return;
      for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) inner.head.append(sheet.cloneNode(true));
      inner.body.append(...content);
    },
  },
  'a dialog above': {
    run: (body) => {
      const dialog = document.createElement('div');
      dialog.setAttribute('role', 'dialog');
      dialog.className = 'cw-gxt-wnd';
      dialog.style.cssText = 'position:fixed;inset:100px;background:white;z-index:9000';
      dialog.textContent = 'Are you sure?';
      body.append(dialog);
    },
  },
} satisfies Record<string, Operation>;
