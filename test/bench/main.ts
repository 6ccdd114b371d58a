/** `npm run bench`: the figures by which Hoshin measures itself, as a table for people or as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { priceSection } from './dollars-section.ts';
import { openFeed } from './feed.ts';
import { formatSection, type Section, verdictOf } from './figures.ts';
import { measureFunctions } from './functions.ts';
import { measureThroughput } from './throughput.ts';
import { measureWriteUnits } from './write-units.ts';

const sections = ['units', 'functions', 'throughput', 'dollars'] as const;
type Name = (typeof sections)[number];

interface Options {
  only?: Name[];
  quick?: boolean;
  json?: boolean;
}

/** Whole: all of the flights, of which some go through the local stack. Quick: for a look, in less than a minute on an idle machine. */
const sizes = {
  whole: { records: Number.POSITIVE_INFINITY, prefix: 5_000, rounds: 20, imported: 20_000 },
  quick: { records: 1_000, prefix: 300, rounds: 5, imported: 2_000 },
};

const tell = (line: string): void => {
  process.stderr.write(`… ${line}\n`);
};

const measure = async (folder: string, { only, quick }: Options, done: (section: Section) => void): Promise<void> => {
  const { records, prefix, rounds, imported } = quick ? sizes.quick : sizes.whole;
  const wants = (name: Name) => only === undefined || only.includes(name);
  if (wants('functions')) done(await measureFunctions(rounds, tell));
  // Dollars are the counted units times their price.
  if (wants('units') || wants('dollars')) {
    const feed = await openFeed(folder, records);
    const { section, counted } = await measureWriteUnits(feed, prefix, tell);
    if (wants('units')) done(section);
    if (wants('dollars')) done(priceSection(feed, counted));
  }
  if (wants('throughput')) done(await measureThroughput(await openFeed(folder, imported), tell));
};

const run = async (options: Options): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
  const measured: Section[] = [];
  try {
    await measure(folder, options, (section) => {
      measured.push(section);
      if (!options.json) process.stdout.write(`\n${formatSection(section)}\n\n`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!options.json) return;
  const withVerdicts = measured.map(({ figures, ...section }) => ({
    ...section,
    figures: figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) || undefined })),
  }));
  process.stdout.write(`${JSON.stringify({ node: process.versions.node, sections: withVerdicts }, null, 2)}\n`);
};

await new Command('bench')
  .description('what Hoshin costs and how fast it is, counted or as ratios within one run (docs/bench.md)')
  .addOption(new Option('--only <sections...>', 'some sections').choices(sections))
  .option('--quick', 'less of everything: for a look, not for a claim')
  .option('--json', 'print JSON, for programs')
  .action(run)
  .parseAsync();
