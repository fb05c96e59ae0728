/** What ConnectWise's pages and reports call the four device types of REST. */
export const DEVICE_TYPES: Record<string, string> = {
  WorkstationsAndServers: 'Workstations and Servers',
  BackupStats: 'Backup Stats',
  Servers: 'Servers',
  Workstations: 'Workstations',
};
