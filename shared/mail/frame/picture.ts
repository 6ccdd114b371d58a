/** A chart of a mail: drawn, in words for whoever cannot see it, and as figures for plain text. */
export interface Picture {
  /** What is drawn, in the words of the plain text: `Trend, target at least 90 %`. */
  title: string;
  alt: string;
  svg: string;
  /** The figures, with a row of names first. */
  rows: string[][];
}
