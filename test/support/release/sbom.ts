import { spawnSync } from 'node:child_process';

/**
 * Lists what the extension and the runner are made of, as CycloneDX, by the lock file. Without serial number and time, so that the same
 * sources give the same list.
 * @throws where this npm cannot (before 10)
 */
export function sbomOf(root: string, name: string): string {
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--omit',
    'dev',
    '--package-lock-only',
  ];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr.trim()}`);
  const { serialNumber: _, ...list } = JSON.parse(stdout);
  const { timestamp: __, ...metadata } = list.metadata;
  // npm takes the folder's name.
  const named = { ...metadata, component: { ...metadata.component, name } };
  return `${JSON.stringify({ ...list, metadata: named }, null, 2)}\n`;
}
