/** All that a mail about several alerts says, worst first. Pure. */
import type { Evidence } from '../../core/alert/evidence.ts';
import { bySeverity } from '../../core/alert/severity.ts';
import { formatValue } from '../../core/text/format.ts';
import type { Tone } from '../frame/frame.ts';
import { type AlertView, alertView } from './alert-view.ts';
import { figuresOf } from './figures.ts';
import { type GroupWords, groupWords, labelOf } from './group-words.ts';

interface GroupedAlert {
  view: AlertView;
  tone: Tone;
  /** `Missed`, `At risk` … */
  label: string;
  value: string;
  target: string;
  /** The value of the period before; empty where nothing is known of it. */
  before: string;
}

export interface GroupView extends GroupWords {
  company: string;
  date: string;
  alerts: GroupedAlert[];
}

const beforeOf = ({ kpi, history }: Evidence): string => {
  const value = history.at(-2)?.value ?? null;
  return value === null ? '' : formatValue(kpi.unit, value);
};

/** `addresses` are those of the pages on which the person decides, by objective. */
export const groupView = (
  evidences: readonly [Evidence, ...Evidence[]],
  addresses: ReadonlyMap<string, string>,
): GroupView => {
  const [first, ...others] = evidences;
  const sorted = [first, ...others].sort(bySeverity) as [Evidence, ...Evidence[]];
  const alerts = sorted.map((evidence) => {
    const { value, target } = figuresOf(evidence);
    const view = alertView(evidence, addresses.get(evidence.objective.id));
    return { view, ...labelOf(evidence), value, target, before: beforeOf(evidence) };
  });
  const { company = '', date = '' } = alerts[0]?.view ?? {};
  return { ...groupWords(sorted), company, date, alerts };
};
