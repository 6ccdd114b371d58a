import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageDocument, pageHeaders } from '../../shared/pages/frame.ts';
import { decidePages } from '../support/decide-pages.ts';

const pages = Object.entries(decidePages()).map(([kind, page]) => [kind, pageDocument(page)] as const);

test.each(pages)('the page %s is small, and its policy lets in exactly the style that it has', (_, html) => {
  expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(pageHeaders['content-security-policy']).toContain(`style-src 'sha256-${hash}';`);
  expect(html.match(/<style/g)).toHaveLength(1);
});

test.each(pages)('the page %s has no script, no style beside its sheet, and loads nothing', (_, html) => {
  expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|\son\w+=|\sstyle=|url\(|@import|javascript:/i);
  expect(html.match(/https?:\/\/\S+/g) ?? []).toEqual(
    ['http://www.w3.org/2000/svg"'].slice(0, html.includes('<svg') ? 1 : 0),
  );
});

test.each(pages)('on the page %s there is one main heading, and every label has its field', (_, html) => {
  expect(html.match(/<h1>/g)).toHaveLength(1);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const wanted = [...html.matchAll(/(?:for|href|aria-describedby)="#?([^"]+)"/g)].flatMap(([, list = '']) =>
    list.split(' '),
  );
  for (const id of wanted) expect(ids).toContain(id);
});

test('what came from outside stays text on every page', () => {
  const evil = '</title><script>alert(1)</script>"\'><img src=x onerror=alert(1)>\u202eevil';
  const evidence = { company: evil, chosen: evil, ownerName: evil };
  for (const page of Object.values(decidePages({ name: evil, note: evil, evidence }))) {
    const html = pageDocument(page);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|<img|\u202e/);
  }
});

test('instants are said in the zone of the person, days in full', () => {
  const open = pageDocument(decidePages({ zone: 'America/Sao_Paulo', note: 'I call them.' }).open);
  expect(open).toContain('2 April 2018, 03:12 (America/Sao_Paulo)');
  expect(open).toContain('3 April 2019 at the latest');
});

test('an action is proposed for two weeks ahead, and may be given to oneself', () => {
  const assign = pageDocument(decidePages().assign);
  expect(assign).toContain('type="date" value="2018-04-16" min="2018-04-02" max="2019-04-03"');
  expect(assign).toContain('Claire Dubois (you)');
});
