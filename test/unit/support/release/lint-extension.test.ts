import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lineOf, lintExtension, sortMessages } from '../../../support/release/lint-extension.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A minimal extension on disk. */
function extension(script: string, manifest: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  folders.push(folder);
  const gecko = { id: 'sample@sample.example', data_collection_permissions: { required: ['none'] } };
  const complete = {
    manifest_version: 3,
    name: 'Sample',
    version: '1.0',
    background: { scripts: ['worker.js'] },
    browser_specific_settings: { gecko: { ...gecko, strict_min_version: '142.0' } },
    ...manifest,
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(complete));
  writeFileSync(join(folder, 'worker.js'), script);
  return folder;
}

describe('Mozilla’s linter', () => {
  it('has nothing to say of a clean extension', async () => {
    expect(await lintExtension(extension('console.log(1);'))).toEqual([]);
  });

  it('reports a manifest that the store refuses as an error', async () => {
    const { errors } = sortMessages(await lintExtension(extension('', { version: 'one' })), []);
    expect(errors.map(lineOf).join()).toContain('manifest.json');
  });

  it('reports code that it warns of, which passes only where it is explained', async () => {
    const messages = await lintExtension(extension('document.body.innerHTML = location.hash;'));
    const explanation = { code: 'UNSAFE_VAR_ASSIGNMENT', message: /innerHTML/, files: /^worker\.js$/ };
    expect(sortMessages(messages, []).unexplained.map(({ code }) => code)).toEqual(['UNSAFE_VAR_ASSIGNMENT']);
    expect(sortMessages(messages, [{ ...explanation, files: /^other\.js$/ }]).unexplained).toHaveLength(1);
    expect(sortMessages(messages, [explanation])).toMatchObject({ unexplained: [], explained: [{}], unused: [] });
  });

  it('leaves over an explanation that nothing needs', () => {
    const explanation = { code: 'UNSAFE_VAR_ASSIGNMENT', message: /innerHTML/, files: /./ };
    expect(sortMessages([], [explanation]).unused).toEqual([explanation]);
  });
});
