/** The digest as plain text: all that the HTML says, set for 72 columns. */

import { footerText } from '../frame/parts.ts';
import { bullets, composeText, links, list, titled, wrap } from '../frame/plain-text.ts';
import { type DigestView, overlapping } from './digest-view.ts';

const some = <T>(all: readonly T[], title: string, body: (all: readonly T[]) => string): string | false =>
  all.length > 0 && titled(title, body(all));

const objectives = ({ objectives: all }: DigestView): string =>
  bullets(
    all.map(({ title, state, value, targetWords, change, n, counts, standing }) => {
      const figures = [`${value} (${targetWords})`, `${n} ${counts}`, change, standing].filter(Boolean).join(', ');
      return `${state}: ${title}, ${figures}.`;
    }),
  );

/** What the small charts show. */
const trends = ({ objectives: all }: DigestView): string | false => {
  const said = all.filter(({ alt }) => alt).map(({ title, alt }) => `${title}. ${alt}`);
  return said.length > 0 && titled('Trends', bullets(said));
};

/** `stop` is the page on which the digests end, if it could be signed. */
export const digestText = (view: DigestView, notice: string, stop: string | undefined): string =>
  composeText(
    [
      [view.company, view.period].filter(Boolean).join(', '),
      wrap(view.summary),
      view.remarks.length > 0 && bullets(view.remarks),
      view.objectives.length > 0 && objectives(view),
      wrap(`${view.days}. ${view.compared} ${view.frozen}`),
      some(view.worsened, 'What got worse, and where', (all) =>
        all
          .map(({ title, moved, slices, none }) =>
            [
              wrap(`${title}: ${moved}`),
              slices.length > 0 &&
                bullets(slices.map(({ name, moved: how, n, share }) => `${name}: ${how}, n ${n}, ${share}`)),
              none,
            ]
              .filter(Boolean)
              .join('\n'),
          )
          .concat(all.some(({ slices }) => slices.length > 1) ? wrap(overlapping) : [])
          .join('\n\n'),
      ),
      some(view.restatements, 'Figures that changed since you were told', (all) =>
        bullets(all.map(({ title, moved, why }) => `${title}: ${moved}. ${why}`)),
      ),
      some(view.signals, 'The process changed', list),
      some(view.forecasts, 'Outlook', list),
      some(view.voices, view.voicesTitle, (all) => bullets(all.map(({ text, about }) => `"${text}" (${about})`))),
      some(view.actions, 'Actions', (all) =>
        bullets(all.map(({ id, what, state, words }) => `${state}: ${what} (${id}; ${words})`)),
      ),
      some(view.decisions, 'Decided', (all) =>
        bullets(all.map(({ title, words, reason }) => `${title}: ${words}${reason && `. Reason: ${reason}`}`)),
      ),
      some(view.silentSources, 'Sources that owe data', list),
      some(view.unreachable, 'No mail reaches', list),
      some(view.unread, 'Could not be read', list),
      trends(view),
      stop && links([{ label: 'Stop these digests', href: stop }]),
    ],
    footerText(wrap(view.footer), notice),
  );
