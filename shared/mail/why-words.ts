/** Why somebody gets an alert, and what can be done about getting it. */

const reasonOf = (why: string): string => {
  if (why === 'top-management') return 'as a member of top management';
  if (why === 'owner') return 'as the owner of this objective';
  // In somebody's place: the words of the notice say whose.
  if (why.startsWith('instead of ')) return why;
  const step = /^ladder step (\d+)$/.exec(why)?.[1];
  return step === undefined ? `because you were ${why}` : `by step ${step} of this objective's ladder`;
};

/** The footer of alerts. `why` is the notice's, `zone` the company's. */
export const alertFooter = (why: string, zone: string): string =>
  `You are told ${reasonOf(why)}. Alerts come with that role and can't be unsubscribed; digests can. ` +
  `Days and times are the company's (${zone}).`;
