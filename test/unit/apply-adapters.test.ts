/** What `hoshin apply` says of sources that are other products, and what it does with their secrets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAdapters } from '../../cli/apply/check-adapters.ts';
import { readFiles } from '../../cli/apply/read-files.ts';
import { writeAccess } from '../../cli/apply/write-access.ts';
import { putAccess } from '../../cli/put-access.ts';
import { formatProblem } from '../../cli/read-yaml.ts';
import { findSecret, readAccess } from '../../cli/source-secret.ts';
import { missingOf } from '../../cli/sources/missing.ts';
import { keepNewest } from '../../cli/sources/retire-old.ts';
import { type Listener, serve } from '../../infra/local/loopback.ts';
import { openParameters } from '../../infra/local/services/parameters.ts';
import { Source } from '../../shared/core/config/source.ts';

const problemsOf = async (source: string): Promise<string[]> => {
  const read = readFiles([{ file: 'a.yaml', text: `sources:\n  - ${source}\n` }]);
  if (!read.ok) throw new Error(read.problems.map(formatProblem).join());
  return (await checkAdapters(read.wanted.sources)).map(formatProblem);
};

test.each([
  ['{ id: typeform-nps, types: [response], adapter: typeform }'],
  ['{ id: erp-lyon, types: [delivery] }'],
  ['{ id: parcels, types: [delivery], namespace: erp-lyon, adapter: shippo }'],
  [
    '{ id: nps, types: [response], adapter: typeform, settings: { questions: { nps: q1 }, fields: { delivery: order } } }',
  ],
])('%s is a source', async (source) => {
  expect(await problemsOf(source)).toEqual([]);
});

test.each([
  ['{ id: hoshin-surveys, types: [response] }', 'a.yaml:2:11 sources.0.id: must not begin with hoshin-'],
  ['{ id: nps, types: [response], adapter: typform }', "there is no adapter 'typform'; did you mean typeform?"],
  ['{ id: nps, types: [response, delivery], adapter: typeform }', 'types: Typeform makes response, not delivery'],
  ['{ id: parcels, types: [delivery], adapter: shippo }', 'a.yaml:2:5 sources.0: needs the namespace of the source'],
  [
    '{ id: parcels, types: [delivery], namespace: parcels, adapter: shippo }',
    'sources.0.namespace: needs the namespace of the source that promises',
  ],
  ['{ id: nps, types: [response], settings: { a: 1 } }', 'sources.0.settings: are for an adapter: name it too'],
  [
    '{ id: nps, types: [response], adapter: typeform, settings: { questions: { npss: q1 } } }',
    'sources.0.settings.questions.npss: is not a setting of this adapter',
  ],
  [
    '{ id: nps, types: [response], adapter: typeform, settings: { questions: { nps: 7 } } }',
    'sources.0.settings.questions.nps: must name a question',
  ],
])('%s is refused with its place', async (source, problem) => {
  expect((await problemsOf(source)).join('\n')).toContain(problem);
});

describe("another product's secret", () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-access-'));
  let listener: Listener;
  let reach: Parameters<typeof writeAccess>[0];
  beforeAll(async () => {
    const parameters = openParameters(join(folder, 'parameters.json'));
    listener = await serve(0, (request, response) => parameters.handle(request, response));
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const ssm = new SSMClient({ endpoint: listener.url, region: 'eu-west-1', credentials });
    reach = { ssm, sourcesPrefix: '/hoshin/test/sources/', stack: {} };
  });
  afterAll(async () => {
    reach.ssm.destroy();
    await listener.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const source = (more: object = {}) =>
    Source.parse({ id: 'nps', types: ['response'], adapter: 'surveymonkey', settings: { survey: 'after' }, ...more });

  test('is never made: what is missing is said, with where to find it', async () => {
    const { access, secret } = await writeAccess(reach, source(), false);
    expect({ access, secret }).toMatchObject({ access: { secrets: [], adapter: 'surveymonkey' }, secret: undefined });
    expect(await missingOf('nps', access)).toMatchObject([
      { product: 'SurveyMonkey', what: 'secret', from: expect.stringContaining('CLIENT_ID&SECRET') },
      { product: 'SurveyMonkey', what: 'token' },
    ]);
  });

  test('is kept when the settings change, and dropped when the product does', async () => {
    const entered = { secrets: ['id&secret-of-the-app'], token: 'the-token' };
    const before = await readAccess(reach, 'nps');
    if (!before) throw new Error('nothing was written');
    await putAccess(reach, 'nps', { ...before, ...entered });
    const { access } = await writeAccess(reach, source({ settings: { survey: 'before' } }), false);
    expect(access).toMatchObject({ ...entered, settings: { survey: 'before' } });
    expect(await readAccess(reach, 'nps')).toEqual(access);

    const other = await writeAccess(reach, source({ adapter: 'typeform' }), false);
    expect(other.access).toMatchObject({ secrets: [], adapter: 'typeform' });
    expect(other.access.token).toBeUndefined();
    const events = await writeAccess(reach, source({ adapter: undefined, settings: undefined }), false);
    expect(events.secret).toMatch(/^whsec_/);
  });

  test('that is being rotated is retired by a word, and so is one that was made here', async () => {
    await writeAccess(reach, source(), false);
    const entered = { secrets: ['id&new-secret-of-the-app', 'id&old-secret-of-the-app'], token: 'the-token' };
    const before = await readAccess(reach, 'nps');
    if (!before) throw new Error('nothing was written');
    await putAccess(reach, 'nps', { ...before, ...entered });
    expect(await keepNewest(reach, 'nps')).toBe(1);
    expect(await readAccess(reach, 'nps')).toEqual({ ...before, ...entered, secrets: ['id&new-secret-of-the-app'] });
    await expect(keepNewest(reach, 'nps')).rejects.toThrow('nps has one secret');

    const erp = Source.parse({ id: 'erp', types: ['delivery'] });
    const made = [];
    for (const rotate of [false, true, true]) made.unshift((await writeAccess(reach, erp, rotate)).secret);
    expect((await readAccess(reach, 'erp'))?.secrets).toEqual(made);
    expect(await keepNewest(reach, 'erp')).toBe(2);
    expect((await readAccess(reach, 'erp'))?.secrets).toEqual([made[0]]);
    await expect(keepNewest(reach, 'nobody')).rejects.toThrow('nobody is not configured');
  });

  test('signs no import: it is said through which source to do that', async () => {
    await writeAccess(reach, source(), false);
    await expect(findSecret(reach, 'nps', 'response')).rejects.toThrow('only that product can sign for it');
  });

  test('settings that no parameter can hold are refused in words', async () => {
    const settings = { questions: { text: 'q'.repeat(9_000) } };
    await expect(writeAccess(reach, source({ settings }), false)).rejects.toThrow('8192 are possible');
  });
});
