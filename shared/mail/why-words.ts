/** Why somebody gets an alert, and what can be done about getting it. */

/** In somebody's place: the words of the notice say whose. */
const isInPlace = (why: string): boolean => why.startsWith('instead of ');

/** A mail's words for whoever stands in: they say at once why it came. */
export const withPlace = <V extends { summary: string }>(view: V, why: string): V =>
  isInPlace(why) ? { ...view, summary: `${view.summary} You are told ${why}.` } : view;

const reasonOf = (why: string): string => {
  if (why === 'top-management') return 'as a member of top management';
  if (why === 'owner') return 'as the owner of this objective';
  if (isInPlace(why)) return why;
  const step = /^ladder step (\d+)$/.exec(why)?.[1];
  return step === undefined ? `because you were ${why}` : `by step ${step} of this objective's ladder`;
};

/** The footer of alerts. `why` is the notice's, `zone` the company's. */
export const alertFooter = (why: string, zone: string): string =>
  `You are told ${reasonOf(why)}. Alerts come with that role and can't be unsubscribed; digests can. ` +
  `Days and times are the company's (${zone}).`;
