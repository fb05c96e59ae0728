/**
 * What the options page reads files with. Loaded when a user chooses one: nobody else pays for it. Pure, and the same under Node.
 */
export { createBreather } from './breather.ts';
export { fitsTable, isNumeric, proposeMapping, resolveMapping } from './columns.ts';
export { TIMES } from './field-names.ts';
export { importParts } from './import-parts.ts';
export { openFile, refusalOfSize } from './open-file.ts';
export { textOf } from './table.ts';
export { understand } from './understand.ts';
