import { describe, expect, it, vi } from 'vitest';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { renderAlertMail } from '../../shared/mail/alert/alert-mail.ts';
import { chooseDetails, describeLeftOut } from '../../shared/mail/alert/group-details.ts';
import { groupView } from '../../shared/mail/alert/group-view.ts';
import {
  backEvidence,
  climbedEvidence,
  npsEvidence,
  severalEvidences,
  silentEvidence,
} from '../support/alert-mails.ts';
import { missedEvidence } from '../support/evidence.ts';

// Charts are drawn and made into pictures, on machines that may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

type Evidences = [Evidence, ...Evidence[]];
const notice = { id: 'jfo2k3x1-0123456789abcdef', why: 'top-management' };
const addressesOf = (evidences: Evidences) =>
  new Map(evidences.map(({ objective }) => [objective.id, `https://hoshin.example/v1/decide/${objective.id}`]));
const view = (...evidences: Evidences) => groupView(evidences, addressesOf(evidences));
const named = (evidence: Evidence, id: string, title: string): Evidence => ({
  ...evidence,
  objective: { ...evidence.objective, id, title },
});
const lengthOf = (text: string) => [...text].length;

describe('a mail about several alerts', () => {
  it('counts what happened and names the worst in its subject, its headline and its order', () => {
    const { subject, headline, summary, alerts } = view(...severalEvidences());
    expect(subject).toBe('2 targets missed, 3 more: On-time delivery Lyon 79.6 %, …');
    expect(headline).toBe('2 targets missed, 1 at risk, 1 without data, 1 process changed');
    expect(summary).toContain('On-time delivery Lyon is the furthest behind: 79.6 % in March 2018');
    expect(alerts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      'Missed 79.6 %',
      'Missed 12.0',
      'At risk 560 ppm',
      'No data no data',
      'Changed 91.8 %',
    ]);
  });

  it('has a subject that a phone shows, whatever the titles', () => {
    const titles = ['A', 'On-time delivery of everything to everybody'.repeat(3), 'Ünïcödé 🚚🚚🚚', 'B'];
    for (let count = 2; count <= 12; count++) {
      const [first = missedEvidence(), ...others] = Array.from({ length: count }, (_, at) =>
        named(missedEvidence(), `o-${at}`, titles[at % titles.length] ?? ''),
      );
      const { subject } = view(first, ...others);
      expect(lengthOf(subject)).toBeLessThanOrEqual(78);
      expect(subject).toMatch(new RegExp(`^${count} targets missed: `));
    }
    // One that does not fit gives way to the next that does.
    const long = 'On-time delivery of everything to everybody';
    expect(
      view(missedEvidence(), named(missedEvidence(), 'p', long), named(missedEvidence(), 'q', 'OTIF')).subject,
    ).toBe('3 targets missed: On-time delivery Lyon 79.6 %, OTIF 79.6 %, …');
    expect(view(npsEvidence(), named(npsEvidence(), 'b', 'B')).subject).toBe(
      '2 targets missed: B 12.0, Net promoter score 12.0',
    );
  });

  it('says what nobody acknowledged, and what is back', () => {
    const reminded = view(climbedEvidence(), backEvidence());
    expect(reminded.subject).toBe('Not acknowledged: 1 target missed, 1 more: On-time delivery Lyon 79.6 %, …');
    expect(reminded.summary).toContain('Nobody has acknowledged 1 of them.');
    expect(view(backEvidence(), named(backEvidence(), 'b', 'B')).headline).toBe('2 objectives back on target');
    expect(view(silentEvidence(), named(silentEvidence(), 'b', 'B')).subject).toMatch(/^2 objectives without data: /);
  });

  it('has buttons for each that is open, in both alternatives', async () => {
    const evidences = severalEvidences();
    const { html, text } = await renderAlertMail(evidences, notice, addressesOf(evidences));
    for (const choice of ['acknowledge', 'assign', 'accept'])
      for (const id of ['on-time-lyon', 'recommend', 'rejects', 'satisfied']) {
        const address = `https://hoshin.example/v1/decide/${id}?choice=${choice}`;
        expect(html.split(`href="${address}"`)).toHaveLength(2);
        expect(text.split('\n').filter((line) => line === address)).toHaveLength(1);
      }
    expect(html).not.toContain('decide/on-time?');
    expect(html.split('You need no account')).toHaveLength(2);
  });

  it('stays below what Gmail shows, however much happened, and says what it leaves out', async () => {
    for (const count of [8, 20, 45]) {
      const [first = missedEvidence(), ...others] = Array.from({ length: count }, (_, at) =>
        named(missedEvidence(), `objective-${at}`, `On-time delivery of product line ${at} <${'&'.repeat(60)}>`),
      );
      const evidences: Evidences = [first, ...others];
      const { html, text, images } = await renderAlertMail(evidences, notice, addressesOf(evidences));
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      const shown = html.match(/src="cid:([^"]*)"/g)?.map((src) => src.slice(9, -1));
      expect(images.map(({ cid }) => cid).sort()).toEqual(shown?.sort());
      const left = /Left out, so that mail programs show this mail whole: [^.]*\./.exec(html)?.[0];
      expect(left).toBeDefined();
      expect(text.replaceAll('\n', ' ')).toContain(left);
    }
  });
});

describe('how much is said of each', () => {
  const section = (full: number, brief: number) => ({ full, brief });
  it('is all where it fits', () => {
    expect(chooseDetails([section(30, 10), section(30, 10)], 60)).toEqual(['full', 'full']);
    expect(describeLeftOut(['full', 'full'])).toBe('');
  });
  it('is the buttons of all before the details of the worst, and the worst first', () => {
    expect(chooseDetails([section(30, 10), section(30, 10), section(30, 10)], 59)).toEqual(['full', 'brief', 'brief']);
    expect(chooseDetails([section(30, 10), section(90, 10), section(12, 10)], 52)).toEqual(['full', 'brief', 'full']);
    expect(chooseDetails([section(30, 10), section(30, 10)], 19)).toEqual(['brief', 'named']);
    expect(describeLeftOut(['full', 'brief', 'named', 'named'])).toBe(
      'Left out, so that mail programs show this mail whole: charts, slices and examples of 1; all but the overview of 2. "hoshin alerts" lists everything.',
    );
  });
});
