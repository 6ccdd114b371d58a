/** Tables for people: columns as wide as what stands in them, numbers to the right. */

export interface TableColumn {
  title: string;
  align?: 'left' | 'right';
}

/** Marks and wide letters count as people see them: a combining mark takes no room, a full-width letter two cells. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const widthOf = (text: string): number =>
  [...segmenter.segment(text)].reduce(
    (sum, { segment }) =>
      sum + (/^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(segment) ? 2 : 1),
    0,
  );

/** What came from outside must not steer the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

/** Lines of a table, without one at the end; says nothing for no rows. */
export const formatTable = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string => {
  const cells = rows.map((row) => row.map(clean));
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const text = row[index] ?? '';
        const space = ' '.repeat((widths[index] ?? 0) - widthOf(text));
        return align === 'right' ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ title }, index) => '─'.repeat(title ? (widths[index] ?? 0) : 0))),
    ...cells.map(line),
  ].join('\n');
};
