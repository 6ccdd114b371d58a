/** What a back-test found, as people read it. */
import type { Reason } from '../../shared/core/alert/alert.ts';
import type { Objective } from '../../shared/core/config/objective.ts';
import { sliceName, total as wholeCompany } from '../../shared/core/record/slice.ts';
import {
  decimalsApart,
  formatDay,
  formatDifference,
  formatNumber,
  formatShortDay,
  formatTarget,
  formatValue,
} from '../../shared/core/text/format.ts';
import { formatTable } from '../table.ts';
import type { PlayedAlert, Totals } from './alerts.ts';
import type { Backtest, ObjectiveResult } from './run-backtest.ts';

const many = (count: number, one: string, several = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : several}`;
const sign = ({ direction }: Pick<Objective, 'direction'>) => (direction === 'at-least' ? '≥' : '≤');
const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);

const clearedBy: Partial<Record<Reason, string>> = {
  'cleared-by-margin': 'better by the margin',
  'cleared-by-holding': 'met long enough',
  'source-speaks': 'data came again',
};

const describeClearing = ({ cleared }: PlayedAlert): string =>
  cleared ? `${cleared.day}, ${clearedBy[cleared.reason] ?? cleared.reason}` : 'still open';

const alertTable = ({ alerts, kpi: { unit }, objective: { target } }: ObjectiveResult): string =>
  formatTable(
    [
      { title: 'opened' },
      { title: 'days', align: 'right' },
      { title: 'went' },
      { title: 'miss proven' },
      { title: 'worst', align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'cleared' },
    ],
    alerts.map((alert) => [
      alert.opened,
      String(alert.days),
      alert.states.join(' → '),
      alert.proven ?? (alert.states.every((state) => state === 'silent') ? '' : 'never'),
      alert.worst ? formatValue(unit, alert.worst.value, decimalsApart(unit, alert.worst.value, target)) : '',
      alert.worst ? formatNumber(alert.worst.n) : '',
      describeClearing(alert),
    ]),
  );

const describeTotals = ({ totals, readings, signals, told }: ObjectiveResult): string => {
  const { alerts, proven, silent, daysOpen, mails, reminders } = totals;
  const people = new Set(told.map(({ person }) => person)).size;
  const lines = [
    alerts === 0
      ? 'No alert.'
      : `${many(alerts, 'alert')}, ${proven} of them with a proven miss${silent > 0 ? `, ${silent} of silence alone` : ''}; open on ${formatNumber(daysOpen)} of ${many(readings.length, 'day')} (${share(daysOpen, readings.length)}); ${many(mails, 'mail')} to ${many(people, 'person', 'people')}.`,
    reminders > 0 ? `Had nobody ever acknowledged, ${many(reminders, 'reminder')} more (ladder and repeats).` : '',
    `${many(signals.length, 'process signal')}, whatever the target${signals.length > 0 ? ':' : '.'}`,
    ...signals.map(({ words }) => `  ${words}`),
  ];
  return lines.filter(Boolean).join('\n');
};

const relation = (targets: ObjectiveResult['targets'], index: number, own: number): string => {
  const distance = index - targets.findIndex(({ target }) => target === own);
  if (distance === 0) return 'as in the file';
  return distance < 0 ? 'looser' : 'tighter';
};

const targetTable = ({ objective, kpi, targets, readings }: ObjectiveResult): string =>
  formatTable(
    [
      { title: 'target' },
      { title: '' },
      { title: 'alerts', align: 'right' },
      { title: 'proven', align: 'right' },
      { title: 'days open', align: 'right' },
      { title: 'of days', align: 'right' },
      { title: 'mails', align: 'right' },
      { title: 'reminders', align: 'right' },
    ],
    targets.map(({ target, totals }: { target: number; totals: Totals }, index) => [
      `${sign(objective)} ${formatTarget(kpi.unit, target)}`,
      relation(targets, index, objective.target),
      String(totals.alerts),
      String(totals.proven),
      formatNumber(totals.daysOpen),
      share(totals.daysOpen, readings.length),
      formatNumber(totals.mails),
      formatNumber(totals.reminders),
    ]),
  );

const describeWindow = ({ window }: Objective) =>
  typeof window === 'object' ? `${window.days} days` : `${window} to date`;

const describeObjective = (result: ObjectiveResult, { from, to }: Backtest): string => {
  const { objective, kpi, readings, step } = result;
  const { id, title, slice, target, leastN } = objective;
  const where = sliceName(slice) === wholeCompany ? 'whole company' : sliceName(slice);
  const few = readings.filter(({ verdict }) => verdict === 'insufficient').length;
  const head = [
    `${id}: ${title}`,
    `${kpi.title}, ${where}, ${describeWindow(objective)}, ${sign(objective)} ${formatTarget(kpi.unit, target)}, n at least ${leastN}`,
    readings.length === 0
      ? `Nothing counts between ${formatDay(from)} and ${formatDay(to)}.`
      : `${formatDay(readings[0]?.day ?? from)} to ${formatDay(to)}: ${many(readings.length, 'day')}${few > 0 ? `, ${formatNumber(few)} with too few to judge` : ''}.`,
  ];
  if (readings.length === 0) return head.join('\n');
  const steps =
    step.size > 0
      ? `Steps of ${formatDifference(kpi.unit, step.size)}: about half of the range in which the middle half of the readings lies (${formatDifference(kpi.unit, step.middleHalf)}).`
      : 'There is no room for tighter targets.';
  return [
    head.join('\n'),
    result.alerts.length > 0 && alertTable(result),
    describeTotals(result),
    `${targetTable(result)}\n${steps}`,
  ]
    .filter(Boolean)
    .join('\n\n');
};

/** The report of all objectives. */
export const formatBacktest = (backtest: Backtest, remarks: readonly string[]): string => {
  const { results, together, policy } = backtest;
  const { mails, people } = together;
  return [
    ...results.map((result) => describeObjective(result, backtest)),
    [
      ...(results.length > 1
        ? [
            `Together: ${many(mails, 'mail')} to ${many(people, 'person', 'people')}. What moves on one day goes in one mail.`,
          ]
        : []),
      `Counted under policy ${policy}, with what is known today. Each day was judged once, at noon; nothing was open before ${formatShortDay(backtest.from)}.`,
      ...remarks,
    ].join('\n'),
  ].join('\n\n\n');
};

/** The same for programs; values as they are, not rounded. */
export const toJson = ({ results, ...rest }: Backtest, remarks: readonly string[]): object => ({
  ...rest,
  remarks,
  objectives: results.map(({ objective, kpi, ...found }) => {
    const { id, title, slice, window, target, direction, leastN } = objective;
    return {
      objective: { id, title, kpi: kpi.id, unit: kpi.unit, slice: sliceName(slice), window, target, direction, leastN },
      ...found,
    };
  }),
});
