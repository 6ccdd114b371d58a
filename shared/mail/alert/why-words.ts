/** Why somebody gets an alert, and what can be done about getting it. */

/** In somebody's place: the words of the notice say whose. */
const isInPlace = (why: string): boolean => why.startsWith('instead of ');

/** A mail's words for whoever stands in: they say at once why it came. */
export const withPlace = <V extends { summary: string }>(view: V, why: string): V =>
  isInPlace(why) ? { ...view, summary: `${view.summary} You are told ${why}.` } : view;

const reasonOf = (why: string, objective: string): string => {
  if (why === 'top-management') return 'as a member of top management';
  if (why === 'owner') return `as the owner of ${objective}`;
  if (isInPlace(why)) return why;
  const step = /^ladder step (\d+)$/.exec(why)?.[1];
  return step === undefined ? `because you were ${why}` : `by step ${step} of the ladder of ${objective}`;
};

/** The footer of alerts. `why` is the notice's: where it tells of `several`, that of the worst. `zone` is the company's. */
export const alertFooter = (why: string, zone: string, several: boolean): string =>
  `You are told ${reasonOf(why, several ? 'the first of these objectives' : 'this objective')}. Alerts come with that role and can't be unsubscribed; digests can. ` +
  `Days and times are the company's (${zone}).`;
