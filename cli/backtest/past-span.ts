/** The days of a span that can be tested: those that have come. What is only promised yet would look missed. */
import type { Day } from '../../shared/core/time/calendar.ts';
import type { Period } from '../../shared/core/time/window.ts';

/** The span up to today, with what to say of it where it is cut; `undefined` where none of it has come. */
export const pastSpan = ({ from, to }: Period, today: Day): { span: Period; remarks: string[] } | undefined => {
  if (from > today) return undefined;
  if (to <= today) return { span: { from, to }, remarks: [] };
  return { span: { from, to: today }, remarks: [`Tested up to ${today}: what comes after it is not known yet.`] };
};
