/** The alert mail as plain text: all that the HTML says, set for 72 columns. */
import { showable } from '../core/markup.ts';
import type { AlertView, Labelled } from './alert-view.ts';

const width = 72;

/** Breaks at spaces, but not before a percent sign; a word longer than a line stays whole. */
const wrap = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+(?!%)/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((each, at) => (at === 0 ? each : indent + each)).join('\n');
};

const lengthOf = (text: string) => [...text].length;

/** Columns: the first to the left, the others to the right. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => lengthOf(row[at] ?? ''))));
  return rows
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

const list = (entries: readonly Labelled[]): string => {
  const room = Math.max(...entries.map(({ label }) => lengthOf(label))) + 2;
  return entries.map(({ label, text }) => label.padEnd(room) + wrap(text, ' '.repeat(room))).join('\n');
};

const titled = (title: string, body: string) => `${title.toUpperCase()}\n${body}`;

/** The chart's figures as a table: what the picture shows, for whoever cannot see it. */
const history = ({ trend }: AlertView): string | false =>
  trend !== undefined &&
  titled(
    `Trend, ${trend.target.label}`,
    table([
      ['', 'value', 'n', ''],
      ...trend.points.map((point) => [
        `${point.label} ${point.year ?? ''}`.trim(),
        point.value === null ? 'no data' : trend.valueLabel(point.value),
        String(point.n),
        point.missed ? 'missed' : '',
      ]),
    ]),
  );

export const alertText = (view: AlertView, notice: string): string => {
  const parts = [
    [view.company, view.date].filter(Boolean).join(', '),
    `${view.badge.toUpperCase()}\n${wrap(view.headline)}`,
    wrap(view.summary),
    list(view.figures),
    history(view),
    titled('Since when', wrap(view.since)),
    view.sources.length > 0 && titled('Feeds that owe data', list(view.sources)),
    view.slices.length > 0 &&
      titled(
        'Where the misses are',
        table([
          ['Slice', ...(view.slicesMeasured ? ['Value', 'n'] : []), 'Misses', 'Share'],
          ...view.slices.map((slice) => [
            `${slice.name} (${slice.dimension})`,
            ...(view.slicesMeasured ? [slice.value, slice.n] : []),
            slice.misses,
            slice.shareText,
          ]),
        ]),
      ),
    view.examples.length > 0 &&
      titled(
        view.examplesTitle,
        view.examples
          .map(({ record, where, howLate, what }) => `- ${record} (${where}): ${howLate}\n  ${wrap(what, '  ')}`)
          .join('\n'),
      ),
    titled('What this rests on', list(view.basis)),
    titled('See more', view.commands.map((command) => `  ${command}`).join('\n')),
    `-- \n${wrap(view.footer)}\nSent by Hoshin, notice ${notice}.`,
  ];
  return `${showable(parts.filter((part) => part !== false).join('\n\n'))}\n`;
};
