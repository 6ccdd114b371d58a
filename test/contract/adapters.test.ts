/** What every adapter has to do, whichever product it is for: samples of that product, signed by nothing of ours. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordTypeOf } from '../../events/record-types.ts';
import { fixedWidthTime } from '../../shared/core/record/order.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { type Adapting, adaptText } from '../../shared/sources/adapt-text.ts';
import type { Adapter, AdapterRequest } from '../../shared/sources/adapter.ts';
import { adapterIds, loadAdapter } from '../../shared/sources/load-adapter.ts';
import type { Headers, Kit, Sample } from '../support/adapters/kit.ts';
import { kits } from '../support/adapters/kits.ts';
import { mutate, mutatePayload, seededRandom } from '../support/adapters/mutate.ts';

/** When everything below happens: after every time in the samples. */
const now = Date.parse('2026-11-22T12:00:00Z');

const load = async (id: string): Promise<Adapter> => {
  const adapter = await loadAdapter(id);
  if (!adapter) throw new Error(`There is no adapter ${id}`);
  return adapter;
};

const requestOf = (sample: Sample, headers: Headers, body = sample.body): AdapterRequest => ({
  headers: { 'content-type': 'application/json', ...sample.headers, ...headers },
  body,
});

test('every adapter is registered under the name of its file, and has a kit with samples', () => {
  const files = readdirSync(join(import.meta.dirname, '../../shared/sources/adapters')).map((file) =>
    file.replace(/\.ts$/, ''),
  );
  expect([...adapterIds].sort()).toEqual(files.sort());
  expect(kits.map(({ adapter }) => adapter).sort()).toEqual(files);
  for (const { samples } of kits) expect(samples.length).toBeGreaterThan(0);
});

test('what is no adapter is none, whatever objects know by themselves', async () => {
  for (const id of ['fax', '', '__proto__', 'constructor', 'toString']) expect(await loadAdapter(id)).toBeUndefined();
});

describe.each(kits)('$adapter', (kit: Kit) => {
  let adapter: Adapter;
  let api: Awaited<ReturnType<NonNullable<Kit['startApi']>>> | undefined;
  const signatureHeaders = Object.keys(kit.sign(Buffer.from('{}'), kit.secret, now));
  beforeAll(async () => {
    adapter = await load(kit.adapter);
    api = await kit.startApi?.();
  });
  afterAll(() => api?.close());

  const adaptingOf = (sample: Sample): Adapting => ({
    source: 'the-source',
    types: kit.types,
    settings: { ...(sample.settings ?? kit.settings), ...api?.settings },
    token: kit.token,
    fetch,
    now,
    digest,
  });
  const adapt = (sample: Sample, body = sample.body) =>
    adaptText(adapter, body.toString(), requestOf(sample, {}, body), adaptingOf(sample));
  const eventsOf = async (sample: Sample, body = sample.body) => {
    const adapted = await adapt(sample, body);
    if (adapted.kind !== 'verdicts') throw new Error(JSON.stringify(adapted));
    return adapted.verdicts.map((verdict) => {
      if (!verdict.accepted) throw new Error(`${verdict.reject.path} ${verdict.reject.problem}`);
      return verdict.event;
    });
  };

  test('says what it is', () => {
    expect(adapter).toMatchObject({ id: kit.adapter, types: kit.types });
    expect(adapter.documentation).toMatch(/^https:\/\//);
    for (const text of [adapter.title, adapter.secretFrom]) expect(text.length).toBeGreaterThan(3);
    expect(adapter.tokenFrom === undefined).toBe(kit.token === undefined);
  });

  test('takes its settings and secrets, and says what is wrong with others', () => {
    expect(adapter.readSettings(kit.settings)).toMatchObject({ ok: true });
    const wrong = adapter.readSettings({ ...kit.settings, 'no-such-setting': 1 });
    expect(wrong).toEqual({ ok: false, problems: [{ path: ['no-such-setting'], problem: expect.any(String) }] });
    for (const secret of [kit.secret, kit.otherSecret]) expect(adapter.secretProblem(secret)).toBeUndefined();
    for (const secret of ['', 'short']) expect(adapter.secretProblem(secret)).toEqual(expect.any(String));
  });

  describe.each(kit.samples)('$name', (sample: Sample) => {
    const signed = kit.sign(sample.body, kit.secret, now);
    const verifies = (headers: Headers, body = sample.body, secrets: readonly string[] = [kit.secret]) =>
      adapter.verifies(requestOf(sample, headers, body), secrets, now, sample.settings ?? kit.settings);

    test('verifies, also while the secret is being rotated', () => {
      expect(verifies(signed)).toBe(true);
      expect(verifies(signed, sample.body, [kit.otherSecret, kit.secret])).toBe(true);
    });

    test('is refused with another secret, with none, and without a signature', () => {
      expect(verifies(signed, sample.body, [kit.otherSecret])).toBe(false);
      expect(verifies(signed, sample.body, [])).toBe(false);
      expect(verifies({})).toBe(false);
      expect(verifies(Object.fromEntries(signatureHeaders.map((name) => [name, ''])))).toBe(false);
    });

    test('is refused after any of 10,000 changes to its body and its signature', () => {
      const random = seededRandom(sample.body.length);
      for (let index = 0; index < 10_000; index += 1) {
        const forged = mutate({ body: sample.body, headers: signed }, signatureHeaders, random);
        if (verifies(forged.headers, forged.body)) throw new Error(`accepted: ${JSON.stringify(forged)}`);
      }
    });

    test('becomes what it says', async () => {
      const { becomes } = sample;
      const adapted = await adapt(sample);
      if ('nothing' in becomes) {
        expect(adapted).toEqual({ kind: 'nothing', why: expect.stringContaining(becomes.nothing) });
      } else if ('reject' in becomes) {
        const { path, problem } = becomes.reject;
        const reject = { path, problem: expect.stringContaining(problem), event: sample.body.toString() };
        const origin = { kind: 'webhook', adapter: kit.adapter };
        expect(adapted).toMatchObject({
          kind: 'verdicts',
          verdicts: [{ accepted: false, reject: { ...reject, origin } }],
        });
      } else {
        const events = await eventsOf(sample);
        expect(
          events.map(({ type, subject, time, data }) => ({ type: recordTypeOf(type), subject, time, data })),
        ).toEqual(becomes.events);
        for (const { id, source } of events) expect({ id, source }).toMatchObject({ id: /./, source: 'the-source' });
      }
    });

    test('is the same a second time: the same ids, the same orders', async () => {
      expect(await adapt(sample)).toEqual(await adapt(sample));
    });

    test('is the same moment when its times are written with another offset', async () => {
      if (!('events' in sample.becomes)) return;
      const moved = Buffer.from(inOtherOffset(sample.body.toString()));
      const [here, there] = [await eventsOf(sample), await eventsOf(sample, moved)];
      const moments = (events: typeof here) =>
        events.map(({ subject, time, data }) => [subject, fixedWidthTime(time), inUtc(JSON.stringify(data))]);
      expect(moments(there)).toEqual(moments(here));
    });

    test('never makes the adapter fail, whatever of its payload is missing, doubled or something odd', async () => {
      const random = seededRandom(7);
      for (let index = 0; index < 200; index += 1) {
        const body = Buffer.from(JSON.stringify(mutatePayload(JSON.parse(sample.body.toString()), random)) ?? '');
        const adapted = await adapt(sample, body);
        if (adapted.kind === 'verdicts' && adapted.fault) throw new Error(`${adapted.fault}: ${body}`);
      }
    });
  });
});

const moment = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)/g;
const shift = (text: string, hours: number) =>
  new Date(Date.parse(`${text}Z`) + hours * 3_600_000).toISOString().slice(0, 19);

/** Every time in a text as the same instant at +05:00. */
const inOtherOffset = (text: string) =>
  text.replace(moment, (_, whole: string, fraction = '', offset: string) => {
    const hours = offset === 'Z' ? 0 : Number(offset.slice(0, 3));
    return `${shift(whole, 5 - hours)}${fraction}+05:00`;
  });
const inUtc = (text: string) => text.replace(moment, (time) => fixedWidthTime(time));
