/** Whether a survey can still be answered. */
import type { Day } from '../time/calendar.ts';
import type { Survey } from './survey.ts';

/** @param today in the company's time zone */
export const hasEnded = ({ until }: Pick<Survey, 'until'>, today: Day): boolean => until !== undefined && today > until;
