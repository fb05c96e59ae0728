/** Keys and ids of the seeded world, for tests and for the addresses that the simulator prints at its start. */
export const SEED = {
  companyId: 'backupmsp',
  publicKey: 'SimPublicKey0001',
  // Like no other text, as the keys of the portals: browser tests look for them where no key may be.
  privateKey: 'Qx7ZmarkR4vTn9Kd',
  clientId: '5f0e7a52-1f4b-4c39-9d0a-6a4c1b7f2e10',
  /** Company ids; the EFS ids are 342, 355 and 19652 (docs/reference/setup-guides.md#figure-14 and #figure-17). */
  companies: { eddiesTvRepair: 101, joeTvRepair: 102, lakesideDental: 103, angryFox: 104, northside: 105, closed: 106 },
  agreements: { eddiesTvRepair: 201, joeTvRepair: 202, lakesideDental: 203, angryFox: 204 },
  agreementTypes: { managedService: 1, blockTime: 2 },
  managementSolution: 1,
  managedDevicesIntegration: 1,
  integratorLogin: 1,
  configurationTypes: { backupStats: 1, license: 2, managedServer: 3, managedWorkstation: 4 },
  boards: { professionalServices: 1, helpDesk: 2 },
  /** Statuses of Professional Services, then of Help Desk. */
  statuses: { new: 11, inProgress: 12, waiting: 13, closed: 14, helpDeskNew: 21, helpDeskClosed: 22 },
  /** Types of Professional Services, then of Help Desk; subtypes of Professional Services. */
  types: { backup: 31, server: 32, helpDeskBackup: 41 },
  subTypes: { failed: 51, disk: 52 },
  apiMember: { id: 1, identifier: 'BackupBridge' },
  securityRole: 1,
} as const;

/**
 * Values of a status's External Integration XRef that the documents name (docs/reference/setup-guides.md#figure-1).
 * REST does not have the member.
 */
export const EXTERNAL_INTEGRATION_XREF = { notResponded: 'Not Responded (Set)' } as const;

/** The portal customers of the two documents, with the company that each is. */
export const SEED_CUSTOMERS = [
  { customerId: 342, companyId: SEED.companies.eddiesTvRepair, agreementId: SEED.agreements.eddiesTvRepair },
  { customerId: 355, companyId: SEED.companies.joeTvRepair, agreementId: SEED.agreements.joeTvRepair },
  { customerId: 19652, companyId: SEED.companies.lakesideDental, agreementId: SEED.agreements.lakesideDental },
] as const;
