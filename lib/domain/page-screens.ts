/**
 * Screens and fields of the ConnectWise web client, by our names for them: pure data that the page side, the settings and the
 * options page share. What they look like is known by `lib/host` alone.
 */
export const SCREENS = [
  /** Company, on any tab but Management. */
  'company',
  'company-management',
  /** Agreement, on any tab but Additions. */
  'agreement',
  'agreement-additions',
  'agreement-addition',
  'service-ticket',
  /** Setup Tables › Managed Devices Integration: the list, the details with Cross-References and Companies, a company's entries. */
  'integration-list',
  'integration-details',
  'integration-companies',
  'integration-company',
  /** A managed-id entry being made or edited, in the setup table or on Company › Management. */
  'managed-id-entry',
  /** Setup Tables › Management IT Solution. */
  'management-solution',
  /** Setup Tables › Service Board › Statuses › a status (docs/reference/setup-guides.md#figure-1). */
  'board-status',
] as const;
export type ScreenId = (typeof SCREENS)[number];

/** Fields and columns that we look for; where ConnectWise has a REST member for one, it has the member's name. */
export const PAGE_FIELDS = [
  'managedId',
  'deviceType',
  'solution',
  'entryAgreement',
  'serialNumber',
  'lessIncluded',
  'product',
  'quantity',
  'unitPrice',
  'unitCost',
  'effectiveDate',
  'cancelledDate',
  'billCustomer',
  'invoiceDescription',
  'companyName',
  'companyId',
  'ticketBoard',
  'ticketStatus',
  'ticketSummary',
  'integrationName',
  'integrationSolution',
  'integratorLogin',
  'loginBy',
  'portalUrl',
  'disableNewCrossReferences',
  'billingLevel',
  'matchOnSerialNumber',
  'defaultLocation',
  'defaultBusinessUnit',
  'crossReferenceLevel',
  'crossReferenceType',
  'crossReferenceConfigurationType',
  'crossReferenceAgreementType',
  'crossReferenceProduct',
  'managementSolutionName',
  'managementSolutionType',
  'customSolutionName',
  'loginName',
  'loginPassword',
  'statusDescription',
  'statusBoard',
  'externalIntegrationXRef',
  'closedStatus',
  'statusInactive',
] as const;
export type FieldName = (typeof PAGE_FIELDS)[number];
