/** What somebody outside writes stays text, in every kind of mail, wherever it stands. */
import PostalMime from 'postal-mime';
import { describe, expect, it, vi } from 'vitest';
import { composeMime } from '../../shared/mail/mime.ts';
import { mailWriters, pages } from '../support/every-mail.ts';

// Charts are drawn and made into pictures, on machines that may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const hostile = [
  '<script>alert(1)</script>',
  '"><img src="https://evil.example/pixel.gif" onerror=alert(1)>',
  "' style='background:url(https://evil.example/x)' x='",
  'javascript:alert(1)',
  '</td></tr></table><style>*{display:none}</style>',
  '=HYPERLINK("https://evil.example";"Open")',
  "=cmd|' /C calc'!A0",
  '+1+cmd|x',
  '@SUM(A1:A9)',
  '-2+3',
  '\t=1+1',
  '\u200b=1+1',
  'Evil\r\nBcc: victim@company.example',
  'Evil\nContent-Type: text/html\n\n<h1>x</h1>',
  '%0d%0aBcc: victim@company.example',
  '\u202egpj.exe\u202c\u2066\u0000\u0007\u2028',
  'مورّد الشمال',
  '\ud800 lone',
  '{{7*7}} <%= 7 %>',
  'x'.repeat(256),
  '<!--[if mso]><p>',
  '&lt;b&gt; &amp; &#x3c;',
  '=?utf-8?B?PHNjcmlwdD4=?=',
];

/** Each text in its turn, beginning at one. */
const cycle = (texts: readonly string[], from: number) => {
  let at = from;
  return () => texts[at++ % texts.length] ?? '';
};
const write = async (kind: string, texts: readonly string[], from = 0, to = 'Anna Keller') => {
  const mail = await mailWriters[kind]?.(cycle(texts, from));
  if (!mail) throw new Error(`there is no mail ${kind}`);
  const raw = await composeMime(mail, {
    from: 'Hoshin <hoshin@company.example>',
    to: { name: to, address: 'anna.keller@company.example' },
    notice: 'jfo2k3x1-0123456789abcdef',
    configurationSet: 'hoshin-mails',
  });
  const parsed = await PostalMime.parse(raw);
  return { raw: Buffer.from(raw).toString('latin1'), parsed, html: parsed.html ?? '', text: parsed.text ?? '' };
};

/** Tags with the names of their attributes, without what the attributes hold. */
const tagsOf = (html: string) => new Set(html.replaceAll(/"[^"]*"/g, '').match(/<[^>]*>/g));
const stylesOf = (html: string) =>
  new Set(
    [...html.matchAll(/ style="([^"]*)"/g)].map(([, style]) =>
      style?.replaceAll(/width:\d+(px|%)|;white-space:normal/g, ''),
    ),
  );
const headersOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => line.split(':')[0]?.toLowerCase());
const linksOf = (html: string, attribute: string) =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, url]) => url ?? '');
// biome-ignore lint/suspicious/noControlCharactersInRegex: looks for them
const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
/** What a spreadsheet would run: in a cell of its own, which lines of text and elements of HTML become. */
const runs = /^[\s\u200b]*[=+\-@]/;
const cellsOf = (html: string) =>
  html
    .replace(/^[\s\S]*<body/, '<body')
    .split(/<(?!\/?(?:bdi|span|b)\b)[^>]*>/)
    .map((cell) => cell.replaceAll(/<[^>]*>/g, ''))
    .filter(Boolean);

describe.each(Object.keys(mailWriters))('%s', (kind) => {
  it('has both alternatives, and each of its images in its place', async () => {
    const { parsed, raw, html, text } = await write(kind, ['benign']);
    expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
    expect(html).toContain('<!doctype html>');
    expect(text.length).toBeGreaterThan(200);
    const cids = parsed.attachments.map(({ contentId }) => contentId?.replaceAll(/[<>]/g, ''));
    expect(linksOf(html, 'src').sort()).toEqual(cids.map((cid) => `cid:${cid}`).sort());
    for (const attachment of parsed.attachments)
      expect(attachment).toMatchObject({ mimeType: 'image/png', disposition: 'inline', related: true });
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    expect(raw).not.toMatch(/[^\r]\n/);
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  });

  it('keeps what somebody outside wrote as text', async () => {
    const benign = await write(kind, ['benign']);
    expect(benign.html).not.toMatch(/url\(|@import|expression\(/i);
    const sheet = (html: string) => html.match(/<style>[\s\S]*<\/style>/g);
    for (const from of [0, 8, 16]) {
      const { parsed, raw, html, text } = await write(kind, hostile, from, hostile[from + 12]);
      expect([...tagsOf(html)].filter((tag) => !tagsOf(benign.html).has(tag))).toEqual([]);
      expect([...stylesOf(html)].filter((style) => !stylesOf(benign.html).has(style))).toEqual([]);
      expect(sheet(html)).toEqual(sheet(benign.html));
      expect(headersOf(raw)).toEqual(headersOf(benign.raw));
      expect(parsed.to?.map(({ address }) => address)).toEqual(['anna.keller@company.example']);
      expect(parsed.subject).toBe(parsed.subject?.replaceAll(/[\r\n]/g, ''));
      expect((parsed.subject ?? '').length).toBeLessThanOrEqual(180);
      expect(`${html}${text}${parsed.subject}`).not.toMatch(unshowable);
      for (const url of linksOf(html, 'src')) expect(url).toMatch(/^cid:/);
      for (const url of linksOf(html, 'href')) expect(url.startsWith(pages), url).toBe(true);
      expect(text.split(/\r?\n/).filter((line) => runs.test(line) && line !== '-- ')).toEqual([]);
      expect(cellsOf(html).filter((cell) => runs.test(cell))).toEqual([]);
    }
  });
});
