/** The mail about several alerts as plain text, with the same details as its HTML. */

import { footerText } from '../frame/parts.ts';
import { composeText, list, wrap } from '../frame/plain-text.ts';
import { choicesText, examplesText, pictureText, slicesText, sourcesText } from './alert-text.ts';
import { type Detail, describeLeftOut } from './group-details.ts';
import { mostEach, mostRows } from './group-html.ts';
import type { GroupView } from './group-view.ts';

type Alert = GroupView['alerts'][number];

/** Between alerts; a line of dashes would be a formula to a spreadsheet. */
const divider = '_'.repeat(40);

const overviewLine = ({ view, label, value, target, before }: Alert, at: number): string => {
  const number = `${at + 1}. `;
  const indent = ' '.repeat(number.length);
  const figures = `${value}, target ${target}${before && `, ${before} the period before`}`;
  return `${number}${wrap(`${view.title}: ${label.toUpperCase()}`, indent)}\n${indent}${wrap(figures, indent)}`;
};

const alertPart = ({ view }: Alert, at: number, detail: Detail): string => {
  const brief = [
    `${divider}\n\n${at + 1}. ${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
    wrap(view.summary),
    view.outlook && wrap(view.outlook),
    choicesText(view, at === 0),
  ];
  const more = [
    pictureText(view),
    wrap(view.since),
    sourcesText(view),
    slicesText(view, mostEach),
    examplesText(view, mostEach),
    list(view.basis.filter(({ label }) => label === 'Objective' || label === 'Owner' || label === 'Measure')),
  ];
  return [...brief, ...(detail === 'full' ? more : [])].filter(Boolean).join('\n\n');
};

/** The whole text. `details` is how much the HTML says of each alert. */
export const groupText = (view: GroupView, details: readonly Detail[], foot: string, notice: string): string => {
  const { alerts } = view;
  const leftOut = describeLeftOut(details);
  return composeText(
    [
      [view.company, view.date].filter(Boolean).join(', '),
      wrap(view.headline),
      wrap(view.summary),
      [
        ...alerts.slice(0, mostRows).map(overviewLine),
        ...(alerts.length > mostRows ? [`And ${alerts.length - mostRows} more, less severe.`] : []),
      ].join('\n'),
      ...alerts.map((alert, at) => {
        const detail = details[at] ?? 'named';
        return detail !== 'named' && alertPart(alert, at, detail);
      }),
      leftOut && wrap(leftOut),
    ],
    footerText(wrap(foot), notice),
  );
};
