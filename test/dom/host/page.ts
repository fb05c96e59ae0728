/**
 * Builds ConnectWise-like pages from the habits in docs/reference/connectwise-pages.md#fields: label rows in pod
 * tables, hidden old views, header strips beside their grids, prefixed compiler classes that mean nothing. happy-dom
 * has no layout, so boxes are given by hand.
 */
export function pod(rows: string, attributes = ''): string {
  return `<div class="GMDB3DUBKVH pod_unknown" ${attributes}><table><tbody>${rows}</tbody></table></div>`;
}

export function row(label: string, control: string): string {
  return `<tr class="pod-element-row"><td class="mm_podElementLabel"><div class="gwt-Label mm_label" title="${label}">${label}:</div></td><td>${control}</td></tr>`;
}

export function input(value = '', extra = ''): string {
  return `<div class="mm_comboBox"><input type="text" class="x-auto-29-input" value="${value}" ${extra}></div>`;
}

export function checkBox(checked = false, extra = ''): string {
  return `<span class="gwt-CheckBox"><input type="checkbox" ${checked ? 'checked' : ''} ${extra}></span>`;
}

/** A value as a member sees it who may not edit: a label without title. */
export function shown(value: string): string {
  return `<div class="gwt-Label mm_label cw_CwLabel">${value}</div>`;
}

/** Several label and value pairs in one row (docs/reference/setup-guides.md#figure-6). */
export function wideRow(...pairs: [label: string, control: string][]): string {
  const cells = pairs.map(
    ([label, control]) =>
      `<td><div class="gwt-Label mm_label" title="${label}">${label}:</div></td><td>${control}</td>`,
  );
  return `<tr class="pod-element-row">${cells.join('')}</tr>`;
}

/** Integration Details, docs/reference/setup-guides.md#figure-6: two pods. */
export function integrationForm(change: Partial<Record<string, string>> = {}): string {
  const control = (label: string, html: string) => change[label] ?? html;
  const pairs = (...list: [string, string][]) =>
    list.map(([label, html]): [string, string] => [label, control(label, html)]);
  return (
    pod(
      wideRow(...pairs(['Name', input('eFolder')], ['Portal URL', input()], ['Username', input()])) +
        wideRow(
          ...pairs(
            ['Solution', input('eFolder')],
            ['Login By', input('Global')],
            ['Password', '<input type="password">'],
          ),
        ) +
        wideRow(
          ...pairs(
            ['Integrator Login', input('efolder-api')],
            ['Disable Newly discovered Cross-References', checkBox(true)],
          ),
        ),
    ) +
    pod(
      row('Billing Level', control('Billing Level', input('Detailed'))) +
        row('Match on Serial Number', control('Match on Serial Number', checkBox(true))),
    )
  );
}

/** docs/reference/setup-guides.md#figure-5. */
export function solutionForm(change: Partial<Record<string, string>> = {}): string {
  const fields: [string, string][] = [
    ['Name', input('eFolder')],
    ['Management IT Solution', input('Custom')],
    ['Custom Solution Name', input('eFolder')],
    ['Username', input()],
    ['Password', '<input type="password">'],
  ];
  return pod(fields.map(([label, control]) => row(label, change[label] ?? control)).join(''));
}

/** docs/reference/setup-guides.md#figure-1. */
export function statusForm(): string {
  return pod(
    wideRow(['Status Description', input('New (not responded)')], ['New Record Default?', checkBox(true)]) +
      wideRow(['Board', input('Professional Services')], ['Closed Status?', checkBox()]) +
      wideRow(['External Integration XRef', input('Not Responded (Set)')], ['Inactive', checkBox()]),
  );
}

/** docs/reference/setup-guides.md#figure-7. */
export const CROSS_REFERENCES = ['Level', 'Type', 'Configuration Type', 'Agreement Type', 'Product'];

export function toolbar(...names: string[]): string {
  const buttons = names.map(
    (name) => `<div class="cw_ToolbarButton_${name}"><div class="mm_button" tabindex="0">${name}</div></div>`,
  );
  return `<div class="GMDB3DUBTB">${buttons.join('')}</div>`;
}

/** The addition form of docs/reference/setup-guides.md#figure-19. */
export function additionForm(values: Partial<Record<string, string>> = {}, attributes = ''): string {
  const fields: [string, string][] = [
    ['Product', 'ShadowProtect BDR Storage'],
    ['Total Quantity', ''],
    ['Less Included', '150'],
    ['Unit Price', '0.50'],
    ['Effective Date', 'Tue 07/20/2010'],
    ['SerialNumber', 'EFS-342'],
    ['Invoice Description', 'ShadowProtect BDR Off-site storage, $0.50/GB'],
  ];
  return pod(fields.map(([label, value]) => row(label, input(values[label] ?? value))).join(''), attributes);
}

export function banner(text: string, trail: string[] = []): string {
  const entries = trail.map((entry) => `<div class="gwt-Label navigationEntry detailLabel">${entry}</div>`).join('');
  return `<div class="cw-main-banner cw_BannerView">${entries}<div class="gwt-Label mm_label detailLabel cw_CwLabel">${text}</div></div>`;
}

/** Header strip and rows are siblings; the first column is the check box that shifts every index. */
export function grid(headers: string[], rows: string[][]): string {
  const strip = headers.map((header) => `<div class="gwt-Label" title="${header}">${header}</div>`).join('');
  const body = rows
    .map((cells) => {
      const tds = ['', ...cells].map((cell, index) => `<td cellindex="${index}"><div>${cell}</div></td>`).join('');
      return `<tr class="cw-ml-row">${tds}</tr>`;
    })
    .join('');
  return `<div class="mm_grid"><div class="cw-ml-header">${strip}</div><div><table class="list-grid"><tbody>${body}</tbody></table></div></div>`;
}

const COLUMN = 100;
const CHECK_BOX = 30;

/**
 * Gives every element that is not hidden a box; header cells and grid cells share columns of 100 pixels after a check box of 30.
 * Returns what undoes it.
 */
export function layOut(): () => void {
  const rects = Element.prototype.getClientRects;
  const bounding = Element.prototype.getBoundingClientRect;
  const boxOf = (element: Element): DOMRect => {
    if (element.matches('.cw-ml-header > *')) {
      const index = [...(element.parentElement?.children ?? [])].indexOf(element);
      return new DOMRect(CHECK_BOX + index * COLUMN, 200, COLUMN, 20);
    }
    const cell = element.matches('td[cellindex]') ? Number(element.getAttribute('cellindex')) : undefined;
    if (cell === 0) return new DOMRect(0, 220, CHECK_BOX, 20);
    if (cell !== undefined) return new DOMRect(CHECK_BOX + (cell - 1) * COLUMN, 220, COLUMN, 20);
    return new DOMRect(100, 100, 200, 24);
  };
  Element.prototype.getBoundingClientRect = function () {
    return boxOf(this);
  };
  Element.prototype.getClientRects = function () {
    const hidden = this.closest('[hidden], [style*="display: none"], [style*="display:none"]') || !this.isConnected;
    return (hidden ? [] : [boxOf(this)]) as unknown as DOMRectList;
  };
  return () => {
    Element.prototype.getClientRects = rects;
    Element.prototype.getBoundingClientRect = bounding;
  };
}
