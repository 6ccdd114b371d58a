/** What the complaint form offers, by the policy or else by the product. */
import type { ComplaintForm } from '../config/complaint-care.ts';
import { type Language, languageCodes } from '../language/languages.ts';

/** Categories whose labels the product knows in every language. */
export const ownCategories = [
  'late',
  'damaged',
  'incomplete',
  'wrong-item',
  'quality',
  'invoice',
  'service',
  'safety',
  'other',
] as const;
export type OwnCategory = (typeof ownCategories)[number];

/** The languages of the form; the first is for customers of any other. */
export const offeredLanguages = (form: ComplaintForm | undefined): readonly Language[] =>
  form?.languages ?? languageCodes;

export const isOwnCategory = (id: string): id is OwnCategory => (ownCategories as readonly string[]).includes(id);

/** What a complaint can be about, in the order of the form. */
export const offeredCategories = (form: ComplaintForm | undefined): NonNullable<ComplaintForm['categories']> =>
  form?.categories ?? ownCategories.map((id) => ({ id }));
