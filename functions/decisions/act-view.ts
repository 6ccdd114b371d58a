/** The page of an action: how it stands, what was recorded just now, the form, the weeks since, and the whole history. Pure. */
import type { Action, ActionEvent } from '../../shared/core/action/action.ts';
import {
  formatDay,
  formatInstant,
  formatInterval,
  formatNumber,
  formatTarget,
  formatValue,
} from '../../shared/core/text/format.ts';
import { type Markup, type MarkupValue, markup } from '../../shared/core/text/markup.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { weeklyPicture } from '../../shared/mail/action/weekly-picture.ts';
import { errorSummary, type FieldError } from '../../shared/pages/form.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { badge, card, facts, note, outside, section } from '../../shared/pages/parts.ts';
import { pictureFigure } from '../../shared/pages/picture.ts';
import { textIn, type Written, writtenNames } from './act-form.ts';
import { actForm } from './act-form-view.ts';
import type { ActSituation } from './act-situation.ts';
import { entryWords, nameOf, outlook, recordedWords, standing } from './act-words.ts';

/** What came of the form, if one was sent. */
export type Answered =
  | { kind: 'nothing' }
  | { kind: 'recorded'; action: Action; told: string[] }
  /** It says so already. */
  | { kind: 'said' }
  | { kind: 'refused'; written: Written; errors: FieldError[] }
  /** Others wrote since the page was opened: nothing was recorded. */
  | { kind: 'stale'; written: Written; missed: ActionEvent[] };

const targetOf = ({ measured }: ActSituation): string =>
  measured
    ? `${measured.objective.direction === 'at-least' ? 'at least' : 'at most'} ${formatTarget(measured.kpi.unit, measured.objective.target).replace(' %', '\u00a0%')}`
    : '';

const figures = (situation: ActSituation): Markup | false | undefined => {
  const { since, measured } = situation;
  return (
    since &&
    measured &&
    markup`<dl class="figures">
<div><dt>Since it was done</dt><dd>${formatValue(measured.kpi.unit, since.value)}</dd></div>
<div><dt>Target</dt><dd>${targetOf(situation)}</dd></div>
<div><dt>n, ${measured.kpi.counts}</dt><dd>${formatNumber(since.n)}</dd></div>
<div><dt>95 % interval</dt><dd>${formatInterval(measured.kpi.unit, since.interval)}</dd></div>
</dl>
`
  );
};

const opening = (situation: ActSituation): Markup => {
  const { tone, badge: words } = standing(situation);
  return markup`${badge(tone, words)}
<h1>${outside(situation.action.what)}</h1>
<p>${outlook(situation)}</p>
${figures(situation)}`;
};

const about = (situation: ActSituation): Markup => {
  const { action, measured, zone } = situation;
  const on = (instant: string) => formatDay(dayAt(Date.parse(instant), zone));
  const { reopened, resourcesGranted: granted } = action;
  const objective = measured ? `${measured.objective.title}, target ${targetOf(situation)}` : action.objective;
  return facts([
    { label: 'Action', text: action.id },
    { label: 'Owner', text: nameOf(situation, action.owner) },
    { label: 'Due', text: formatDay(action.due) },
    { label: 'Objective', text: objective },
    { label: 'Assigned', text: `${on(action.createdAt)}, by ${nameOf(situation, action.assignedBy)}` },
    ...(reopened > 0 ? [{ label: 'Reopened', text: reopened === 1 ? 'once' : `${reopened} times` }] : []),
    ...(granted
      ? [{ label: 'Granted', text: `${granted.what} (${nameOf(situation, granted.by)}, ${on(granted.at)})` }]
      : []),
  ]);
};

const answerNote = (situation: ActSituation, answered: Answered): Markup | false => {
  switch (answered.kind) {
    case 'recorded':
      return note('good', markup`<p class="strong">${recordedWords(situation, answered.action, answered.told)}</p>`);
    case 'said':
      return note('quiet', markup`<p class="strong">Nothing new was recorded: it says so already.</p>`);
    case 'stale':
      return note('warning', [
        markup`<p class="strong">Nothing was recorded yet: this action was changed since you opened the page.</p>`,
        markup`<ul>${answered.missed.map((entry) => {
          const { what, who } = entryWords(situation, entry);
          return markup`<li>${formatInstant(entry.at, situation.zone)}, ${outside(who)}: ${what}</li>`;
        })}</ul>`,
        markup`<p>What you typed stands below, beside what is recorded now. Save again to record yours.</p>`,
      ]);
    default:
      return false;
  }
};

/** What is written, for reading: on paper, and where nothing can be written any more. */
const texts = ({ action }: ActSituation): MarkupValue => {
  const titles = {
    cause: 'Cause',
    correction: 'Correction',
    correctiveAction: 'Corrective action',
    resourcesAsked: 'Resources asked for',
    resourcesGranted: 'Resources granted',
  };
  return writtenNames.map((name) => {
    const text = textIn(action, name);
    return text !== '' && section(titles[name], markup`<p class="lines">${outside(text)}</p>`);
  });
};

const historyTable = (situation: ActSituation): Markup => markup`<table>
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th></tr></thead>
<tbody>
${situation.history.toReversed().map((entry) => {
  const { what, who, more } = entryWords(situation, entry);
  return markup`<tr><td>${formatInstant(entry.at, situation.zone)}</td><td><span class="strong">${what}</span>${more !== '' && markup`<br><span class="quiet">${more}</span>`}</td><td>${outside(who)}</td></tr>
`;
})}</tbody>
</table>
`;

const trend = ({ weeks, measured }: ActSituation): Markup | false | undefined => {
  const picture = measured && weeklyPicture(weeks, measured.objective, measured.kpi);
  return picture && card(section(picture.title, pictureFigure(picture)));
};

const middle = (situation: ActSituation, answered: Answered): MarkupValue => {
  const written = answered.kind === 'refused' || answered.kind === 'stale' ? answered.written : undefined;
  const errors = answered.kind === 'refused' ? answered.errors : [];
  const closed = situation.action.state === 'effective';
  return [
    !closed &&
      markup`<div class="card no-print">
<h2>${situation.action.state === 'done' ? 'Add to the record' : 'Report on it'}</h2>
${actForm(situation, written, errors)}
</div>
`,
    Object.keys(situation.action).some((name) => writtenNames.some((each) => each === name)) &&
      markup`<div class="card${!closed && ' only-print'}">
${texts(situation)}
</div>
`,
  ];
};

export const actPage = (situation: ActSituation, answered: Answered): Page => {
  const { action, setting } = situation;
  const failed = answered.kind === 'refused' || answered.kind === 'stale';
  return {
    status: answered.kind === 'refused' ? 422 : answered.kind === 'stale' ? 409 : 200,
    title: `${failed ? 'Error: ' : ''}${action.id}, ${action.what}`,
    ...(setting.policy.company && { company: setting.policy.company }),
    main: [
      answered.kind === 'refused' && card(errorSummary(answered.errors)),
      answerNote(situation, answered),
      card(opening(situation)),
      middle(situation, answered),
      trend(situation),
      card([section('About this action', about(situation)), section('History', historyTable(situation))]),
    ],
  };
};
