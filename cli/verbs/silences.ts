/** `hoshin silences`: planned shutdowns, with who ordered them and why. */
import type { Command } from 'commander';
import type { Silence } from '../../shared/core/silence/silence.ts';
import { type Day, dayAt } from '../../shared/core/time/calendar.ts';
import { type ConfigVersion, readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface SilencesOptions extends StageOptions, OutputOptions {
  past?: boolean;
}

const stands = ['running', 'coming', 'past'] as const;
export type Stand = (typeof stands)[number];

/** Each silence as it was last approved, with how it stands on a day: running ones first, then coming and past ones. */
export const listStands = (
  versions: readonly ConfigVersion<Silence>[],
  today: Day,
): (ConfigVersion<Silence> & { stand: Stand })[] => {
  const newest = new Map(versions.map((version) => [version.id, version]));
  const standOf = ({ from, until }: Silence): Stand => (until < today ? 'past' : from > today ? 'coming' : 'running');
  return [...newest.values()]
    .map((version) => ({ ...version, stand: standOf(version.value) }))
    .sort((a, b) => stands.indexOf(a.stand) - stands.indexOf(b.stand) || (a.value.from < b.value.from ? -1 : 1));
};

const describeCovered = ({ objectives, sources }: Silence): string =>
  [
    ...(objectives === 'all' ? ['every objective'] : (objectives ?? [])),
    ...(sources ?? []).map((source) => `source ${source}`),
  ].join(', ');

const listSilences = async (options: SilencesOptions): Promise<void> => {
  const { board } = await connect(options);
  const { current } = await loadEpochs(board);
  const all = listStands(await readConfig<Silence>(board, 'silence'), dayAt(Date.now(), current.policy.timeZone));
  const shown = all.filter(({ stand }) => options.past || stand !== 'past');
  if (options.json) return printJson(shown);
  if (shown.length === 0)
    return print(
      all.length > 0
        ? 'No planned shutdown is running or coming. `hoshin silences --past` shows past ones.'
        : 'There are no planned shutdowns. Write one under `silences` and run `hoshin apply` (docs/configure.md).',
    );
  print(
    formatTable(
      [
        { title: 'silence' },
        { title: 'stands' },
        { title: 'from' },
        { title: 'until' },
        { title: 'covers' },
        { title: 'ordered by' },
        { title: 'reason' },
      ],
      shown.map(({ id, stand, value, author, reason }) => [
        id,
        stand,
        value.from,
        value.until,
        describeCovered(value),
        author,
        reason,
      ]),
    ),
  );
};

export const silencesVerb = (): Command =>
  stackVerb('silences')
    .description('planned shutdowns: what they cover, until when, who ordered them and why')
    .option('--past', 'past ones too')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(['silences', 'those that run or come'], ['silences --past', 'all of them'])}\nA shutdown that ends early is applied again with an earlier \`until\`.\n`,
    )
    .action(listSilences);
