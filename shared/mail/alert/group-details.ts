/** How much a mail about several alerts says of each: Gmail shows no more than 102 KB of HTML, and hides the rest. */

/**
 * - `full`: with chart, slices and examples.
 * - `brief`: what happened, and the buttons.
 * - `named`: in the overview alone.
 */
export type Detail = 'full' | 'brief' | 'named';

/**
 * Decides worst first: the buttons of as many as fit, then the details of as many as fit. Sizes in bytes.
 *
 * @param room what the sections may take together
 */
export const chooseDetails = (sections: readonly { full: number; brief: number }[], room: number): Detail[] => {
  let left = room;
  const details = sections.map(({ brief }): Detail => {
    if (brief > left) return 'named';
    left -= brief;
    return 'brief';
  });
  return details.map((detail, at) => {
    const { full = 0, brief = 0 } = sections[at] ?? {};
    if (detail === 'named' || full - brief > left) return detail;
    left -= full - brief;
    return 'full';
  });
};

/** What is left out, for the end of the mail; empty where nothing is. */
export const describeLeftOut = (details: readonly Detail[]): string => {
  const count = (kind: Detail) => details.filter((detail) => detail === kind).length;
  const [brief, named] = [count('brief'), count('named')];
  const said = [
    brief > 0 && `charts, slices and examples of ${brief}`,
    named > 0 && `all but the overview of ${named}`,
  ].filter(Boolean);
  if (said.length === 0) return '';
  return `Left out, so that mail programs show this mail whole: ${said.join('; ')}. "hoshin alerts" lists everything.`;
};
