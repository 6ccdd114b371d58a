/** The page of a decision: who decides, where the alert stands, the form or what was decided, and the evidence. Pure. */
import { isOpen } from '../../shared/core/alert/alert.ts';
import type { Decision } from '../../shared/core/alert/decision.ts';
import { formatInstant } from '../../shared/core/text/format.ts';
import { type Markup, type MarkupValue, markup } from '../../shared/core/text/markup.ts';
import type { Form } from '../../shared/http/read-form.ts';
import { type AlertView, alertView } from '../../shared/mail/alert/alert-view.ts';
import { evidenceDetails, evidenceOpening } from '../../shared/pages/evidence.ts';
import { errorSummary, type FieldError } from '../../shared/pages/form.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { card, note, outside } from '../../shared/pages/parts.ts';
import { decisionForm } from './decide-form-view.ts';
import type { Situation } from './decide-situation.ts';
import { decisionWords, effectWords, nowWords, saidWith, standingWords, whenWords } from './decide-words.ts';

const viewOf = ({ transition, zone }: Situation): AlertView => alertView({ ...transition.evidence, timeZone: zone });

const said = (decision: Decision): Markup | undefined => {
  const words = saidWith(decision);
  return words && markup`<p>${words.label}: ${outside(words.text)}</p>`;
};

const decidedNote = (decision: Decision, situation: Situation, heading = false): Markup => {
  const words = decisionWords(decision, situation);
  return markup`${heading ? markup`<h1>${words}</h1>` : markup`<p class="strong">${words}</p>`}
${said(decision)}
<p class="when">${whenWords(decision, situation)}</p>`;
};

/** What others decided, above everything that could be decided again. */
const othersNote = (situation: Situation): MarkupValue =>
  situation.others.map((decision) => note('warning', decidedNote(decision, situation)));

const page = (situation: Situation, title: string, upper: (view: AlertView) => MarkupValue): Page => {
  const view = viewOf(situation);
  return {
    status: 200,
    title,
    ...(view.company && { company: view.company }),
    main: [upper(view), card(evidenceDetails(view))],
  };
};

/** The open question, as it was put or as it came back with errors. */
export const undecidedPage = (situation: Situation, form: Form, errors: readonly FieldError[]): Page => {
  const { title } = situation.transition.evidence.objective;
  const shown = page(situation, `Decide: ${title}`, (view) => [
    errors.length > 0 && card(errorSummary(errors)),
    card(evidenceOpening(view)),
    card([othersNote(situation), markup`<p>${standingWords(situation)}</p>`, decisionForm(situation, form, errors)]),
  ]);
  return errors.length > 0 ? { ...shown, status: 422, title: `Error: ${shown.title}` } : shown;
};

/** What was decided by this link, however often it is opened again. */
export const decidedPage = (situation: Situation, own: Decision): Page =>
  page(situation, `Decided: ${situation.transition.evidence.objective.title}`, (view) => [
    card([
      note('good', [decidedNote(own, situation, true), markup`<p>${effectWords(own, situation)}</p>`]),
      othersNote(situation),
      markup`<p class="no-print">This link has been used, and changes nothing any more. ${nowWords(situation)}</p>`,
    ]),
    card(evidenceOpening(view, 'h2')),
  ]);

/** The alert that the mail told of is over: there is nothing to decide. */
export const closedPage = (situation: Situation): Page => {
  const { endedAt, zone, alert, transition } = situation;
  const { title } = transition.evidence.objective;
  const over = endedAt !== undefined && isOpen(transition.to);
  return page(situation, `Nothing to decide: ${title}`, (view) => [
    card([
      note('quiet', [
        markup`<h1>There is nothing to decide any more</h1>`,
        markup`<p>${over ? `What this mail told of ended on ${formatInstant(endedAt, zone)}. ` : ''}${nowWords(situation)}</p>`,
        isOpen(alert.state) && markup`<p>It opened again since then: the newer mail has its own link.</p>`,
      ]),
      othersNote(situation),
    ]),
    card(evidenceOpening(view, 'h2')),
  ]);
};
