/** An alert as plain text: all that the HTML says, set for 72 columns. */

import { footerText } from '../frame/parts.ts';
import { bullets, composeText, links, list, table, titled, wrap } from '../frame/plain-text.ts';
import { type AlertView, examplesTitle } from './alert-view.ts';
import { choiceNote } from './choice-buttons.ts';

type Part = string | false | undefined;

export const pictureText = ({ picture }: AlertView): Part => picture && titled(picture.title, table(picture.rows));

/** The addresses of the buttons; `note` once a mail. */
export const choicesText = ({ buttons }: AlertView, note: boolean): Part =>
  buttons.length > 0 && [links(buttons), ...(note ? [wrap(choiceNote)] : [])].join('\n\n');

/** The first `most` slices. */
export const slicesText = (view: AlertView, most = 5): Part =>
  view.slices.length > 0 &&
  titled(
    'Where the misses are',
    table([
      ['Slice', ...(view.slicesMeasured ? ['Value', 'n'] : []), 'Misses', 'Share'],
      ...view.slices
        .slice(0, most)
        .map((slice) => [
          `${slice.name} (${slice.dimension})`,
          ...(view.slicesMeasured ? [slice.value, slice.n] : []),
          slice.misses,
          slice.shareText,
        ]),
    ]),
  );

/** The first `most` examples. */
export const examplesText = (view: AlertView, most = 5): Part => {
  const shown = view.examples.slice(0, most);
  return (
    shown.length > 0 &&
    titled(
      examplesTitle(view, shown.length),
      bullets(shown.map(({ record, where, howLate, what }) => `${record} (${where}): ${howLate}; ${what}`)),
    )
  );
};

export const sourcesText = ({ sources }: AlertView): Part =>
  sources.length > 0 && titled('Feeds that owe data', list(sources));

/** The mail of one alert; `foot` says why it came. */
export const alertText = (view: AlertView, foot: string, notice: string): string =>
  composeText(
    [
      [view.company, view.date].filter(Boolean).join(', '),
      `${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
      wrap(view.summary),
      view.outlook && wrap(view.outlook),
      list(view.figures),
      choicesText(view, true),
      sourcesText(view),
      pictureText(view),
      titled(view.sinceTitle, wrap(view.since)),
      slicesText(view),
      examplesText(view),
      titled('What this rests on', list(view.basis)),
      titled('See more', view.commands.map((command) => `  ${command}`).join('\n')),
    ],
    footerText(wrap(foot), notice),
  );
