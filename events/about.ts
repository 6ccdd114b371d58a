/** Dimensions and people: what records are sliced by, and the personal fields that are stored apart from the counted ones. */
import * as z from 'zod';
import { DimensionValue, Email, Id, Name } from './scalars.ts';

/** The dimensions that a sender can set on a record. `source`, `survey` and `language` come from the record itself. */
export const dimensionShape = {
  site: DimensionValue.optional().describe('Plant, warehouse or branch that answers for the record'),
  product: DimensionValue.optional().describe('Product or product family'),
  carrier: DimensionValue.optional().describe('Carrier that moves the delivery'),
  region: DimensionValue.optional().describe('Region of the customer'),
  segment: DimensionValue.optional().describe('Customer segment'),
  keyAccount: DimensionValue.optional().describe('Key account, if the customer is one'),
  channel: DimensionValue.optional().describe('Channel through which the record arose: web, phone, shop'),
};

/** The customer. Personal: stored apart, never counted, erasable. */
export const Customer = z
  .strictObject({
    id: Id.optional().describe("The customer's id in the sender's system"),
    name: Name.optional().describe("The customer's name"),
    email: Email.optional().describe('E-mail address'),
    phone: Name.optional().describe('Telephone number'),
    language: z
      .string()
      .max(35)
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, for example pt-BR')
      .optional()
      .describe('Preferred language, BCP 47: pt-BR'),
    timeZone: Name.optional().describe('IANA time zone: America/Sao_Paulo'),
  })
  .meta({ id: 'Customer', description: 'The customer. Personal: stored apart from what is counted, and erasable.' });
export type Customer = z.infer<typeof Customer>;
