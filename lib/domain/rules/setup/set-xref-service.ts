import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import type { SetupContext } from '../../setup-context.ts';
import { report } from '../report.ts';
import {
  aboutRow,
  type CrossReferenceDraft,
  type CrossReferencesSubject,
  crossReferencePlace,
  meantService,
} from './setup-subject.ts';

/**
 * SET-XREF-SERVICE: Type and Level are none of the table's (docs/reference/setup-guides.md#figure-8), nor nearly one of
 * them.
 */
export function setXrefService({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    const { type, level } = row;
    if (type === undefined || level === undefined || (type === '' && level === '') || meantService(context, row))
      return [];
    const levels = context.services.filter((service) => service.type === type).map((service) => service.level);
    return levels.length > 0 ? wrongLevel(row, type, level, levels) : wrongType(context, row, type, level);
  });
}

function wrongLevel(row: CrossReferenceDraft, type: string, level: string, levels: string[]): Finding[] {
  const expected = levels.map((text) => (text === '' ? 'blank' : `“${text}”`)).join(', ');
  const only = levels.length === 1 ? levels[0] : undefined;
  return [
    report('SET-XREF-SERVICE', {
      where: crossReferencePlace(row, 'crossReferenceLevel'),
      message: `Type “${literalText(type)}” has no ${level === '' ? 'blank Level' : `Level “${literalText(level)}”`}. Its Level is ${levels.length > 1 ? 'one of ' : ''}${expected}.`,
      seen: level,
      expected,
      ...aboutRow(row),
      ...(only !== undefined && {
        correction: {
          field: 'crossReferenceLevel',
          value: only,
          label: only === '' ? 'Leave Level blank' : `Use ${only}`,
        },
      }),
    }),
  ];
}

function wrongType({ services }: SetupContext, row: CrossReferenceDraft, type: string, level: string): Finding[] {
  const expected = [...new Set(services.map((service) => service.type))].join(', ');
  const shown = `${type === '' ? 'A blank Type' : `Type “${literalText(type)}”`}${level === '' ? '' : ` with Level “${literalText(level)}”`}`;
  return [
    report('SET-XREF-SERVICE', {
      where: crossReferencePlace(row, 'crossReferenceType'),
      message: `${shown} is no backup service, so it is never used. Types are ${expected}.`,
      seen: type,
      expected,
      ...aboutRow(row),
    }),
  ];
}
