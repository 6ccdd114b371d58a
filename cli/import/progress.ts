/** How an import shows that it moves: a bar in a terminal, a line now and then anywhere else. Always on stderr. */
import { SingleBar } from 'cli-progress';
import { formatNumber } from '../../shared/core/text/format.ts';

export interface Progress {
  /** Both in the same unit; `what` says more, for example `12,000 rows accepted`. */
  at(done: number, total: number, what: string): void;
  end(): void;
}

const lineEveryMs = 5_000;

const startBar = (title: string): Progress => {
  const bar = new SingleBar({
    format: `${title} {bar} {percentage} %  {what}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let started = false;
  return {
    at(done, total, what) {
      if (started) bar.setTotal(Math.max(total, 1));
      else bar.start(Math.max(total, 1), 0, { what });
      started = true;
      bar.update(Math.min(done, total), { what });
    },
    end() {
      if (started) bar.stop();
    },
  };
};

const startLines = (title: string): Progress => {
  let toldAt = Date.now();
  return {
    at(done, total, what) {
      if (Date.now() - toldAt < lineEveryMs) return;
      toldAt = Date.now();
      process.stderr.write(`${title} ${formatNumber(Math.floor((100 * done) / Math.max(total, 1)))} %  ${what}\n`);
    },
    end: () => undefined,
  };
};

/** Begins to show progress. */
export const startProgress = (title: string): Progress => (process.stderr.isTTY ? startBar(title) : startLines(title));

/** Shows the progress of some work until it ends, well or not: a bar that is left behind hides the cursor. */
export const showProgress = async <T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> => {
  const progress = startProgress(title);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
};
