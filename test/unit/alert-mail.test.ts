import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { renderAlertMail } from '../../shared/mail/alert/alert-mail.ts';
import { alertWords } from '../../shared/mail/alert/alert-words.ts';
import { shellWord } from '../../shared/mail/alert/shell-word.ts';
import { composeMime } from '../../shared/mail/mime.ts';
import { missedEvidence } from '../support/evidence.ts';

const notice = { id: 'on-time-lyon-7-3f9a2b', why: 'top-management' };
const envelope = {
  from: 'Hoshin <hoshin@company.example>',
  to: { name: 'Anna Keller', address: 'anna.keller@company.example' },
  notice: notice.id,
  configurationSet: 'hoshin-mails',
};
const sent = async (evidence: Evidence, to = envelope.to) => {
  const raw = await composeMime(await renderAlertMail([evidence], notice), { ...envelope, to });
  return { raw: Buffer.from(raw).toString('latin1'), mail: await PostalMime.parse(raw) };
};
/** What a reader sees of HTML: no tags, entities resolved. */
const seen = (html: string) =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
/** Every text that somebody outside can choose is the one that is given. */
const evidenceNaming = (value: string): Evidence => {
  const base = missedEvidence();
  return {
    ...base,
    company: value,
    objective: { ...base.objective, title: value, owner: value, slice: { site: value } },
    approval: { author: value, reason: value, effectiveFrom: '2018-01-01' },
    kpi: { ...base.kpi, title: value, counts: value, definition: value },
    chosen: value,
    contributions: base.contributions.map((each) => ({ ...each, slice: `carrier=${value}` })),
    examples: base.examples.map((each) => ({ ...each, subject: value, namespace: value, detail: value })),
  };
};
/** The tags and attributes of a document, without what the attributes hold. */
const skeleton = (html: string) => html.replaceAll(/"[^"]*"/g, '').match(/<[^>]*>/g);
const header = (mail: { headers: { key: string; value: string }[] }, key: string) =>
  mail.headers.filter((each) => each.key === key).map(({ value }) => value);

describe('the mail of a missed target', () => {
  it('says everything in its order, in both alternatives', async () => {
    const { mail } = await sent(missedEvidence());
    const order = [
      'On-time delivery Lyon misses its target by 10.4 points',
      '79.6 % in March 2018, from 333 deliveries due',
      'at least 90 %',
      '333',
      '74.9 – 83.6 %',
      'missed since 1 march 2018',
      'alpes fret',
      '55.2 %',
      '63 %',
      'so-2018-03117',
      'promised 14 mar 2018',
      'delivered 23 mar 2018 16:40',
      'version 2',
      'version 3: calendar-day rule, first promise',
      'hoshin kpi on-time-delivery --from 2017-03-01 --to 2018-03-31',
    ];
    for (const body of [seen(mail.html ?? ''), (mail.text ?? '').replaceAll(/\s+/g, ' ')]) {
      let at = body.indexOf('On-time delivery Lyon misses its target');
      for (const piece of order) {
        const found = body.toLowerCase().indexOf(piece.toLowerCase(), at);
        expect(found, `${piece} after position ${at}`).toBeGreaterThanOrEqual(0);
        at = found;
      }
    }
  });

  it('shows the chart inline, with words in its place, and loads nothing from outside', async () => {
    const { mail } = await sent(missedEvidence());
    expect(mail.attachments).toHaveLength(1);
    const [chart] = mail.attachments;
    expect(chart).toMatchObject({ mimeType: 'image/png', disposition: 'inline', related: true });
    const references = [...(mail.html ?? '').matchAll(/\ssrc="([^"]*)"/g)].map(([, url]) => url);
    expect(references).toEqual([`cid:${chart?.contentId?.replaceAll(/[<>]/g, '')}`]);
    expect(mail.html).toContain('alt="On-time delivery, the last 13 months: from 94.2 % in March 2017');
    expect(mail.html).not.toMatch(/https?:|url\(/);
  });

  it('carries its id for SES and for people, and asks for no answer from machines', async () => {
    const { mail, raw } = await sent(missedEvidence());
    expect(mail.subject).toBe('Missed: On-time delivery Lyon 79.6 %, target at least 90 % (March 2018)');
    expect(header(mail, 'x-hoshin-notice')).toEqual([notice.id]);
    expect(header(mail, 'x-ses-message-tags')).toEqual([`notice=${notice.id}`]);
    expect(header(mail, 'x-ses-configuration-set')).toEqual(['hoshin-mails']);
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(raw).not.toMatch(/^List-/im);
    expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*multipart\/related[\s\S]*text\/html/);
  });
});

describe('slices of which only the misses are known', () => {
  it('stand without value and n, in both alternatives', async () => {
    const evidence = missedEvidence();
    const contributions = evidence.contributions.map((each) => ({ ...each, value: null, n: 0 }));
    const { mail } = await sent({ ...evidence, contributions });
    expect(seen(mail.html ?? '')).toMatch(/Slice Misses Share Alpes Fret carrier 43 63 %/);
    expect(mail.text).toMatch(/Alpes Fret \(carrier\) +43 +63 %/);
  });
});

describe('each state has words of its own', () => {
  const reading = (value: number | null, n: number, interval: [number, number] | null) => ({
    ...missedEvidence().reading,
    value,
    n,
    interval,
  });
  it.each([
    ['at-risk', 'met', reading(0.872, 250, [0.825, 0.908]), 'is 2.8 points below its target, not yet proven'],
    ['met', 'missed', reading(0.931, 333, [0.899, 0.954]), 'is back on target'],
    ['silent', 'met', reading(null, 0, null), 'has gone silent'],
    ['insufficient', 'met', reading(0.75, 12, [0.47, 0.91]), 'has too few deliveries due to be judged'],
  ] as const)('%s', async (to, from, read, words) => {
    const { mail } = await sent({ ...missedEvidence(), from, to, reading: read });
    expect(seen(mail.html ?? '')).toContain(`On-time delivery Lyon ${words}`);
    expect(mail.text?.replaceAll('\n', ' ')).toContain(`On-time delivery Lyon ${words}`);
    expect(mail.subject).not.toContain('Missed');
  });

  it('silent: says which feeds owe data', async () => {
    const silentSources = [{ source: 'erp-lyon', lastSeen: '2018-03-28T10:00:00Z', cadenceHours: 24 }];
    const { mail } = await sent({
      ...missedEvidence(),
      to: 'silent',
      reading: reading(null, 0, null),
      silentSources,
      history: [],
    });
    expect(mail.text).toContain('erp-lyon  last heard 28 March 2018, 12:00, due every 24 h');
    expect(mail.attachments).toHaveLength(0);
  });

  it('at most: the wrong side is above', async () => {
    const evidence = missedEvidence();
    const { mail } = await sent({
      ...evidence,
      objective: { ...evidence.objective, title: 'Rejects', target: 500, direction: 'at-most' },
      kpi: { ...evidence.kpi, unit: 'ppm', counts: 'units inspected', better: 'lower' },
      reading: reading(1250, 40_000, [1000, 1500]),
    });
    expect(mail.subject).toBe('Missed: Rejects 1,250 ppm, target at most 500 ppm (March 2018)');
    expect(mail.text?.replaceAll('\n', ' ')).toContain('lies above the target');
  });
});

describe('values from outside', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    "=cmd|' /C calc'!A0",
    'Evil\r\nBcc: victim@company.example',
    '\u202egpj.exe\u0000\u2028',
    'مورّد الشمال',
    'x'.repeat(256),
    '{{7*7}}%0d%0aBcc:',
  ];

  it.each(hostile)('%j stays text wherever it stands', async (value) => {
    const { mail, raw } = await sent(evidenceNaming(value), { name: value, address: envelope.to.address });
    const html = mail.html ?? '';
    expect(skeleton(html)).toEqual(skeleton((await sent(evidenceNaming('benign'))).mail.html ?? ''));
    expect(['\u0000', '\u202e', '\u2028'].filter((each) => `${html}${mail.text}`.includes(each))).toEqual([]);
    expect(mail.to).toHaveLength(1);
    expect(mail.to?.[0]?.address).toBe(envelope.to.address);
    expect(mail.bcc ?? []).toEqual([]);
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]/g, ' ');
    expect(headers.split('\r\n').map((line) => line.split(':')[0]?.toLowerCase())).toEqual([
      'x-hoshin-notice',
      'x-ses-configuration-set',
      'x-ses-message-tags',
      'auto-submitted',
      'from',
      'to',
      'subject',
      'message-id',
      'date',
      'mime-version',
      'content-type',
    ]);
    expect((mail.subject ?? '').length).toBeLessThanOrEqual(180);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    expect(raw).not.toMatch(/[^\r]\n/);
  });

  it('an address that could name a second person, and an id that could end a header, are refused', async () => {
    const mail = await renderAlertMail([missedEvidence()], notice);
    for (const address of [
      'a@b.example, c@d.example',
      'a@b.example\r\nBcc: c@d.example',
      '<a@b.example>',
      'nobody',
      '',
    ])
      await expect(composeMime(mail, { ...envelope, to: { name: 'A', address } })).rejects.toThrow('address');
    await expect(composeMime(mail, { ...envelope, notice: 'a\r\nBcc: b' })).rejects.toThrow('id of the notice');
  });

  it('a command that is shown can be pasted into a shell', () => {
    expect(shellWord('site=Lyon')).toBe('site=Lyon');
    expect(shellWord("carrier=x'; rm -rf ~ #\n")).toBe("'carrier=x'\\''; rm -rf ~ # '");
    expect(shellWord('carrier=$(id)')).toBe("'carrier=$(id)'");
  });
});

it('data again: does not claim what the first reading after a silence does not show', () => {
  const evidence = { ...missedEvidence(), from: 'silent', to: 'missed', reason: 'source-speaks' } as const;
  const { subject, summary } = alertWords({ ...evidence, reading: { ...evidence.reading, n: 3 } });
  expect(subject).toContain('Data again');
  expect(summary).toContain('from 3 deliveries due');
  expect(summary).toContain('was missed before the silence');
  expect(summary).not.toContain('chance');
});
