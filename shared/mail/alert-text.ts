/** The alert mail as plain text: all that the HTML says, set for 72 columns. */
import type { AlertView } from './alert-view.ts';
import { footerText } from './parts.ts';
import { bullets, composeText, list, table, titled, wrap } from './plain-text.ts';

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
        bullets(view.examples.map(({ record, where, howLate, what }) => `${record} (${where}): ${howLate}. ${what}`)),
      ),
    titled('What this rests on', list(view.basis)),
    titled('See more', view.commands.map((command) => `  ${command}`).join('\n')),
  ];
  return composeText(parts, footerText(wrap(view.footer), notice));
};
