/**
 * The configuration type that carries backup statistics per account (docs/reference/setup-guides.md#figure-8, column
 * Configuration Type).
 */
export const BACKUP_STATS = 'Backup Stats';
