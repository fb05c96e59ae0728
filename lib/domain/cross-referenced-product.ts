import type { Service, ServiceId } from './service.ts';

export interface CrossReferencedProduct extends Pick<Service, 'title' | 'unit'> {
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
