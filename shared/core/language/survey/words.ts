/** What surveys say around their own questions. A language that lacks a word does not compile. */
import type { Saying } from '../page-words.ts';

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
