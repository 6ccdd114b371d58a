/** Dimensions and people: what records are sliced by, and the personal fields that are stored apart from the counted ones. */
import * as z from 'zod/mini';
import { named, optional } from './fields.ts';
import { DimensionValue, Email, Id, Name } from './scalars.ts';

/** The dimensions that a sender can set on a record. `source`, `survey` and `language` come from the record itself. */
export const dimensionShape = {
  site: optional(DimensionValue, 'Plant, warehouse or branch that answers for the record'),
  product: optional(DimensionValue, 'Product or product family'),
  carrier: optional(DimensionValue, 'Carrier that moves the delivery'),
  region: optional(DimensionValue, 'Region of the customer'),
  segment: optional(DimensionValue, 'Customer segment'),
  keyAccount: optional(DimensionValue, 'Key account, if the customer is one'),
  channel: optional(DimensionValue, 'Channel through which the record arose: web, phone, shop'),
};

const LanguageTag = z
  .string()
  .check(z.maxLength(35), z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, for example pt-BR'));

/** The customer. Personal: stored apart, never counted, erasable. */
export const Customer = named(
  'Customer',
  'The customer. Personal: stored apart from what is counted, and erasable.',
  z.strictObject({
    id: optional(Id, "The customer's id in the sender's system"),
    name: optional(Name, "The customer's name"),
    email: optional(Email, 'E-mail address'),
    phone: optional(Name, 'Telephone number'),
    language: optional(LanguageTag, 'Preferred language, BCP 47: pt-BR'),
    timeZone: optional(Name, 'IANA time zone: America/Sao_Paulo'),
  }),
);
export type Customer = z.infer<typeof Customer>;
