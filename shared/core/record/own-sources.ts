/** Sources that are the product itself: what customers tell its own forms. Nobody configures them, and nobody else may take their names. */

export const ownSources = {
  /** Answers to surveys of our own, and that customers were asked. */
  surveys: 'hoshin-surveys',
  /** Complaints that came in through the form or the complaint API. */
  complaints: 'hoshin-complaints',
} as const;

/** Ids that begin so are the product's own. */
export const ownSourcePrefix = 'hoshin-';
