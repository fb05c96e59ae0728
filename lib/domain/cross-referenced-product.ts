import type { ServiceId } from './service.ts';

export interface CrossReferencedProduct {
  service: ServiceId;
  productId: number;
  productIdentifier: string;
  agreementTypeId: number | null;
  agreementTypeName: string | null;
  toggledOn: boolean;
}

export interface ProductChoice {
  id: number;
  identifier: string;
  description: string;
}
