/** `hoshin sources`: who sends, and whether each speaks as often as it should. */
import type { Command } from 'commander';
import { loadSetting, type Setting } from '../../shared/alerts/setting.ts';
import { overdueSources } from '../../shared/core/silence/overdue.ts';
import { silenceOfSource } from '../../shared/core/silence/silenced.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface SourcesOptions extends StageOptions, OutputOptions {
  overdue?: boolean;
}

export interface SourceStanding {
  id: string;
  types: readonly string[];
  namespace: string;
  cadenceHours?: number;
  /** ISO 8601, UTC; absent if it never did. */
  lastSpoke?: string;
  overdue: boolean;
  /** The planned shutdown that names it today, by id, and its last day. */
  silence?: { id: string; until: string };
}

/** How each source stands at an instant (ms). */
export const standingsOf = (
  setting: Pick<Setting, 'sources' | 'expected' | 'silences' | 'policy' | 'today'>,
  now: number,
): SourceStanding[] => {
  const overdue = overdueSources(setting.expected, now, setting);
  return setting.sources.map((source) => {
    const { id, types, namespace = id, cadenceHours } = source;
    const lastSpoke = setting.expected.find((each) => each.id === id)?.lastSpoke;
    const silence = silenceOfSource(source, setting.silences, setting.today);
    return {
      ...{ id, types, namespace, overdue: overdue.some((each) => each.source === id) },
      ...(cadenceHours !== undefined && { cadenceHours }),
      ...(lastSpoke !== undefined && { lastSpoke }),
      ...(silence && { silence: { id: silence.id, until: silence.until } }),
    };
  });
};

const describeStanding = ({ overdue, cadenceHours, silence }: SourceStanding): string => {
  const planned = silence ? `planned shutdown to ${silence.until}` : '';
  if (cadenceHours === undefined) return planned || 'no cadence';
  return [overdue ? 'OVERDUE' : 'in time', planned].filter(Boolean).join(', ');
};

const listSources = async (options: SourcesOptions): Promise<void> => {
  const { board } = await connect(options);
  const now = Date.now();
  const setting = await loadSetting(board, now, tallies);
  const all = standingsOf(setting, now);
  const shown = all.filter(({ overdue }) => overdue || !options.overdue);
  if (options.json) return printJson(shown);
  if (shown.length === 0)
    return print(
      all.length === 0
        ? 'There are no sources. Write some and run `hoshin apply` (docs/configure.md).'
        : 'No source is overdue.',
    );
  print(
    formatTable(
      [
        { title: 'source' },
        { title: 'sends' },
        { title: 'into' },
        { title: 'cadence', align: 'right' },
        { title: 'last spoke' },
        { title: 'standing' },
      ],
      shown.map((standing) => [
        standing.id,
        standing.types.join(', '),
        standing.namespace,
        standing.cadenceHours === undefined ? '—' : `${standing.cadenceHours} h`,
        standing.lastSpoke === undefined ? 'never' : formatMoment(standing.lastSpoke, setting.policy.timeZone),
        describeStanding(standing),
      ]),
    ),
  );
};

export const sourcesVerb = (): Command =>
  stackVerb('sources')
    .description('who sends, when each last spoke, and which are overdue')
    .option('--overdue', 'only those that should have spoken by now')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['sources', 'all of them'], ['sources --overdue --json', 'those that are overdue, for a program']),
    )
    .action(listSources);
