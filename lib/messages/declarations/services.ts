import * as z from 'zod/mini';
import type { ProductChoice } from '../../domain/cross-referenced-product.ts';
import type { ServicesView } from '../views.ts';
import { fromPage, nothing, shortText } from './declaration.ts';

export const SERVICES_AND_PRODUCTS = {
  'services.view': fromPage(nothing).answers<ServicesView>(),
  'products.search': fromPage(z.strictObject({ text: shortText })).answers<ProductChoice[]>(),
};
