import { boot, gss, t } from './ui/boot.js';
import { el, setShown } from './ui/dom.js';
import { icon } from './ui/icons.js';
import { surface, useFrame } from './ui/surface.js';

const MODULES = [
  ['companies', 'Companies'],
  ['sales', 'Sales'],
  ['marketing', 'Marketing'],
  ['procurement', 'Procurement'],
  ['project', 'Project'],
  ['service', 'Service Desk'],
  ['time', 'Time & Expense'],
  ['finance', 'Finance'],
];

function navigation(go) {
  const item = (name, label, place) =>
    el('div', { class: gss('navitem'), role: 'menuitem', onclick: () => place && go(place) }, icon(name, 16), t(label));
  const sub = (label, place) =>
    el('div', { class: gss('navsub'), role: 'menuitem', onclick: () => go(place) }, t(label));
  const places = { companies: { screen: 'search' }, service: { screen: 'tickets' } };
  const modules = MODULES.map(([name, label]) => item(name, label, places[name]));
  const nodes = [modules[0], sub('Company Search', { screen: 'search' }), ...modules.slice(1)];
  const foot = el(
    'div',
    { class: gss('navfoot') },
    sub('Setup Tables', { screen: 'setup' }),
    item('system', 'System', { screen: 'setup' }),
  );
  const open = (name) => {
    for (const [index, [module]] of MODULES.entries())
      modules[index].classList.toggle(boot.classes.navopen, module === name);
    foot.lastElementChild.classList.toggle(boot.classes.navopen, name === 'system');
  };
  return { element: el('div', { class: gss('nav'), role: 'menu' }, ...nodes, foot), open };
}

function topBar() {
  return el(
    'div',
    { class: gss('top') },
    el('div', { class: gss('brand') }, el('b', {}, 'ConnectWise'), ' Manage'),
    el('input', {
      class: gss('search'),
      type: 'text',
      placeholder: 'Search companies, tickets, contacts',
      'aria-label': 'Search',
    }),
    el(
      'div',
      { class: gss('member') },
      boot.companyName,
      el('span', { class: gss('avatar') }, boot.memberId.slice(0, 1)),
    ),
  );
}

/**
 * Labels of the way here, each with its place, then the name of what is open
 * (docs/reference/connectwise-pages.md#header).
 */
function banner(go) {
  const crumbs = el('div', { class: gss('crumbs') });
  const title = el('div.gwt-Label.mm_label.detailLabel.cw_CwLabel', { class: gss('title') });
  return {
    element: el('div.cw-main-banner.cw_BannerView', { class: gss('banner') }, crumbs, title),
    set({ way, name }) {
      const parts = way.flatMap(({ label, place }, index) => [
        index > 0 ? el('div', { class: gss('crumbsep') }, '\u25b6') : null,
        el(
          'div.gwt-Label.mm_label.detailLabel.cw_CwLabel.navigationEntry',
          { class: gss('crumb'), onclick: () => place && go(place) },
          t(label),
        ),
      ]);
      crumbs.replaceChildren(...parts.filter(Boolean));
      title.textContent = t(name);
    },
  };
}

function screenHolder() {
  const content = el('div', { id: 'cwContent', class: gss('screen') });
  const spinner = el('div.cw-loading-image.cw-loading-spinner', {}, el('div.cw-loading-spinner-child', { style: '' }));
  content.append(spinner);
  return { content, spinner };
}

/** Waits for the module frame's document, then screens are built there. */
async function openFrame(content) {
  const frame = el('iframe', { src: `${boot.root}module.html`, title: 'Module', class: gss('frame') });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  content.prepend(frame);
  await loaded;
  useFrame(frame);
  return surface.body;
}

/** Frame of the application: bar on top, modules at the left, banner, and the place for screens. */
export async function createShell(go) {
  const nav = navigation(go);
  const heading = banner(go);
  const { content, spinner } = screenHolder();
  const workspace = el('div.cw-WorkspaceView', { class: gss('workspace') }, heading.element, content);
  document.getElementById('cwApp').append(topBar(), nav.element, workspace);
  const screens = boot.iframe ? await openFrame(content) : content;
  return {
    screens,
    setBanner: heading.set,
    setModule: nav.open,
    setLoading: (isLoading) => setShown(spinner, isLoading),
  };
}
