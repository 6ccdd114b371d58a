/** What an alert rests on, as texts: slices, examples, feeds, versions. Pure. */

import type { Evidence, EvidenceContribution, EvidenceExample } from '../../core/alert/evidence.ts';
import { fewest } from '../../core/privacy/few.ts';
import { sliceName } from '../../core/record/slice.ts';
import {
  formatDay,
  formatInstant,
  formatMoment,
  formatNumber,
  formatShortDay,
  formatValue,
} from '../../core/text/format.ts';
import { dayAt } from '../../core/time/calendar.ts';
import type { Labelled } from '../frame/parts.ts';
import { shellWord } from './shell-word.ts';

export interface SliceRow {
  dimension: string;
  name: string;
  value: string;
  n: string;
  misses: string;
  /** 0 to 1. */
  share: number;
  shareText: string;
}
export interface ExampleRow {
  record: string;
  where: string;
  what: string;
  howLate: string;
}

const dimensionWords = (name: string) => name.replace(/([A-Z])/g, ' $1').toLowerCase();

const judgedSlice = (slice: Evidence['objective']['slice']): string =>
  Object.keys(slice).length === 0 ? 'whole company' : sliceName(slice);

export const sliceRow = (evidence: Evidence, contribution: EvidenceContribution): SliceRow => {
  const at = contribution.slice.indexOf('=');
  return {
    dimension: at < 0 ? '' : dimensionWords(contribution.slice.slice(0, at)),
    name: contribution.slice.slice(at + 1),
    value: contribution.value === null ? '–' : formatValue(evidence.kpi.unit, contribution.value),
    // Within a slice, rows do not tell how much another slice holds: only its misses are known.
    n: contribution.value === null && contribution.n === 0 ? '–' : formatNumber(contribution.n),
    misses: formatNumber(contribution.misses),
    share: Math.min(1, Math.max(0, contribution.shareOfMisses)),
    shareText: formatValue('share', contribution.shareOfMisses, 0),
  };
};

/** Slices that are too small to be shown, as one row without figures. */
export const fewRows = (few: number): SliceRow[] =>
  few === 0
    ? []
    : [
        {
          dimension: `fewer than ${fewest}`,
          name: few === 1 ? 'other' : `${few} others`,
          ...{ value: '–', n: '–', misses: '–', share: 0, shareText: '–' },
        },
      ];

const counted = (amount: number, one: string, many: string) =>
  `${formatNumber(amount)} ${Math.abs(amount) === 1 ? one : many}`;

const howLate = ({ reason, lateDays, lateMinutes }: EvidenceExample): string => {
  if (lateDays !== undefined && lateDays >= 1) return `${counted(lateDays, 'day', 'days')} late`;
  if (lateMinutes !== undefined && lateMinutes >= 120) return `${formatNumber(lateMinutes / 60, 1)} h late`;
  if (lateMinutes !== undefined && lateMinutes > 0)
    return `${counted(Math.round(lateMinutes), 'minute', 'minutes')} late`;
  return reason === 'overdue' ? 'not delivered' : reason;
};

export const exampleRow = (evidence: Evidence, example: EvidenceExample): ExampleRow => {
  const said = [
    example.promised && `promised ${formatMoment(example.promised, evidence.timeZone)}`,
    example.deliveredAt && `delivered ${formatMoment(example.deliveredAt, evidence.timeZone)}`,
    !example.promised && !example.deliveredAt && formatShortDay(example.day),
    example.detail,
  ];
  return {
    record: example.subject,
    where: `${example.type}, ${example.namespace}`,
    what: said.filter(Boolean).join(' · '),
    howLate: howLate(example),
  };
};

/** What the mail's figures rest on, for whoever wants to check them. */
export const basisOf = (evidence: Evidence): Labelled[] => {
  const { objective, approval, kpi, reading, chosen, timeZone } = evidence;
  const approved = approval && `, approved by ${approval.author}, in force since ${formatDay(approval.effectiveFrom)}`;
  const reason = approval?.reason && ` (${approval.reason})`;
  return [
    { label: 'Objective', text: `${objective.id}, version ${objective.version}${approved ?? ''}${reason ?? ''}` },
    { label: 'Owner', text: evidence.ownerName ?? objective.owner },
    { label: 'Measure', text: `${kpi.title}: ${kpi.definition}` },
    { label: 'Policy', text: `version ${reading.policy}${chosen && `: ${chosen}`}` },
    {
      label: 'Judged',
      text: `${judgedSlice(objective.slice)}, ${reading.from} to ${reading.to}, least n ${formatNumber(objective.leastN)}`,
    },
    {
      label: 'Recorded',
      text: `${formatInstant(evidence.at, timeZone)} (${timeZone}), count (epoch) ${reading.epoch}`,
    },
  ];
};

export const commandsOf = ({ kpi, objective, reading, history }: Evidence): string[] => {
  const from = history[0]?.from ?? reading.from;
  const by = objective.window === 'day' || objective.window === 'week' ? objective.window : 'month';
  const slice = Object.keys(objective.slice).length > 0 ? ` --slice ${shellWord(sliceName(objective.slice))}` : '';
  return [`hoshin kpi ${shellWord(kpi.id)} --from ${from} --to ${reading.to} --by ${by}${slice}`, 'hoshin alerts'];
};

/** Rows tell the day on which anything came last, not the hour. */
const heard = (at: string, zone: string): string => (at.length === 10 ? formatDay(at) : formatInstant(at, zone));

/** The sources that owe data, and when each was last heard. */
export const sourcesOf = ({ silentSources, timeZone }: Evidence): Labelled[] =>
  (silentSources ?? []).map(({ source, lastSeen, cadenceHours }) => ({
    label: source,
    text:
      (lastSeen ? `last heard ${heard(lastSeen, timeZone)}` : 'never heard') +
      (cadenceHours ? `, due every ${formatNumber(cadenceHours, Number.isInteger(cadenceHours) ? 0 : 2)} h` : ''),
  }));

/** Which feed is silent, and since when; `undefined` where nothing is known of feeds. */
export const lastHeardOf = ({ silentSources = [], timeZone }: Evidence): Labelled[] | undefined => {
  const [first, ...others] = silentSources;
  if (!first) return undefined;
  const latest = silentSources
    .map(({ lastSeen }) => lastSeen ?? '')
    .sort()
    .at(-1);
  return [
    { label: 'Silent', text: others.length > 0 ? `${others.length + 1} feeds` : first.source },
    {
      label: 'Last heard',
      text: latest ? formatDay(latest.length === 10 ? latest : dayAt(Date.parse(latest), timeZone)) : 'never',
    },
  ];
};
