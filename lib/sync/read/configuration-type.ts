/** The configuration type that carries backup statistics per account (S15 figure 8, column Configuration Type). */
export const BACKUP_STATS = 'Backup Stats';
