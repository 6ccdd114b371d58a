/** Watches the pipeline itself: finds what stands still although people rely on it. Pure: told what is on the board. */

import type { Notice } from '../notice/notice.ts';
import { type Finding, type FindingId, findingWords } from './audit-findings.ts';
import { type Scheduled, type Station, scheduledNames, schedules } from './stations.ts';

/** What the board shows at one instant. Instants are ISO 8601, UTC. */
export interface PipelineSnapshot {
  /** Notices that are neither settled nor given up. */
  open: readonly Pick<Notice, 'id' | 'state' | 'createdAt' | 'leaseUntil' | 'notBefore' | 'triedAt'>[];
  /** Notices that recent transitions owe, and that are not on the board. */
  missing: readonly { objective: string; version: number; at: string; notices: readonly string[] }[];
  /** When each scheduled function last did all of its work. */
  beats: Partial<Record<Scheduled, string>>;
  /** The newest probe that each reader of a stream came by, and when it did. */
  echoes: Partial<Record<Station, { sentAt: string; at: string }>>;
  /** Since when the auditor has run without a gap: before, there was no probe to answer, and nobody is blamed. */
  watchedSince: string;
}

const minute = 60_000;

/** Since when a run watches: as the one before, or from now on if that was too long ago. */
export const watchedFrom = (
  { beats, watchedSince }: { beats: PipelineSnapshot['beats']; watchedSince?: string },
  now: number,
): string => {
  const at = new Date(now).toISOString();
  const { audit } = beats;
  const unbroken = audit !== undefined && now - Date.parse(audit) < schedules.audit.lateAfter * minute;
  return unbroken ? (watchedSince ?? at) : at;
};

/** Sweep drives what is open every five minutes: what it passed over three times will not go by itself. */
const stuckMs = 15 * minute;
/** As the alarms on the readers' iterators: a back-fill may keep fold busy for a while. */
const foldBehindMs = 60 * minute;
const readerBehindMs = 15 * minute;
/** Longer than the board's readers wait for a batch to fill: a probe that fold has only just passed on proves nothing. */
const passingMs = 2 * minute;

const ms = (instant: string) => Date.parse(instant);
const latest = (...instants: (string | undefined)[]): string =>
  instants.reduce<string>((a, b = '') => (a > b ? a : b), '');

const finding = (id: FindingId, since: string, seen: string): Finding => ({ id, since, seen, ...findingWords[id] });

const shown = 5;
const list = (ids: readonly string[]): string =>
  ids.slice(0, shown).join(', ') + (ids.length > shown ? ` and ${ids.length - shown} more` : '');
const mails = (count: number): string => (count === 1 ? '1 mail' : `${count} mails`);

/** From when on a notice could have been driven. */
const dueAt = ({ state, createdAt, leaseUntil, notBefore, triedAt }: PipelineSnapshot['open'][number]): string =>
  state === 'ambiguous' ? latest(createdAt, leaseUntil) : latest(createdAt, triedAt, notBefore);

const findStuck = ({ open }: PipelineSnapshot, now: number): Finding[] => {
  const stuck = open
    .map((notice) => ({ id: notice.id, due: dueAt(notice) }))
    .filter(({ due }) => now - ms(due) >= stuckMs);
  const since = stuck.map(({ due }) => due).sort()[0];
  if (since === undefined) return [];
  return [
    finding('notices-stuck', since, `${mails(stuck.length)} should have gone: ${list(stuck.map(({ id }) => id))}`),
  ];
};

const findMissing = ({ missing }: PipelineSnapshot): Finding[] => {
  const since = missing.map(({ at }) => at).sort()[0];
  if (since === undefined) return [];
  const moves = missing.map(({ objective, version }) => `${objective} ${version}`);
  const ids = missing.flatMap(({ notices }) => notices);
  return [finding('notices-missing', since, `${mails(ids.length)} of ${list(moves)} not on the board: ${list(ids)}`)];
};

const findStopped = ({ beats, watchedSince }: PipelineSnapshot, now: number): Finding[] =>
  scheduledNames.flatMap((name) => {
    const at = beats[name];
    // The auditor is its own witness: it is told of the run before this one, whatever it has seen since.
    const since = name === 'audit' ? (at ?? watchedSince) : latest(at, watchedSince);
    if (now - ms(since) < schedules[name].lateAfter * minute) return [];
    return [finding(`${name}-stopped`, since, at ? `last run ${at}` : `no run since ${since}`)];
  });

const findBehind = ({ beats, echoes, watchedSince }: PipelineSnapshot, now: number): Finding[] => {
  const { fold } = echoes;
  const counted = latest(fold?.sentAt, watchedSince);
  const asked = beats.audit ?? watchedSince;
  const behind =
    ms(asked) - ms(counted) >= foldBehindMs
      ? [
          finding(
            'fold-behind',
            counted,
            `the probe of ${asked} is not answered; that of ${fold?.sentAt ?? 'none'} was`,
          ),
        ]
      : [];
  // What fold has not passed on, nobody behind it can have seen.
  const passed = fold && now - ms(fold.at) >= passingMs ? fold : undefined;
  const readers = (['evaluate', 'notify'] as const).flatMap((name) => {
    const came = latest(echoes[name]?.at, watchedSince);
    if (!passed || ms(passed.at) - ms(came) < readerBehindMs) return [];
    return [finding(`${name}-behind`, came, `passed on at ${passed.at}, not answered since ${came}`)];
  });
  return [...behind, ...readers];
};

/**
 * What is wrong with the pipeline, in the order in which it concerns people; nothing on a healthy one.
 * @param now Milliseconds since 1970.
 */
export const auditPipeline = (snapshot: PipelineSnapshot, now: number): Finding[] => [
  ...findMissing(snapshot),
  ...findStuck(snapshot, now),
  ...findBehind(snapshot, now),
  ...findStopped(snapshot, now),
];
