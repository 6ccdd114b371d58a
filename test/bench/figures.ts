/** Figures of the bench: what was measured, what it must be, and how both are shown. */
import { formatTable } from '../../cli/table.ts';

/** What a figure must be. */
interface Limit {
  atMost?: number;
  atLeast?: number;
}

export interface Figure {
  /** `write units a record, batches of 100`. */
  name: string;
  value: number;
  /** `units`, `KB`, `×`, `$`: shown behind the value. */
  unit: string;
  limit?: Limit;
  /** How it was counted, or what was tried where it misses. */
  note?: string;
}

export interface Section {
  title: string;
  /** What all of its figures have in common: the input, the engine. */
  about: string[];
  figures: Figure[];
}

export type Verdict = 'met' | 'missed' | '';

/** Whether a figure keeps its limit; nothing where it has none. One that could not be counted keeps none. */
export const verdictOf = ({ value, limit }: Figure): Verdict => {
  if (!limit) return '';
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = limit;
  return value <= atMost && value >= atLeast ? 'met' : 'missed';
};

/** The middle value; the mean of the two in the middle where their count is even. Not a number for none. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Two places below ten thousand, none above: `1.05`, `55,508`. A count is shown whole. */
export const formatValue = (value: number): string =>
  value.toLocaleString('en', {
    minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
    maximumFractionDigits: Math.abs(value) < 0.1 ? 3 : 2,
  });

const formatLimit = ({ atMost, atLeast }: Limit): string =>
  atMost === undefined ? `≥ ${formatValue(atLeast ?? Number.NaN)}` : `≤ ${formatValue(atMost)}`;

/** A section as people read it. */
export const formatSection = ({ title, about, figures }: Section): string =>
  [
    title,
    ...about.map((line) => `  ${line}`),
    '',
    formatTable(
      [
        { title: 'Figure' },
        { title: 'Value', align: 'right' },
        { title: '' },
        { title: 'Limit' },
        { title: '' },
        { title: 'Note' },
      ],
      figures.map((figure) => [
        figure.name,
        formatValue(figure.value),
        figure.unit,
        figure.limit ? formatLimit(figure.limit) : '',
        verdictOf(figure),
        figure.note ?? '',
      ]),
    ),
  ].join('\n');
