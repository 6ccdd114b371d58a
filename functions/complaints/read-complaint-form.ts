/** Reads what a customer entered into the complaint form. Pure. */
import { limits } from '../../events/limits.ts';
import { Email, FreeText, Id, Name } from '../../events/scalars.ts';
import type { Complaint } from '../../shared/complaints/file-complaint.ts';
import type { Language } from '../../shared/core/language/languages.ts';
import { showable } from '../../shared/core/text/markup.ts';
import type { Form } from '../../shared/http/read-form.ts';
import { isAddress } from '../../shared/mail/address.ts';

export type FormField = 'what' | 'category' | 'order' | 'name' | 'email';
export type FormProblem = { field: FormField; problem: 'wrong' | 'too-long' };

export type FormJudgement = { kind: 'read'; complaint: Complaint } | { kind: 'wrong'; problems: FormProblem[] };

/** What nobody can see was not typed: it comes with what is pasted. */
const seen = (text: string | undefined): string => showable(text ?? '').trim();
const line = (text: string | undefined): string => seen(text).replaceAll(/\s+/g, ' ');

/** What the form holds, whole, or every field that is to be looked at again. */
export const readComplaintForm = (
  form: Form,
  { categories, language }: { categories: readonly string[]; language: Language },
): FormJudgement => {
  const problems: FormProblem[] = [];
  const refuse = (field: FormField, problem: FormProblem['problem'] = 'wrong') => problems.push({ field, problem });
  const text = seen(form.what);
  if (text.length > limits.textLength) refuse('what', 'too-long');
  else if (text === '' || !FreeText.safeParse(text).success) refuse('what');
  const category = form.category ?? '';
  if (!categories.includes(category)) refuse('category');
  const order = line(form.order);
  if (order !== '' && !Id.safeParse(order).success) refuse('order');
  const name = line(form.name);
  if (name !== '' && !Name.safeParse(name).success) refuse('name');
  const email = line(form.email);
  if (email !== '' && !(Email.safeParse(email).success && isAddress(email))) refuse('email');
  if (problems.length > 0) return { kind: 'wrong', problems };
  return {
    kind: 'read',
    complaint: {
      text,
      category,
      ...(order !== '' && { delivery: order }),
      dimensions: { channel: 'web' },
      customer: { ...(name !== '' && { name }), ...(email !== '' && { email }), language },
    },
  };
};
