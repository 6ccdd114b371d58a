import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { alertView } from '../../shared/mail/alert/alert-view.ts';
import { alertWords } from '../../shared/mail/alert/alert-words.ts';
import { climbedEvidence, forecastEvidence, processEvidence, silentEvidence } from '../support/alert-mails.ts';
import { missedEvidence } from '../support/evidence.ts';

const missed = (given: Partial<Evidence>): Evidence => ({ ...missedEvidence(), ...given });
const withReading = (evidence: Evidence, reading: Partial<Evidence['reading']>): Evidence => ({
  ...evidence,
  reading: { ...evidence.reading, ...reading },
});

describe('a miss that nobody acknowledged', () => {
  it('says for how long, who was told, and which step of the ladder this is', () => {
    const { badge, subject, summary } = alertWords(climbedEvidence());
    expect(badge).toBe('Target missed, not acknowledged');
    expect(subject).toBe('Not acknowledged: On-time delivery Lyon 79.6 %, target at least 90 % (March 2018)');
    expect(summary).toContain(
      'Nobody has acknowledged this for 26 business hours: Anna Roux and Jonas Berg were told on 1 April 2018. This is step 2 of 3 of its ladder.',
    );
    expect(summary).toContain('79.6 % in March 2018, from 333 deliveries due. The target is at least 90 %.');
  });

  it('counts days where every hour counts, one hour as one, and names no more people than can be read', () => {
    const since = '2018-04-01T05:12:00.000Z';
    const waited = (unacknowledged: Partial<NonNullable<Evidence['unacknowledged']>>) =>
      alertWords(missed({ reason: 'told-again', unacknowledged: { since, told: [], ...unacknowledged } })).summary;
    expect(waited({ hours: 170 })).toContain('Nobody has acknowledged this for 7 days. ');
    expect(waited({ hours: 71.9 })).toContain('for 71 hours.');
    expect(waited({ hours: 1.2, business: true })).toContain('for 1 business hour.');
    expect(waited({})).toContain('since 1 April 2018.');
    expect(waited({ hours: 170, told: ['Anna'] })).toContain('Anna was told on 1 April 2018.');
    expect(waited({ told: ['A', 'B', 'C', 'D', 'E', 'F'] })).toContain('A, B, C and 3 others were told');
    expect(waited({ told: ['A', 'B', 'C', 'D', 'E'] })).toContain('A, B, C and 2 others were told');
  });

  it('claims neither a gap nor proof that the reading of today does not show', () => {
    const back = alertWords(withReading(missed({ reason: 'told-again' }), { value: 0.912, interval: [0.87, 0.94] }));
    expect(back.headline).toBe('On-time delivery Lyon missed its target, and is not safely back');
    expect(back.summary).not.toContain('chance');
    const unproven = alertWords(
      withReading(missed({ reason: 'objective-changed' }), { value: 0.88, interval: [0.84, 0.91] }),
    );
    expect(unproven.summary).toContain('reaches the target: this period alone proves nothing');
    const nothing = alertWords(withReading(missed({ reason: 'silence-ended' }), { value: null, n: 0, interval: null }));
    expect(nothing.headline).toBe('On-time delivery Lyon missed its target, and now has no data');
    expect(nothing.summary).not.toContain('chance');
  });
});

describe('what has ended', () => {
  it('an acceptance: by whom, until when, and how it stands', () => {
    const { badge, summary } = alertWords(
      missed({ reason: 'acceptance-ended', accepted: { by: 'Elena Marlow', until: '2018-03-12' } }),
    );
    expect(badge).toBe('Acceptance ended');
    expect(summary).toContain('The risk was accepted until 12 March 2018 by Elena Marlow; it is still missed.');
  });

  it('a planned shutdown', () => {
    expect(alertWords(missed({ reason: 'silence-ended' })).summary).toContain(
      'It began during a planned shutdown, which is over.',
    );
  });
});

describe('a process that changed', () => {
  it('is told as that, never as a missed target, with its own figures and chart', () => {
    const view = alertView(processEvidence(), 'https://hoshin.example/v1/decide/token');
    expect(view.badge).toBe('Process changed');
    expect(view.subject).toBe('Process changed: On-time delivery around 24 March 2018, 93.1 % to 85.3 %');
    expect(view.headline).toBe('On-time delivery: the process changed around 24 March 2018');
    expect(view.summary).toContain('The target is another question: at least 90 %, with 91.8 % in March 2018: met.');
    expect([view.subject, view.headline, view.summary, view.badge].join(' ')).not.toMatch(/missed|misses/);
    expect(view.figures.map(({ text }) => text)).toEqual(['93.1 %', '85.3 %', '24 March 2018', 'at least 90 %']);
    expect(view.picture?.svg.match(/fill="#b54708"/g)?.length).toBeGreaterThanOrEqual(9);
    expect(view.picture?.rows.filter((row) => row.at(-1) === 'changed')).toHaveLength(9);
    expect(view.slices).toEqual([]);
    // There is nothing to decide about a target that is met.
    expect(view.buttons).toEqual([]);
  });

  it('keeps its own colours while the target is missed', () => {
    const view = alertView({ ...processEvidence(), to: 'missed' }, 'https://hoshin.example/v1/decide/token');
    expect(view.tone).toBe('warning');
    expect(view.buttons).toEqual([]);
  });
});

describe('what is to come', () => {
  it('stands below what is: for an open miss, not for others', () => {
    expect(alertView(forecastEvidence()).outlook).toBe(
      'The target of 90 % can no longer be met in March 2018: even a faultless rest (118 deliveries due) would end it at 88.2 %.',
    );
    expect(alertView({ ...forecastEvidence(), to: 'met', from: 'missed' }).outlook).toBe('');
  });
});

describe('the chart', () => {
  it('begins with the first period that has data', () => {
    const base = missedEvidence();
    const history = base.history.map((period, at) =>
      at < 9 ? { ...period, value: null, n: 0, interval: null } : period,
    );
    const { picture, since } = alertView({ ...base, history });
    expect(picture?.rows).toHaveLength(5);
    expect(picture?.alt).toContain('the last 4 months: from 92.7 % in December 2017 to 79.6 % in March 2018');
    expect(since).toContain('Of the last 4 months with data, 1 missed the target.');
  });
});

describe('a period', () => {
  it('has its preposition', () => {
    const said = (from: string, to: string) =>
      alertWords(withReading(missedEvidence(), { from, to })).summary.split(', ')[0];
    expect(said('2018-03-01', '2018-03-31')).toBe('79.6 % in March 2018');
    expect(said('2018-04-01', '2018-04-09')).toBe('79.6 % over 1–9 April 2018');
    expect(said('2018-04-01', '2018-04-01')).toBe('79.6 % on 1 April 2018');
  });
});

describe('silence', () => {
  it('says which feed, and since when, on the first screen', () => {
    const view = alertView(silentEvidence());
    expect(view.figures.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Value: no data',
      'Target: at least 85 %',
      'Silent: survey-tool',
      'Last heard: 28 March 2018',
    ]);
    const silentSources = [{ source: 'a' }, { source: 'b', lastSeen: '2018-04-02T23:30:00Z' }];
    expect(alertView({ ...silentEvidence(), silentSources }).figures.slice(2)).toEqual([
      { label: 'Silent', text: '2 feeds' },
      // In the company's zone it was past midnight.
      { label: 'Last heard', text: '3 April 2018' },
    ]);
  });

  it('does not claim that nothing came where some did before the feed stopped', () => {
    const { summary } = alertWords(withReading(silentEvidence(), { value: 0.91, n: 44 }));
    expect(summary).not.toContain('No answers');
    expect(summary).toContain('Until then it was 91.0 %');
  });
});

describe('the buttons', () => {
  const address = 'https://hoshin.example/v1/decide/token';
  it('lead to the page of each choice', () => {
    expect(alertView(missedEvidence(), address).buttons).toEqual([
      { label: 'Acknowledge', href: `${address}?choice=acknowledge` },
      { label: 'Assign an action', href: `${address}?choice=assign` },
      { label: 'Accept the risk', href: `${address}?choice=accept` },
    ]);
  });
  it('are only there while there is something to decide, and a page to decide it on', () => {
    expect(alertView(missedEvidence()).buttons).toEqual([]);
    expect(alertView(missed({ to: 'met', from: 'missed' }), address).buttons).toEqual([]);
    expect(alertView(missed({ to: 'insufficient' }), address).buttons).toEqual([]);
    expect(alertView(silentEvidence(), address).buttons).toHaveLength(3);
  });
});
