/** The form of a decision: what was chosen, or what is wrong with it, in words that name the field. Pure. */
import { longestWhat } from '../../shared/core/action/action.ts';
import type { Choice } from '../../shared/core/alert/decision.ts';
import { formatDay } from '../../shared/core/text/format.ts';
import { showable } from '../../shared/core/text/markup.ts';
import { addDays, type Day } from '../../shared/core/time/calendar.ts';
import type { Form } from '../../shared/http/read-form.ts';
import type { FieldError } from '../../shared/pages/form.ts';

/** Characters of a reason. */
export const longestReason = 1_000;
/** A risk that is lived with for longer than a year is another target. */
export const mostDaysAhead = 366;
/** Proposed for an action. */
export const usualDays = 14;

/** Names of the fields, which are their ids too. */
export const fields = {
  choice: 'choice',
  know: 'note',
  what: 'what',
  owner: 'owner',
  due: 'due',
  until: 'until',
  why: 'reason',
} as const;

export type FormJudgement = { choice: Choice } | { errors: FieldError[] };

interface Allowed {
  today: Day;
  /** Ids of the people who can own an action. */
  owners: readonly string[];
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const textOf = (form: Form, field: string) => showable(form[field] ?? '').trim();

const judgeLength = (text: string, field: string, name: string, most: number): FieldError[] =>
  [...text].length > most ? [{ field, problem: `${name} has more than ${most} characters: shorten it` }] : [];

/** A day from today on, at most a year ahead. */
const judgeDay = (day: string, field: string, what: string, today: Day): FieldError[] => {
  const last = addDays(today, mostDaysAhead);
  if (day === '') return [{ field, problem: `Enter ${what}` }];
  if (!isDay(day)) return [{ field, problem: `Enter ${what} as a date, for example ${addDays(today, usualDays)}` }];
  if (day < today) return [{ field, problem: `Enter a day that has not passed: today is ${formatDay(today)}` }];
  return day > last
    ? [{ field, problem: `Enter a day up to ${formatDay(last)}, which is ${mostDaysAhead} days ahead` }]
    : [];
};

const acknowledge = (form: Form): FormJudgement => {
  const reason = textOf(form, fields.know);
  const errors = judgeLength(reason, fields.know, 'The note', longestReason);
  return errors.length > 0 ? { errors } : { choice: { choice: 'acknowledge', ...(reason && { reason }) } };
};

const assign = (form: Form, { today, owners }: Allowed): FormJudgement => {
  const what = textOf(form, fields.what).replaceAll(/\s+/g, ' ');
  const owner = form[fields.owner] ?? '';
  const due = textOf(form, fields.due);
  const errors: FieldError[] = [
    ...(what === '' ? [{ field: fields.what, problem: 'Enter what is to be done' }] : []),
    ...judgeLength(what, fields.what, 'What is to be done', longestWhat),
    ...(owners.includes(owner) ? [] : [{ field: fields.owner, problem: 'Choose who does it' }]),
    ...judgeDay(due, fields.due, 'the day by which it is to be done', today),
  ];
  return errors.length > 0 ? { errors } : { choice: { choice: 'assign', what, owner, due } };
};

const accept = (form: Form, { today }: Allowed): FormJudgement => {
  const until = textOf(form, fields.until);
  const reason = textOf(form, fields.why);
  const errors: FieldError[] = [
    ...judgeDay(until, fields.until, 'the last day on which you accept the risk', today),
    ...(reason === '' ? [{ field: fields.why, problem: 'Enter why the risk is accepted' }] : []),
    ...judgeLength(reason, fields.why, 'The reason', longestReason),
  ];
  return errors.length > 0 ? { errors } : { choice: { choice: 'accept', until, reason } };
};

/** What a form says, if it says all that its choice needs. */
export const judgeForm = (form: Form, allowed: Allowed): FormJudgement => {
  switch (form[fields.choice]) {
    case 'acknowledge':
      return acknowledge(form);
    case 'assign':
      return assign(form, allowed);
    case 'accept':
      return accept(form, allowed);
    default:
      return { errors: [{ field: 'choice-acknowledge', problem: 'Choose what you decide' }] };
  }
};
