/** What came of a file, for programs and for people: written beside its rejected rows. */
import { formatNumber } from '../../shared/core/text/format.ts';
import type { Counts } from './arrival.ts';

/** How a file ended, or that it has not yet. */
export type Ending =
  | { outcome: 'taken' }
  /** It goes on in another call. */
  | { outcome: 'under-way' }
  /** It cannot be read further: what came before that counts. */
  | { outcome: 'broken'; problem: string }
  /** Nothing of it was taken. */
  | { outcome: 'refused'; problem: string };

export interface Summary {
  outcome: Ending['outcome'];
  /** What is wrong, and what to do about it. */
  problem?: string;
  /** Where the file lies. */
  file: string;
  /** The source of its folder, whether there is one of that name or not. */
  source: string | undefined;
  /** What `hoshin` follows the events by, as an import's. */
  run: string;
  /** Names the content, as S3 does. */
  etag: string;
  counts: Counts;
  /** Beside this file; the rows that were not taken, with their reasons. */
  rejectedFiles: string[];
  /** ISO 8601, UTC. */
  droppedAt: string;
  writtenAt: string;
}

const headings: Record<Summary['outcome'], string> = {
  taken: 'has been read to its end.',
  'under-way': 'is being read: it is long, and goes on.',
  broken: 'could be read only in part. What stands before the fault was taken.',
  refused: 'was not taken.',
};

/** The summary as people read it. */
export const describeSummary = (summary: Summary): string => {
  const { outcome, problem, file, counts, rejectedFiles, run, droppedAt, writtenAt } = summary;
  const figures = [
    ['rows read', counts.read],
    ['accepted', counts.accepted],
    ['rejected', counts.rejected],
    ['left out by the map', counts.filtered],
  ] as const;
  const rejected =
    rejectedFiles.length === 0
      ? []
      : [
          `The rejected rows, with their reasons: ${rejectedFiles.join(', ')}, beside this file.`,
          'Mend the rows in the file itself, or mend the map, and drop the file again: nothing is counted twice.',
          '',
        ];
  return [
    `${file} ${headings[outcome]}`,
    '',
    ...(problem === undefined ? [] : [problem, '']),
    ...figures.map(([name, count]) => `${formatNumber(count).padStart(14)}  ${name}`),
    '',
    ...rejected,
    `Dropped ${droppedAt}; written ${writtenAt}; run ${run}.`,
    '',
  ].join('\n');
};
