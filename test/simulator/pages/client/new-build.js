import { buildOnServer } from './rpc.js';
import { boot } from './ui/boot.js';
import { surface } from './ui/surface.js';

/**
 * Takes the class names of the build that is up now, on every element that is there: the prefix changes while the page is
 * open, as when a module of another build is loaded. The old style sheet stays for what is not in the document.
 */
export async function takeNewBuild() {
  const build = buildOnServer();
  if (build === boot.build) return;
  boot.build = build;
  const names = await (await fetch(`${boot.root}cwclient/classes.json?build=${build}`)).json();
  const renamed = new Map(Object.entries(boot.classes).map(([style, name]) => [name, names[style]]));
  for (const page of new Set([document, surface.document])) {
    const sheet = page.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = `${boot.root}cwclient/client.css?build=${build}`;
    page.head.append(sheet);
    for (const node of page.body.querySelectorAll('[class]')) {
      for (const name of [...node.classList]) if (renamed.has(name)) node.classList.replace(name, renamed.get(name));
    }
  }
  Object.assign(boot.classes, names);
}
