import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readMap } from '../../cli/import/read-map.ts';
import { HoshinEvent } from '../../events/event.ts';
import { detectEncoding } from '../../shared/import/detect-encoding.ts';
import { importText } from '../support/import-rows.ts';

const inspections = `
type: inspection
id: lot
time: { constant: '2026-03-31T00:00:00Z' }
fields:
  result.inspectedAt: at
  result.inspected: n
  result.rejected: bad
  result.site: site
`;

describe('reading hostile files', () => {
  const rows = ['lot,at,n,bad,site', 'L1,2026-03-01,10,1,Lyon', 'L2,2026-03-02,20,0,Gdańsk'];
  const data = (site: string, lot: 'L1' | 'L2') => ({
    result:
      lot === 'L1'
        ? { inspectedAt: '2026-03-01', inspected: 10, rejected: 1, site }
        : { inspectedAt: '2026-03-02', inspected: 20, rejected: 0, site },
  });

  test.each([
    ['LF', '\n'],
    ['CR-LF', '\r\n'],
    ['CR alone', '\r'],
    ['CR-CR-LF', '\r\r\n'],
  ])('line ends of %s are read', async (_, end) => {
    const { events, rejected } = await importText(`${rows.join(end)}${end}`, inspections);
    expect(rejected).toEqual([]);
    expect(events.map((event) => event.data)).toEqual([data('Lyon', 'L1'), data('Gdańsk', 'L2')]);
  });

  test('a byte-order mark is no part of the first column', async () => {
    const { events } = await importText(`\ufeff${rows.join('\n')}`, inspections);
    expect(events.map(({ subject }) => subject)).toEqual(['L1', 'L2']);
  });

  const latin = Buffer.from(rows.join('\n').replace('Gdańsk', 'Köln'), 'latin1');
  const utf16le = Buffer.from(rows.join('\r\n'), 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();
  const mark = (bytes: Buffer, ...at: number[]) => Buffer.concat([Buffer.from(at), bytes]);

  test.each([
    ['UTF-16 LE with a mark', mark(utf16le, 0xff, 0xfe), 'utf-16le', false, 'Gdańsk'],
    ['UTF-16 BE with a mark', mark(utf16be, 0xfe, 0xff), 'utf-16be', false, 'Gdańsk'],
    ['UTF-16 LE without one', utf16le, 'utf-16le', true, 'Gdańsk'],
    ['UTF-16 BE without one', utf16be, 'utf-16be', true, 'Gdańsk'],
    ['UTF-8 without one', Buffer.from(rows.join('\n')), 'utf-8', false, 'Gdańsk'],
    ['Windows-1252', latin, 'windows-1252', true, 'Köln'],
    ['Windows-1252, gzipped', gzipSync(latin), 'windows-1252', true, 'Köln'],
  ] as const)('%s is told by the file itself', async (_, bytes, encoding, doubtful, site) => {
    const { events, opened } = await importText(bytes, inspections);
    expect(events[1]?.data).toEqual(data(site, 'L2'));
    expect(opened.encoding).toEqual({ encoding, doubtful });
  });

  test('a fault of reading is no encoding', async () => {
    const file = {
      name: 'rows.csv',
      open(): AsyncIterable<Uint8Array> {
        throw new TypeError('terminated');
      },
    };
    await expect(detectEncoding(file)).rejects.toThrow('terminated');
  });

  test('the encoding that the map names counts, whatever the file looks like', async () => {
    const { events, opened } = await importText(Buffer.from(rows.join('\n')), `${inspections}encoding: windows-1252`);
    expect(events[1]?.data).toEqual(data('GdaÅ„sk', 'L2'));
    expect(opened.encoding).toEqual({ encoding: 'windows-1252', doubtful: false });
  });

  test('bytes that are not of the encoding that the map names stop the import, with what to do', async () => {
    await expect(importText(latin, `${inspections}encoding: utf-8`)).rejects.toThrow(
      /is not written in utf-8: give the map's encoding/,
    );
  });

  test('a byte-order mark that says otherwise than the map is not read over', async () => {
    await expect(importText(`\ufeff${rows.join('\n')}`, `${inspections}encoding: latin1`)).rejects.toThrow(
      /begins with the mark of utf-8, and the map's encoding is latin1: leave the encoding out of the map/,
    );
    const { events } = await importText(mark(utf16le, 0xff, 0xfe), `${inspections}encoding: utf-16le`);
    expect(events).toHaveLength(2);
  });

  test('a gzipped file is told by its bytes, not by its name', async () => {
    const { events } = await importText(gzipSync(rows.join('\n')), inspections);
    expect(events).toHaveLength(2);
  });

  test('quotes hold delimiters and line breaks', async () => {
    const { events } = await importText(
      'lot;at;n;bad;site\nL1;2026-03-01;10;1;"Lyon; ""east"""\n',
      `${inspections}csv: { delimiter: ';' }`,
    );
    expect(events[0]?.data).toEqual(data('Lyon; "east"', 'L1'));
  });

  test('a row of another width is rejected, and its neighbours are not', async () => {
    const { events, rejected } = await importText(
      [...rows, 'L3,2026-03-03', 'L4,2026-03-04,1,0,Lyon'].join('\n'),
      inspections,
    );
    expect(events.map(({ subject }) => subject)).toEqual(['L1', 'L2', 'L4']);
    expect(rejected).toEqual([{ row: 4, reasons: ['has 2 columns where the first line has 5'] }]);
  });

  test.each(['\n', '\r\n', '\r', '\r\r\n'])('empty lines are no rows, but count: %j', async (end) => {
    const lines = ['', 'A note', '', ...rows.slice(0, 2), '', '', 'L3,2026-03-03', rows[2], '', ''];
    const { events, rejected } = await importText(lines.join(end), `${inspections}csv: { skip: 1 }`);
    expect(events.map(({ subject }) => subject)).toEqual(['L1', 'L2']);
    expect(rejected.map(({ row }) => row)).toEqual([8]);
  });

  test('a quote that is never closed stops the import instead of swallowing the file', async () => {
    const open = `${rows.join('\n')}\nL3,"2026-03-03,1,0,Lyon\n${'L4,2026-03-04,1,0,Lyon\n'.repeat(20_000)}`;
    await expect(importText(open, inspections)).rejects.toThrow(/quote/);
  });

  test('columns go by number in a file without a header', async () => {
    const map = inspections
      .replace('id: lot', 'id: 1')
      .replace(': at', ': 2')
      .replace(': n\n', ': 3\n')
      .replace(': bad', ': 4')
      .replace(': site', ': 5');
    const { events } = await importText(rows.slice(1).join('\n'), `${map}csv: { header: false }`);
    expect(events.map((event) => event.data)).toEqual([data('Lyon', 'L1'), data('Gdańsk', 'L2')]);
  });

  test('NDJSON is read line by line, and a broken line is rejected alone', async () => {
    const lines = ['{"lot":"L1","at":"2026-03-01","n":10,"bad":1,"site":"Lyon"}', '{"lot":', '[1]', '', '7'];
    const { events, rejected } = await importText(lines.join('\r\n'), inspections, 'rows.ndjson');
    expect(events.map((event) => event.data)).toEqual([data('Lyon', 'L1')]);
    expect(rejected.map(({ row }) => row)).toEqual([2, 3, 5]);
  });

  test('reasons quote nothing of a line or a row that cannot be read: it may be about somebody', async () => {
    const { rejected } = await importText('{"name": Jean}\n"Jean"\n', inspections, 'rows.ndjson');
    expect(rejected.map(({ reasons }) => reasons)).toEqual([['is not JSON'], ['is not an object']]);
    const fault = await importText(`${rows.join('\n')}\nJean "Jo",2,3,4,5\n`, inspections).catch(String);
    expect(fault).toMatch(/a quote is found on field 0 at line 4\. If quotes are plain text/);
  });

  test('a JSON array is read item by item, nested values by their path', async () => {
    const items = [{ lot: 'L1', at: '2026-03-01', counts: { n: 10, bad: 1 }, site: 'Lyon' }];
    const map = inspections.replace(': n\n', ': counts.n\n').replace(': bad', ': counts.bad');
    const { events } = await importText(JSON.stringify(items), map, 'rows.json');
    expect(events.map((event) => event.data)).toEqual([data('Lyon', 'L1')]);
  });

  test('JSON that is no array, or breaks off, is said', async () => {
    await expect(importText('{"a":1}', inspections, 'rows.json')).rejects.toThrow(/is not a JSON array/);
    await expect(importText('[{"lot":"L1"},{"lot"', inspections, 'rows.json')).rejects.toThrow(/is not a JSON array/);
  });

  test('a column that the file lacks is told before anything is mapped', async () => {
    await expect(importText('lot,when,n,bad,site\n', inspections)).rejects.toThrow(
      "the file has no column 'at'; it has 'lot', 'when', 'n', 'bad', 'site'",
    );
  });

  test('a column that stands twice is refused, unless the map goes by number', async () => {
    const content = 'lot,at,at,n,bad,site\nL1,x,2026-03-01,10,1,Lyon\n';
    await expect(importText(content, inspections)).rejects.toThrow(/stands twice/);
    const { events } = await importText(content, inspections.replace(': at', ': 3'));
    expect(events[0]?.data).toEqual(data('Lyon', 'L1'));
  });
});

const deliveries = (fields: string, more = 'timeZone: Europe/Berlin') => `
type: delivery
id: id
time: { constant: '2026-03-31T00:00:00Z' }
${more}
fields:
${fields}
`;
const firstData = async (content: string, map: string) => {
  const { events, rejected } = await importText(content, map);
  return rejected[0]?.reasons ?? events[0]?.data;
};

describe('values', () => {
  test('patterns are tried in order, and the first that fits counts', async () => {
    const map = deliveries('  promise.first: { column: due, date: [dd/MM/yyyy, MM/dd/yyyy, yyyy-MM-dd] }');
    const { events } = await importText('id,due\nA,03/04/2026\nB,03/14/2026\nC,2026-03-14\n', map);
    expect(events.map(({ data }) => data.promise)).toEqual([
      { first: '2026-04-03' },
      { first: '2026-03-14' },
      { first: '2026-03-14' },
    ]);
  });

  test('a local time is read in the zone of the map, in winter and in summer', async () => {
    const map = deliveries('  promise.first: { column: due, date: yyyy-MM-dd HH:mm }');
    const { events } = await importText('id,due\nA,2026-01-14 09:30\nB,2026-07-14 09:30\n', map);
    expect(events.map(({ data }) => data.promise)).toEqual([
      { first: '2026-01-14T08:30:00.000Z' },
      { first: '2026-07-14T07:30:00.000Z' },
    ]);
  });

  test('without a zone in the map, a local time is read in the zone of the company, or not at all', async () => {
    const map = deliveries('  promise.first: { column: due, date: yyyy-MM-dd HH:mm }', '');
    const content = 'id,due\nA,2026-01-14 09:30\n';
    const { events } = await importText(content, map, 'rows.csv', { timeZone: 'America/Sao_Paulo' });
    expect(events[0]?.data).toEqual({ promise: { first: '2026-01-14T12:30:00.000Z' } });
    expect(await firstData(content, map)).toEqual(["promise.first: has no offset: give the map's timeZone"]);
  });

  test('a date and a time of two columns make one moment, on the next day where the map says so', async () => {
    const map = deliveries(
      '  promise.first: { column: day, date: yyyy-MM-dd, time: { column: arr, pattern: HHmm, nextDayIfBefore: dep } }',
      'timeZone: UTC',
    );
    const { events } = await importText(
      'id,day,dep,arr\nA,2026-03-14,830,1015\nB,2026-03-14,2350,15\nC,2026-03-14,2200,2400\n',
      map,
    );
    expect(events.map(({ data }) => data.promise)).toEqual([
      { first: '2026-03-14T10:15:00.000Z' },
      { first: '2026-03-15T00:15:00.000Z' },
      { first: '2026-03-15T00:00:00.000Z' },
    ]);
  });

  test('a duration is added or taken away, from a column or as it stands', async () => {
    const map = deliveries(`
  promise.first: { column: arrived, minus: { minutes: late } }
  promise.latest: { column: arrived, date: iso, plus: { hours: 1.5 } }
  promise.requested: { column: day, date: yyyy-MM-dd, plus: { days: 30 } }`);
    expect(await firstData('id,arrived,late,day\nA,2026-03-14T10:00:00Z,-12.5,2026-02-10\n', map)).toEqual({
      promise: {
        first: '2026-03-14T10:12:30.000Z',
        latest: '2026-03-14T11:30:00.000Z',
        requested: '2026-03-12',
      },
    });
  });

  test('a duration that is empty leaves nothing, and one that is no number is a reason', async () => {
    const map = deliveries(
      '  promise.first: { column: at, minus: { minutes: late } }\n  about.site: { constant: X }\n  about.carrier: c',
    );
    expect(await firstData('id,at,late,c\nA,2026-03-14T10:00:00Z,,DHL\n', map)).toEqual({
      about: { site: 'X', carrier: 'DHL' },
    });
    expect(await firstData('id,at,late,c\nA,2026-03-14T10:00:00Z,soon,DHL\n', map)).toEqual([
      'promise.first: column late must be a number of minutes (is "soon")',
    ]);
  });

  test('N/A is a value in one column and a hole in another', async () => {
    const map = deliveries(
      '  promise.first: due\n  about.site: { column: site, none: [] }\n  about.region: region',
      'timeZone: UTC\nnone: [N/A]',
    );
    expect(await firstData('id,due,site,region\nA,2026-03-14,N/A,N/A\n', map)).toEqual({
      promise: { first: '2026-03-14' },
      about: { site: 'N/A' },
    });
  });

  test('values stand for others; one that is not named is a reason, unless otherwise says', async () => {
    const fields = (more: string) =>
      deliveries(`  promise.first: due\n  promise.cancelled: { column: s, values: { C: true, O: ~ }${more} }`);
    expect(await firstData('id,due,s\nA,2026-03-14,C\n', fields(''))).toEqual({
      promise: { first: '2026-03-14', cancelled: true },
    });
    expect(await firstData('id,due,s\nA,2026-03-14,O\n', fields(''))).toEqual({ promise: { first: '2026-03-14' } });
    expect(await firstData('id,due,s\nA,2026-03-14,X\n', fields(''))).toEqual([
      'promise.cancelled: is "X", which `values` does not name (C, O)',
    ]);
    expect(await firstData('id,due,s\nA,2026-03-14,X\n', fields(', otherwise: ~'))).toEqual({
      promise: { first: '2026-03-14' },
    });
  });

  test('of a list the first that has a value counts, and when it holds', async () => {
    const map = deliveries(`
  progress.state:
    - { constant: delivered, when: { column: arrived, present: true } }
    - { constant: failed, when: [{ column: s, is: [X, Y] }, { column: s, not: Y }] }
    - { constant: pending }
  progress.deliveredAt: arrived`);
    const { events } = await importText('id,arrived,s\nA,2026-03-14,X\nB,,X\nC,,Y\n', map);
    expect(events.map(({ data }) => data.progress)).toEqual([
      { state: 'delivered', deliveredAt: '2026-03-14' },
      { state: 'failed' },
      { state: 'pending' },
    ]);
  });

  test('numbers are read with a decimal comma and grouped thousands', async () => {
    const map = deliveries(
      "  lines.items.0.id: { constant: '1' }\n  lines.items.0.ordered: { column: o, decimal: ',' }\n  lines.items.0.delivered: { column: d, decimal: ',' }",
    );
    expect(await firstData('id;o;d\nA;1.234,5;1 200\n', `${map}csv: { delimiter: ';' }`)).toEqual({
      lines: { items: [{ id: '1', ordered: 1234.5, delivered: 1200 }] },
    });
  });

  test('a number whose sign of thousands parts no thousands is not guessed at', async () => {
    const map = deliveries(
      "  lines.items.0.id: { constant: '1' }\n  lines.items.0.ordered: { column: o, decimal: ',' }",
    );
    for (const wrong of ['1.5', '1.2345', '1234.567,5', '1.234 567'])
      expect(await firstData(`id;o\nA;${wrong}\n`, `${map}csv: { delimiter: ';' }`)).toEqual([
        `lines.items.0.ordered: must be a number (is "${wrong}")`,
      ]);
    const ordered = async (text: string, name?: string) =>
      (await importText(text, `${map}csv: { delimiter: ';' }`, name)).events[0]?.data;
    // Lakh and crore, and what JSON holds as a number.
    expect(await ordered("id;o\nA;12'34'567,5\n")).toEqual({ lines: { items: [{ id: '1', ordered: 1234567.5 }] } });
    expect(await ordered('{"id":"A","o":1.5}', 'a.ndjson')).toEqual({ lines: { items: [{ id: '1', ordered: 1.5 }] } });
  });

  test('a line of which nothing is known leaves no hole before the next one', async () => {
    const map = deliveries(
      '  lines.items.0.id: a\n  lines.items.0.ordered: n\n  lines.items.1.id: b\n  lines.items.1.ordered: m',
    );
    expect(await firstData('id,a,n,b,m\nA,,,L2,5\n', map)).toEqual({ lines: { items: [{ id: 'L2', ordered: 5 }] } });
  });

  test('what is no number, no date or no truth value is a reason that names the field and the value', async () => {
    const map = deliveries(
      "  lines.items.0.id: { constant: '1' }\n  lines.items.0.ordered: o\n  promise.first: due\n  progress.damaged: x",
    );
    expect(await firstData('id,o,due,x\nA,1.2.3,14.3.2026,maybe\n', map)).toEqual([
      'lines.items.0.ordered: must be a number (is "1.2.3")',
      'promise.first: must be a date like iso (is "14.3.2026")',
      'progress.damaged: must be true or false (is "maybe"); say with `values` what it stands for',
    ]);
  });

  test('a facet of which nothing but constants has a value is left out, and so is a customer', async () => {
    const map = deliveries(
      '  promise.first: due\n  progress.state: { constant: delivered }\n  progress.deliveredAt: at\n  about.customer.name: name\n  about.customer.language: { constant: pt }\n  about.site: { constant: Lyon }',
    );
    expect(await firstData('id,due,at,name\nA,2026-03-14,,\n', map)).toEqual({ promise: { first: '2026-03-14' } });
    expect(await firstData('id,due,at,name\nA,2026-03-14,,Ana\n', map)).toEqual({
      promise: { first: '2026-03-14' },
      about: { customer: { name: 'Ana', language: 'pt' }, site: 'Lyon' },
    });
  });

  test('a row without any value is rejected', async () => {
    expect(await firstData('id,due\nA,\n', deliveries('  promise.first: due'))).toEqual([
      'fields: not one of them has a value',
    ]);
  });
});

describe('survey answers', () => {
  const answers = `
type: response
id: token
time: at
fields:
  answer.answeredAt: at
  answer.survey: survey
  answer.surveyVersion: version
  answer.nps: score
  answer.choices.reason: { column: reasons, split: ';', values: { Late: late, Damaged: damaged, Other: ~ } }
  answer.texts.why: why
  answer.onTime: { column: onTime, values: { Y: true, N: false } }
`;
  const header = 'token,at,survey,version,score,reasons,why,onTime';
  const first = 't1,2026-03-17T19:00:00Z,after-delivery,2,9,';

  test('are imported with choices, words by question, and the outcome of the delivery', async () => {
    const { events, rejected } = await importText(`${header}\n${first}Late; Damaged;Other,rain,N\n`, answers);
    expect(rejected).toEqual([]);
    expect(events[0]?.data).toEqual({
      answer: {
        answeredAt: '2026-03-17T19:00:00.000Z',
        ...{ survey: 'after-delivery', surveyVersion: 2, nps: 9, onTime: false },
        choices: { reason: ['late', 'damaged'] },
        texts: { why: 'rain' },
      },
    });
    expect(HoshinEvent.safeParse(events[0]).success).toBe(true);
  });

  test('that hold a choice that the map does not name are rejected', async () => {
    const { rejected } = await importText(`${header}\n${first}Early,,Y\n`, answers);
    expect(rejected[0]?.reasons).toEqual([
      'answer.choices.reason: is "Early", which `values` does not name (Late, Damaged, Other)',
    ]);
  });

  test('and invitations are two records of one row: two maps, with ids that differ', async () => {
    const invitations = `
type: response
id: [survey, token]
time: at
fields:
  invitation.invitedAt: at
  invitation.survey: survey
`;
    const { events } = await importText(`${header}\n${first},,\n`, invitations);
    expect(events[0]?.subject).toBe('after-delivery/t1');
    expect(HoshinEvent.safeParse(events[0]).success).toBe(true);
  });

  test('what is one text takes no split', () => {
    const read = readMap('map.yaml', answers.replace('answer.nps: score', "answer.text: { column: why, split: ';' }"));
    expect(read.ok ? [] : read.problems.map(({ problem }) => problem)).toEqual([
      'belongs to a field that holds several texts',
    ]);
  });
});

describe('ids, times and filters', () => {
  test('several columns make one id, which no other row can have', async () => {
    const map = deliveries('  promise.first: due').replace('id: id', 'id: [a, b]');
    const { events, rejected } = await importText('a,b,due\nx/y,z,2026-03-14\nx,y/z,2026-03-14\nx,,2026-03-14\n', map);
    expect(events.map(({ subject }) => subject)).toEqual(['x%2Fy/z', 'x/y%2Fz']);
    expect(rejected).toEqual([{ row: 4, reasons: ['id: column b is empty'] }]);
  });

  test('a text that means none is no id, though it may be a part of one', async () => {
    const map = deliveries("  promise.first: due\nnone: ['-']");
    const { events, rejected } = await importText('id,due\n-,2026-03-14\nA,2026-03-15\n', map);
    expect(events.map(({ subject }) => subject)).toEqual(['A']);
    expect(rejected).toEqual([{ row: 2, reasons: ['id: column id is empty'] }]);
    const several = await importText('id,b,due\n-,x,2026-03-14\n', map.replace('id: id', 'id: [id, b]'));
    expect(several.events.map(({ subject }) => subject)).toEqual(['-/x']);
  });

  test('a number too long to be exact is no id: two of them would be one', async () => {
    const map = deliveries('  promise.first: due');
    const lines = ['{"id":1234567890123456789,"due":"2026-03-14"}', '{"id":123456789012345,"due":"2026-03-14"}'];
    const { events, rejected } = await importText(lines.join('\n'), map, 'a.ndjson');
    expect(events.map(({ subject }) => subject)).toEqual(['123456789012345']);
    expect(rejected).toEqual([
      { row: 1, reasons: ['id: column id is a number of more than 15 digits, which is not exact: write it as a text'] },
    ]);
  });

  test('a row without an id goes by its content, and a repeated one by its number', async () => {
    const map = deliveries('  promise.first: due').replace('id: id', 'id: { content: true }');
    const rows = ['1,2026-03-14', '2,2026-03-14', '1,2026-03-14', '1,2026-03-14'];
    const subjects = async (order: string[]) =>
      (await importText(['x,due', ...order].join('\n'), map)).events.map(({ subject }) => subject);
    const first = await subjects(rows);
    expect(new Set(first).size).toBe(4);
    expect(first[2]).toBe(`${first[0]}-2`);
    expect(first[3]).toBe(`${first[0]}-3`);
    expect((await subjects(rows.toReversed())).toSorted()).toEqual(first.toSorted());
  });

  test('the same row makes the same event, in every import', async () => {
    const map = deliveries('  promise.first: due');
    const [one, two] = [
      await importText('id,due\nA,2026-03-14\n', map),
      await importText('id,due\nA,2026-03-14\n', map),
    ];
    expect(one.events).toEqual(two.events);
  });

  test.each([
    ['{ column: at, date: dd.MM.yyyy }', '2026-03-13T23:00:00.000Z'],
    ["{ constant: '2026-03-31T00:00:00Z' }", '2026-03-31T00:00:00Z'],
    ['{ file: true }', '2026-01-01T00:00:00.000Z'],
    ['[{ column: none, date: dd.MM.yyyy }, { column: at, date: dd.MM.yyyy }]', '2026-03-13T23:00:00.000Z'],
  ])('the time of an event may be %s', async (time, expected) => {
    const map = deliveries('  promise.first: due').replace(/time: .*/, `time: ${time}`);
    const { events } = await importText('id,due,at,none\nA,2026-03-20,14.03.2026,\n', map);
    expect(events[0]?.time).toBe(expected);
  });

  test('an event without a time is rejected where the map names a column for it', async () => {
    const map = deliveries('  promise.first: due').replace(/time: .*/, 'time: at');
    expect(await firstData('id,due,at\nA,2026-03-20,\n', map)).toEqual(['time: has no value']);
  });

  test('rows that do not meet every condition are left out', async () => {
    const map = `${deliveries('  promise.first: due')}where:\n  - { column: s, is: [done, shipped] }\n  - { column: due, present: true }\n  - { column: id, not: C }`;
    const { events, filtered } = await importText(
      'id,due,s\nA,2026-03-14,done\nB,,done\nC,2026-03-14,done\nD,2026-03-14,open\nE,2026-03-14,shipped\n',
      map,
    );
    expect(events.map(({ subject }) => subject)).toEqual(['A', 'E']);
    expect(filtered).toBe(3);
  });
});

describe('a map that cannot be used', () => {
  const problems = (text: string) => {
    const result = readMap('map.yaml', text);
    return result.ok
      ? []
      : result.problems.map(({ line, column, field, problem }) => `${line}:${column} ${field}: ${problem}`);
  };

  test('every problem is told at once, with its line and column', () => {
    expect(
      problems(
        [
          'type: delivery',
          'id: id',
          'tiem: at',
          'fields:',
          '  promise.frist: due',
          '  promise.first: { column: due, date: [yyyy-MM-dd, DD/MM] }',
          '  about.site: { column: site, nones: [X] }',
          'where:',
          '  - { column: s }',
        ].join('\n'),
      ),
    ).toEqual([
      '3:1 tiem: is not a known field',
      expect.stringMatching(
        /^5:18 fields\.promise\.frist: a delivery has no field promise\.frist; it has promise\.requested/,
      ),
      expect.stringMatching(/^6:52 fields\.promise\.first\.date\.1: 'DD\/MM' is not a date pattern/),
      '7:31 fields.about.site.nones: is not a known field',
      '9:5 where.0: must give at least one of is, not, present',
    ]);
  });

  test('a field that the record type lacks is told, with the one that was meant', () => {
    expect(problems('type: complaint\nid: id\nfields:\n  about.receivedAt: at\n')).toEqual([
      '4:21 fields.about.receivedAt: a complaint has no field about.receivedAt; did you mean received.receivedAt?',
    ]);
  });

  test('what belongs to a date is refused for a field that is none', () => {
    expect(
      problems(
        'type: delivery\nid: id\nfields:\n  promise.first: due\n  about.site: { column: s, date: yyyy-MM-dd }\n',
      ),
    ).toEqual(['5:34 fields.about.site.date: belongs to a date, and this field is none']);
  });

  test('broken YAML is told where it breaks', () => {
    expect(problems('type: delivery\nid: [a\nfields:\n  x: y\n')[0]).toMatch(/^\d+:\d+ : /);
  });
});
