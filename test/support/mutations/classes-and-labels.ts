import type { Operation } from './operation.ts';

/** Other class names and other words: a new build, another language, a partner's own labels. */
export const CLASSES_AND_LABELS = {
  'class prefix changed': {
    run: (body) => {
      for (const element of body.querySelectorAll('[class]'))
        element.className = `${element.getAttribute('class')}`.replace(/\bGM[\w-]+|\bgss\w*/g, 'ZZ$&');
    },
  },
  'half of the cw_ classes dropped': {
    run: (body, { random }) => {
      for (const element of body.querySelectorAll('[class*="cw_"]')) {
        if (random() < 0.5) continue;
        for (const name of [...element.classList]) if (name.startsWith('cw_')) element.classList.remove(name);
      }
    },
  },
  'all cw_ classes dropped': {
    run: (body) => {
      for (const element of body.querySelectorAll('[class*="cw_"]'))
        for (const name of [...element.classList]) if (name.startsWith('cw_')) element.classList.remove(name);
    },
  },
  'all classes of pods and rows dropped': {
    run: (body) => {
      for (const element of body.querySelectorAll('[class*="pod"]'))
        for (const name of [...element.classList]) if (/pod/.test(name)) element.classList.remove(name);
    },
  },
  'some labels renamed': {
    run: (body, { random }) => {
      for (const label of body.querySelectorAll('.mm_label')) {
        if (random() < 0.6) continue;
        label.setAttribute('title', 'Bezeichnung');
        label.textContent = 'Bezeichnung:';
      }
    },
  },
  'labels without title': {
    run: (body, { random }) => {
      for (const label of body.querySelectorAll('.mm_label')) if (random() < 0.7) label.removeAttribute('title');
    },
  },
  'some labels removed': {
    run: (body, { random }) => {
      for (const label of body.querySelectorAll('.mm_label')) if (random() < 0.3) label.remove();
    },
  },
  'two labels swapped': {
    run: (body, { random }) => {
      const labels = [...body.querySelectorAll('.mm_podElementLabel')];
      const [one, other] = [0, 1].map(() => labels[Math.floor(random() * labels.length)]);
      if (!one || !other) return;
      const text = [one.textContent, one.getAttribute('title') ?? ''];
      one.textContent = other.textContent;
      one.setAttribute('title', other.getAttribute('title') ?? '');
      other.textContent = text[0] ?? '';
      other.setAttribute('title', text[1] ?? '');
    },
    changesValues: true,
  },
} satisfies Record<string, Operation>;
