/** How mails set plain text: 72 columns, tables by spaces, addresses on lines of their own. */
import { withoutFormula } from '../../core/text/formula.ts';
import { safeUrl, showable } from '../../core/text/markup.ts';

const width = 72;
/** Separates what follows from the mail (RFC 3676). */
const signature = '-- ';

const lengthOf = (text: string) => [...text].length;

/** Where a line may break: not at a space that holds its neighbours together, and not before a percent sign. */
const breaking = /[^\S\u00a0\u202f]+(?!%)/;

/** Breaks at spaces; a word longer than a line stays whole. */
export const wrap = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(breaking).filter(Boolean)) {
    if (line && indent.length + lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = '';
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((each, at) => (at === 0 ? each : indent + each)).join('\n');
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Columns: the first to the left, the others to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => lengthOf(row[at] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, at) => {
          const room = ' '.repeat((widths[at] ?? 0) - lengthOf(cell));
          return at === 0 ? cell + room : room + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Labels in one column, texts in the other. */
export const list = (entries: readonly { label: string; text: string }[]): string => {
  const room = Math.max(0, ...entries.map(({ label }) => lengthOf(oneLine(label)))) + 2;
  return entries
    .map(({ label, text }) => {
      const name = oneLine(label);
      return name + ' '.repeat(room - lengthOf(name)) + wrap(text, ' '.repeat(room));
    })
    .join('\n');
};

/** One paragraph each, with a star before it: a spreadsheet takes a dash for a formula. */
export const bullets = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `* ${wrap(text, '  ')}`).join('\n');

export const titled = (title: string, body: string): string => `${wrap(title.toUpperCase())}\n${body}`;

/** What can be done, each with its address on a line of its own, so that every mail client makes it a link. */
export const links = (entries: readonly { label: string; href: string }[]): string =>
  entries.map(({ label, href }) => `${oneLine(label)}:\n${safeUrl(href)}`).join('\n');

/**
 * The whole text: parts with an empty line between them, then the footer. No line of it is run by a spreadsheet that
 * it is pasted into.
 */
export const composeText = (parts: readonly (string | false | undefined)[], footer: string): string => {
  const body = showable(parts.filter(Boolean).join('\n\n')).split('\n').map(withoutFormula);
  const foot = showable(footer).split('\n').map(withoutFormula);
  return `${[...body, '', signature, ...foot].join('\n')}\n`;
};
