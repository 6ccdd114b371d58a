/** The page of a decision: who decides, where the alert stands, the form or what was decided, and the evidence. Pure. */
import { isOpen } from '../../shared/core/alert.ts';
import type { Decision } from '../../shared/core/decision.ts';
import { formatInstant } from '../../shared/core/format.ts';
import { type Markup, type MarkupValue, markup } from '../../shared/core/markup.ts';
import { type AlertView, alertView } from '../../shared/mail/alert-view.ts';
import { evidenceDetails, evidenceOpening } from '../../shared/pages/evidence.ts';
import type { FieldError } from '../../shared/pages/form.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { card, note, outside } from '../../shared/pages/parts.ts';
import { decisionForm } from './decide-form-view.ts';
import type { Situation } from './decide-situation.ts';
import { decisionWords, effectWords, saidWith, standingWords } from './decide-words.ts';
import type { Form } from './link-page.ts';

const viewOf = ({ transition, zone }: Situation, why: string): AlertView =>
  alertView({ ...transition.evidence, timeZone: zone }, why);

const said = (decision: Decision): Markup | undefined => {
  const words = saidWith(decision);
  return words && markup`<p>${words.label}: ${outside(words.text)}</p>`;
};

const decidedNote = (
  decision: Decision,
  situation: Situation,
): Markup => markup`<p class="strong">${decisionWords(decision, situation)}</p>
${said(decision)}`;

/** What others decided, above everything that could be decided again. */
const othersNote = (situation: Situation): MarkupValue =>
  situation.others.map((decision) => note('warning', decidedNote(decision, situation)));

const worseWords = ({ alert, transition }: Situation): string =>
  alert.state === transition.to ? '' : ' It stood otherwise when the mail was sent: the evidence below is of then.';

const page = (situation: Situation, why: string, title: string, upper: (view: AlertView) => MarkupValue): Page => {
  const view = viewOf(situation, why);
  return {
    status: 200,
    title,
    ...(view.company && { company: view.company }),
    main: [upper(view), card(evidenceDetails(view))],
  };
};

/** The open question, as it was put or as it came back with errors. */
export const undecidedPage = (situation: Situation, why: string, form: Form, errors: readonly FieldError[]): Page => {
  const { title } = situation.transition.evidence.objective;
  const shown = page(situation, why, `Decide: ${title}`, (view) => [
    card(evidenceOpening(view)),
    card([
      othersNote(situation),
      markup`<p>${standingWords(situation)}${worseWords(situation)}</p>`,
      decisionForm(situation, form, errors),
    ]),
  ]);
  return errors.length > 0 ? { ...shown, status: 422, title: `Error: ${shown.title}` } : shown;
};

/** What was decided by this link, however often it is opened again. */
export const decidedPage = (situation: Situation, why: string, own: Decision): Page =>
  page(situation, why, `Decided: ${situation.transition.evidence.objective.title}`, (view) => [
    card([
      note('good', [decidedNote(own, situation), markup`<p>${effectWords(own, situation)}</p>`]),
      othersNote(situation),
      markup`<p class="no-print">This link has been used, and changes nothing any more. ${standingWords(situation)}</p>`,
    ]),
    card(evidenceOpening(view)),
  ]);

/** The alert that the mail told of is over: there is nothing to decide. */
export const closedPage = (situation: Situation, why: string): Page => {
  const { endedAt, zone, alert, transition } = situation;
  const { title } = transition.evidence.objective;
  const over = endedAt !== undefined && isOpen(transition.to);
  return page(situation, why, `Nothing to decide: ${title}`, (view) => [
    card([
      note('quiet', [
        markup`<p class="strong">There is nothing to decide any more.</p>`,
        markup`<p>${over ? `What this mail told of ended on ${formatInstant(endedAt, zone)}. ` : ''}${standingWords(situation)}</p>`,
        isOpen(alert.state) && markup`<p>It opened again since then: the newer mail has its own link.</p>`,
      ]),
      othersNote(situation),
    ]),
    card(evidenceOpening(view)),
  ]);
};
