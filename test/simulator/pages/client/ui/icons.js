/** Line drawings on a 16-unit square. */
const PATHS = {
  companies: 'M2 14V5l5-3v12M7 14V6l7 2v6M1 14h14M4 6v0M4 9v0M10 10v0M10 12v0',
  sales: 'M2 13l4-5 3 3 5-8M10 3h4v4',
  marketing: 'M2 6v4h3l7 4V2L5 6zM14 6v4',
  procurement: 'M1 2h2l2 9h8l2-6H4M6 14v0M12 14v0',
  project: 'M2 3h12v10H2zM2 7h12M6 7v6',
  service: 'M3 8a5 5 0 0110 0v4h-3V8M3 8v4h3V8',
  time: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5v3l2 2',
  finance: 'M8 1v14M11 4H7a2 2 0 000 4h2a2 2 0 010 4H5',
  system: 'M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8 1v3M8 12v3M1 8h3M12 8h3M3 3l2 2M11 11l2 2M13 3l-2 2M5 11l-2 2',
  back: 'M9 3L4 8l5 5M4 8h10',
  save: 'M2 2h10l2 2v10H2zM5 2v4h6V2M5 14V9h6v5',
  saveAndClose: 'M2 2h9l2 2v4M5 2v4h5V2M2 2v12h5M9 9l6 6M15 9l-6 6',
  new: 'M8 2v12M2 8h12',
  delete: 'M3 4h10M6 4V2h4v2M4 4l1 10h6l1-10',
  print: 'M4 6V2h8v4M4 12H2V6h12v6h-2M4 10h8v4H4z',
  help: 'M5 6a3 3 0 113 3v2M8 14v0',
  settings: 'M3 4h10M3 8h10M3 12h10M6 3v2M10 7v2M5 11v2',
  search: 'M7 2a5 5 0 100 10A5 5 0 007 2zM11 11l4 4',
  clear: 'M3 3l10 10M13 3L3 13',
  export: 'M8 2v8M5 7l3 3 3-3M2 13h12',
  down: 'M4 6l4 4 4-4',
};

export function icon(name, size = 15) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', size);
  svg.setAttribute('height', size);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '1.5');
  path.setAttribute('stroke-linecap', 'round');
  path.setAttribute('stroke-linejoin', 'round');
  svg.append(path);
  return svg;
}
