/** Pages for requests that lead nowhere. Each says what happened and what to do; none says what exists. */
import type { MarkupValue } from '../../shared/core/text/markup.ts';
import { markup } from '../../shared/core/text/markup.ts';
import type { Purpose } from '../../shared/links/link.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { card } from '../../shared/pages/parts.ts';

const refusal = (status: number, title: string, ...sentences: MarkupValue[]): Page => ({
  status,
  title,
  main: card([markup`<h1>${title}</h1>`, sentences.map((sentence) => markup`<p>${sentence}</p>`)]),
});

const uses: Record<Purpose, string> = {
  decide: 'deciding about an alert',
  act: 'reporting on an action',
  unsubscribe: 'ending the digest',
  survey: 'answering a survey',
  stop: 'ending invitations to surveys',
};

/** Tampered, cut off when it was copied, signed by somebody else: all the same from here. */
export const notALink = refusal(
  404,
  'This link does not work',
  'It is not a link that Hoshin made, or a part of it was lost on the way.',
  'Open the mail again and press the button there, instead of copying the address.',
);

export const expired = (purpose: Purpose): Page =>
  refusal(
    410,
    'This link has expired',
    `Links for ${uses[purpose]} are good for a limited time, and this one is past it. Nothing was changed.`,
    purpose === 'unsubscribe'
      ? 'The newest digest has a link that works.'
      : 'While there is still something to do, newer mails bring newer links.',
  );

export const wrongPurpose = (has: Purpose, wanted: Purpose): Page =>
  refusal(
    403,
    'This link is for something else',
    `It was made for ${uses[has]}, and this is the page for ${uses[wanted]}. Nothing was changed.`,
    'Open the mail again and press the button there, instead of changing the address.',
  );

/** Signed by us, but what it names is not on the board: another stage's data, or data that was removed. */
export const unknown = refusal(
  404,
  'There is nothing behind this link any more',
  'The link is genuine, but what it was about is no longer kept here. Nothing was changed.',
);

/** The mail went to somebody who is not configured any more. */
export const left = refusal(
  403,
  'This link no longer decides',
  'The person whom its mail went to is no longer configured here. Nothing was changed.',
);

export const noSuchPage = refusal(404, 'There is nothing here', 'Links in mails from Hoshin lead to their own pages.');

export const formTooLarge = refusal(
  413,
  'That is too much text',
  'The form holds more than can be taken. Go back, shorten what you wrote, and send it again.',
);

export const notAForm = refusal(
  415,
  'That was not the form',
  'Only the form of this page is taken here. Open the link again and use the form.',
);

export const failed = refusal(
  500,
  'Something went wrong here',
  'This is our fault, not yours. Nothing may have been recorded: open the link again in a minute to see.',
);
