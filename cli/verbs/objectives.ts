/** `hoshin objectives`: what leadership set, with its versions. */
import type { Command } from 'commander';
import type { Objective } from '../../shared/core/config/objective.ts';
import { sliceName } from '../../shared/core/record/slice.ts';
import { formatTarget } from '../../shared/core/text/format.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { type ConfigVersion, effectiveOn, readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { connect, type StageOptions } from '../connect.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface ObjectivesOptions extends StageOptions, OutputOptions {
  history?: boolean;
}

const describeWindow = (window: Objective['window']) => (typeof window === 'object' ? `${window.days} days` : window);

const listObjectives = async (options: ObjectivesOptions): Promise<void> => {
  const { board } = await connect(options);
  const versions = await readConfig<Omit<Objective, 'version'>>(board, 'objective');
  const { current } = await loadEpochs(board);
  const inForce = new Set<ConfigVersion<unknown>>(effectiveOn(versions, dayAt(Date.now(), current.policy.timeZone)));
  const newest = new Map(versions.map((version) => [version.id, version]));
  // One that does not count yet is shown too: nobody should look for it in vain.
  const shown = options.history
    ? versions
    : versions.filter((version) => inForce.has(version) || newest.get(version.id) === version);
  if (options.json) return printJson(shown.map((version) => ({ ...version, inForce: inForce.has(version) })));
  if (shown.length === 0)
    return print('There are no objectives. Write some and run `hoshin apply` (docs/configure.md).');
  print(
    formatTable(
      [
        { title: 'objective' },
        { title: 'version', align: 'right' },
        { title: 'from' },
        { title: 'in force' },
        { title: 'KPI' },
        { title: 'slice' },
        { title: 'window' },
        { title: 'target', align: 'right' },
        { title: 'least n', align: 'right' },
        { title: 'owner' },
        { title: 'approved by' },
        { title: 'reason' },
      ],
      shown.map((version) => {
        const { id, value, effectiveFrom, author, reason } = version;
        const unit = kpis.find((kpi) => kpi.id === value.kpi)?.unit ?? 'count';
        return [
          id,
          String(version.version),
          effectiveFrom,
          inForce.has(version) ? 'yes' : 'no',
          value.kpi,
          sliceName(value.slice),
          describeWindow(value.window),
          `${value.direction === 'at-least' ? '≥' : '≤'} ${formatTarget(unit, value.target)}`,
          String(value.leastN),
          value.owner,
          author,
          reason,
        ];
      }),
    ),
  );
};

export const objectivesVerb = (): Command =>
  stackVerb('objectives')
    .description('what leadership set: targets, owners, versions')
    .option('--history', 'every version')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['objectives', 'what is in force'], ['objectives --history', 'every version, with author and reason']),
    )
    .action(listObjectives);
