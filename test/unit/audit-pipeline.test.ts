/** What the auditor finds, and what it does not take for a fault. */
import { describe, expect, test } from 'vitest';
import { findingWords } from '../../shared/core/audit/audit-findings.ts';
import { auditPipeline, type PipelineSnapshot, watchedFrom } from '../../shared/core/audit/audit-pipeline.ts';
import { type Scheduled, scheduledNames, schedules } from '../../shared/core/audit/stations.ts';

const now = Date.parse('2026-03-14T12:00:00.000Z');
/** So many minutes ago. */
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

/** Each function that a schedule calls, with when it last did all of its work. */
const beatsOf = (when: (name: Scheduled) => string): PipelineSnapshot['beats'] =>
  Object.fromEntries(scheduledNames.map((name) => [name, when(name)]));

const healthy: PipelineSnapshot = {
  open: [],
  missing: [],
  beats: beatsOf((name) => ago(schedules[name].every)),
  echoes: {
    fold: { sentAt: ago(5), at: ago(4.8) },
    evaluate: { sentAt: ago(5), at: ago(4.5) },
    notify: { sentAt: ago(5), at: ago(4.7) },
  },
  watchedSince: ago(10_000),
};
const found = (given: Partial<PipelineSnapshot>) => auditPipeline({ ...healthy, ...given }, now);
const ids = (given: Partial<PipelineSnapshot>) => found(given).map(({ id }) => id);

test('nothing is found on a healthy pipeline', () => {
  expect(found({})).toEqual([]);
});

test('every finding says what it means for people and what to do', () => {
  for (const { means, todo } of Object.values(findingWords)) {
    expect(means).toMatch(/^[A-Z].{20,}\.$/);
    expect(todo).toMatch(/^[A-Z].{15,}\.$/);
  }
});

describe('notices', () => {
  const pending = { id: 'n1', state: 'pending', createdAt: ago(15) } as const;
  test('one that sweep passed over three times is stuck', () => {
    const [finding] = found({ open: [pending, { ...pending, id: 'n2', createdAt: ago(90) }] });
    expect(finding).toMatchObject({
      ...{ id: 'notices-stuck', since: ago(90), seen: '2 mails should have gone: n1, n2' },
      ...findingWords['notices-stuck'],
    });
  });

  test('a new one, one that SES asked to wait for, and one that was just tried are not', () => {
    const waiting = [
      { ...pending, createdAt: ago(14) },
      { ...pending, createdAt: ago(90), notBefore: ago(-5) },
      { ...pending, createdAt: ago(90), notBefore: ago(10) },
      { ...pending, createdAt: ago(90), triedAt: ago(4) },
    ];
    expect(ids({ open: waiting })).toEqual([]);
  });

  test('one whose hand-over was never answered is stuck long after its lease, not within or right after it', () => {
    const ambiguous = { ...pending, state: 'ambiguous', createdAt: ago(90) } as const;
    expect(ids({ open: [{ ...ambiguous, leaseUntil: ago(15) }] })).toEqual(['notices-stuck']);
    expect(ids({ open: [{ ...ambiguous, leaseUntil: ago(14) }] })).toEqual([]);
    expect(ids({ open: [{ ...ambiguous, leaseUntil: ago(-2) }] })).toEqual([]);
  });

  test('many are counted, and the first few named', () => {
    const open = Array.from({ length: 7 }, (_, index) => ({ ...pending, id: `n${index}` }));
    expect(found({ open })[0]?.seen).toBe('7 mails should have gone: n0, n1, n2, n3, n4 and 2 more');
  });

  test('one that a transition owes and that is not on the board is missing', () => {
    const missing = [{ objective: 'on-time', version: 3, at: ago(60), notices: ['n1'] }];
    expect(found({ missing })).toMatchObject([
      { id: 'notices-missing', since: ago(60), seen: '1 mail of on-time 3 not on the board: n1' },
    ]);
  });
});

describe('schedules', () => {
  test.each([
    ['sweep', 15],
    ['digest', 45],
    ['rebuild', 30],
    ['outreach', 15],
    ['audit', 15],
  ] as const)('%s has stopped after %i minutes without a completed run, not before', (name, minutes) => {
    const beats = (last: number) => ({ beats: { ...healthy.beats, [name]: ago(last) } });
    expect(ids(beats(minutes - 1))).toEqual([]);
    expect(found(beats(minutes))).toMatchObject([{ id: `${name}-stopped`, since: ago(minutes) }]);
  });

  test('one that never ran is found once the auditor has watched for long enough', () => {
    const { sweep: _, ...beats } = healthy.beats;
    expect(ids({ beats, watchedSince: ago(14) })).toEqual([]);
    expect(found({ beats, watchedSince: ago(15) })).toMatchObject([
      { id: 'sweep-stopped', seen: `no run since ${ago(15)}` },
    ]);
  });

  test('after a gap of its own the auditor reports itself, and blames nobody for what it did not see', () => {
    const all = beatsOf(() => ago(180));
    const echo = { sentAt: ago(180), at: ago(179) };
    const after = { beats: all, echoes: { fold: echo, evaluate: echo, notify: echo }, watchedSince: ago(0) };
    expect(ids(after)).toEqual(['audit-stopped']);
  });

  test('the first run of all finds nothing', () => {
    expect(ids({ beats: {}, echoes: {}, watchedSince: ago(0) })).toEqual([]);
  });
});

test('the auditor watches since its first run, and anew after a gap', () => {
  expect(watchedFrom({ beats: {} }, now)).toBe(ago(0));
  expect(watchedFrom({ beats: { audit: ago(14) }, watchedSince: ago(600) }, now)).toBe(ago(600));
  expect(watchedFrom({ beats: { audit: ago(15) }, watchedSince: ago(600) }, now)).toBe(ago(0));
});

describe('readers of the streams', () => {
  const echoes = (fold: number, evaluate: number, notify: number): Pick<PipelineSnapshot, 'echoes'> => ({
    echoes: {
      fold: { sentAt: ago(fold), at: ago(fold - 0.2) },
      evaluate: { sentAt: ago(evaluate), at: ago(evaluate - 0.5) },
      notify: { sentAt: ago(notify), at: ago(notify - 0.3) },
    },
  });

  test('fold is behind when it has not answered for an hour; those behind it are not blamed', () => {
    expect(ids(echoes(60, 60, 60))).toEqual([]);
    expect(found(echoes(65, 65, 65))).toMatchObject([{ id: 'fold-behind', since: ago(65) }]);
  });

  test('fold is behind when it never answered', () => {
    expect(ids({ echoes: {}, watchedSince: ago(64) })).toEqual([]);
    expect(ids({ echoes: {}, watchedSince: ago(65) })).toEqual(['fold-behind']);
  });

  test('evaluate and notify are behind when they have not answered what fold passed on', () => {
    expect(ids(echoes(5, 20, 5))).toEqual([]);
    expect(found(echoes(5, 25, 5))).toMatchObject([{ id: 'evaluate-behind', since: ago(24.5) }]);
    expect(ids(echoes(5, 5, 25))).toEqual(['notify-behind']);
  });

  test('those behind fold get time to answer after fold has caught up', () => {
    expect(ids(echoes(1, 90, 90))).toEqual([]);
  });

  test('after a gap of the auditor each gets the same time to answer as ever', () => {
    const back = { watchedSince: ago(5) };
    expect(ids({ ...echoes(180, 180, 180), ...back })).toEqual([]);
    expect(ids({ ...echoes(5, 180, 180), ...back })).toEqual([]);
  });
});
