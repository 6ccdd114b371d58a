/** What the complaint form and the mails about a complaint say to customers. A language that lacks a word does not compile. */
import type { OwnCategory } from '../../complaint/form.ts';

/** A field of the form; `wrong` is said of what was left out, or can't be. */
interface FieldWords {
  label: string;
  wrong: string;
}

export interface ComplaintWords {
  title: string;
  intro: string;
  what: FieldWords & { hint: string };
  category: FieldWords;
  order: FieldWords & { hint: string };
  name: FieldWords;
  email: FieldWords & { hint: string };
  categories: Record<OwnCategory, string>;
  /** Where the company wrote none of its own. */
  consent: string;
  send: string;
  filed: {
    title: string;
    /** Above the case number. */
    number: string;
    /** Whoever left an address gets it by mail; whoever left none cannot be written to. */
    mailed: string;
    unreachable: string;
    another: string;
  };
  /** The same form was sent before, with other words: `{case}` stands. */
  already: string;
  mail: {
    received: { subject: string; title: string; text: string };
    answered: { subject: string; title: string };
    /** Labels of the case number, of when it came in, of what it is about. */
    number: string;
    date: string;
    about: string;
    /** What the number is good for. */
    quote: string;
    /** Why they get this mail. */
    why: string;
  };
}
