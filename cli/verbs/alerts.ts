/** `hoshin alerts`: where each objective stands, since when, and what was decided about it. */
import type { Command } from 'commander';
import type { Alert } from '../../shared/core/alert/alert.ts';
import { formatInterval, formatShortDay, formatValue } from '../../shared/core/text/format.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { readAlerts } from '../../shared/store/alerts.ts';
import { take } from '../../shared/store/table.ts';
import { connect, type StageOptions } from '../connect.ts';
import { plainItem } from '../plain-item.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface AlertsOptions extends StageOptions, OutputOptions {
  open?: boolean;
}

const openStates: readonly string[] = ['missed', 'at-risk', 'silent'];
/** Worst first. */
const order = ['missed', 'silent', 'at-risk', 'insufficient', 'met'];

const decidedWords = ({ acknowledged, accepted }: Pick<Alert, 'acknowledged' | 'accepted'>): string => {
  if (accepted) return `accepted by ${accepted.by} until ${formatShortDay(accepted.until)}`;
  return acknowledged ? `acknowledged by ${acknowledged.by} on ${formatShortDay(acknowledged.at.slice(0, 10))}` : '';
};

const listAlerts = async (options: AlertsOptions): Promise<void> => {
  const { board } = await connect(options);
  const all = await take(readAlerts(board));
  const alerts = all
    .filter(({ state }) => !options.open || openStates.includes(state))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.objective < b.objective ? -1 : 1));
  if (options.json) return printJson(alerts.map(plainItem));
  if (alerts.length === 0)
    return print(
      all.length > 0
        ? 'No alert is open.'
        : 'Nothing has been judged yet. `hoshin evaluate` judges now; objectives come with `hoshin apply`.',
    );
  print(
    formatTable(
      [
        { title: 'objective' },
        { title: 'state' },
        { title: 'since' },
        { title: 'value', align: 'right' },
        { title: 'n', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'why' },
        { title: 'told' },
        { title: 'decided' },
      ],
      alerts.map(({ objective, state, since, reading, reason, told, ...decided }) => {
        const unit = kpis.find(({ id }) => id === reading.kpi)?.unit ?? 'count';
        return [
          objective,
          state,
          formatShortDay(since.slice(0, 10)),
          formatValue(unit, reading.value),
          String(reading.n),
          reading.n === 0 ? '' : formatInterval(unit, reading.interval),
          reason,
          told.join(', '),
          decidedWords(decided),
        ];
      }),
    ),
  );
};

export const alertsVerb = (): Command =>
  stackVerb('alerts')
    .description('where each objective stands, since when, and what was decided about it')
    .option('--open', 'only what is missed, at risk or silent')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['alerts --open', 'what needs somebody'], ['alerts --json', 'with the readings behind them']),
    )
    .action(listAlerts);
