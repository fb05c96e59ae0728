import { contentScriptSizes, FEATURES_FILE, gzipSize } from '../support/built-extension.ts';
import type { Benchmark } from './benchmark.ts';

/** Content script, all that loads on every ConnectWise page: budget 25,000 bytes. */
export const contentGzip: Benchmark = {
  name: 'content.gzip',
  unit: 'bytes',
  async measure() {
    const sizes = contentScriptSizes('chrome-mv3');
    return {
      value: sizes.reduce((sum, { gzip }) => sum + gzip, 0),
      n: 1,
      note: `gzip level 9 of ${sizes.map(({ file, gzip }) => `${file} (${gzip})`).join(', ')}; on screens that we know the worker adds ${FEATURES_FILE} (${gzipSize('chrome-mv3', FEATURES_FILE)})`,
    };
  },
};
