import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import type { IntegrationSubject } from './setup-subject.ts';

/** SET-MATCH-SERIAL: "Check the Match on Serial Number checkbox" (S15 step 5.8): the serial number holds the EFS id. */
export function setMatchSerial({ draft: { matchOnSerialNumber } }: IntegrationSubject): Finding[] {
  if (matchOnSerialNumber !== false) return [];
  return [
    report('SET-MATCH-SERIAL', {
      where: { resource: 'managed-devices-integration', field: 'matchOnSerialNumber' },
      message:
        'Check “Match on Serial Number”: ConnectWise finds the addition to update by its serial number, which holds the EFS id.',
      seen: false,
      expected: true,
    }),
  ];
}
