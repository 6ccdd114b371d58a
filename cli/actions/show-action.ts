/** Shows one action: what was written about it, and its whole history. */
import { type Action, type ActionEvent, type ActionTexts, actionTexts } from '../../shared/core/action/action.ts';
import { formatNumber, formatShortDay, formatValue } from '../../shared/core/text/format.ts';
import { showable } from '../../shared/core/text/markup.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { readAction, readActionHistory } from '../../shared/store/actions.ts';
import { take } from '../../shared/store/table.ts';
import { connect, type StageOptions } from '../connect.ts';
import { Failure } from '../failure.ts';
import { formatTable } from '../table.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';

const titles: Record<keyof ActionTexts, string> = {
  cause: 'Cause',
  correction: 'Correction',
  correctiveAction: 'Corrective action',
  resourcesAsked: 'Resources asked for',
};

export const noSuchAction = (id: string): Failure =>
  new Failure(`There is no action ${id}. \`hoshin actions\` lists them.`);

const textsOf = (action: Action): string[] => {
  const granted = action.resourcesGranted;
  return [
    ...actionTexts.flatMap((name) => {
      const text = action[name];
      return text ? [`${titles[name]}:\n${text.replaceAll(/^/gm, '  ')}`] : [];
    }),
    ...(granted
      ? [`Resources granted (${granted.by}, ${formatShortDay(granted.at.slice(0, 10))}):\n  ${granted.what}`]
      : []),
  ];
};

const judged = ({ reading }: ActionEvent): string => {
  if (!reading) return '';
  const unit = kpis.find(({ id }) => id === reading.kpi)?.unit ?? 'count';
  return `${formatValue(unit, reading.value)}, n ${formatNumber(reading.n)}, ${reading.from} – ${reading.to}`;
};

export const showAction = async (id: string, options: StageOptions & OutputOptions): Promise<void> => {
  const { board } = await connect(options);
  const [action, history] = await Promise.all([readAction(board, id), take(readActionHistory(board, id))]);
  if (!action) throw noSuchAction(id);
  if (options.json) return printJson({ ...action, history });
  const { what, state, owner, due, objective, assignedBy, reopened } = action;
  const again = reopened > 0 ? `, reopened ${reopened === 1 ? 'once' : `${reopened} times`}` : '';
  print(showable(`${id}: ${what}`));
  print(`${state}${again}; owner ${owner}, due ${formatShortDay(due)}; for ${objective}, assigned by ${assignedBy}`);
  for (const text of textsOf(action)) print(`\n${showable(text)}`);
  print('');
  print(
    formatTable(
      [{ title: 'at (UTC)' }, { title: 'what' }, { title: 'by' }, { title: 'judged on' }, { title: 'told' }],
      history.map((event) => [
        event.at.slice(0, 16).replace('T', ' '),
        event.reason,
        event.by ?? 'the system',
        judged(event),
        event.told.join(', '),
      ]),
    ),
  );
};
