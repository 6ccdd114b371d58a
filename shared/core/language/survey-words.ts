/** What surveys say around their own questions. A language that lacks a word does not compile. */
import type { Language } from './languages.ts';
import type { Saying } from './page-words.ts';
import { ar } from './survey/ar.ts';
import { de } from './survey/de.ts';
import { en } from './survey/en.ts';
import { es } from './survey/es.ts';
import { fr } from './survey/fr.ts';
import { he } from './survey/he.ts';
import { it } from './survey/it.ts';
import { nl } from './survey/nl.ts';
import { pl } from './survey/pl.ts';
import { pt } from './survey/pt.ts';

interface Ends {
  lowest: string;
  highest: string;
}

export interface SurveyWords {
  /** What the ends of a scale mean, where the survey does not say. */
  ends: { nps: Ends; csat: Ends; ces: Ends };
  /** Takes back the choice of a question that may be left out. */
  none: string;
  send: string;
  /** `{question}` was left out. */
  missing: string;
  /** The same, beside the question. */
  missingHere: string;
  /** Every question may be left out, and every one was. */
  nothing: string;
  thanks: Saying;
  /** A link to an empty form, where anybody may answer. */
  another: string;
  /** A personal link was used before. */
  answered: Saying;
  /** A form that anybody may open was sent before. */
  sent: Saying;
  /** The link is too old. */
  expired: Saying;
  /** The survey takes no answers any more. */
  ended: Saying;
  /** Asks whether invitations shall end. */
  stop: Saying & { button: string };
  /** They have ended. */
  stopped: Saying & { button: string };
  /** They come again, or never ended. */
  resumed: Saying;
}

export const surveyWords: Record<Language, SurveyWords> = { en, de, fr, es, it, pt, nl, pl, ar, he };
