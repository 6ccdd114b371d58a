/** The contract as senders see it: its samples, its descriptions, and what the schemas cannot say themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HoshinEvent } from '../../events/event.ts';
import { businessDates, facetNames, personalFields, recordTypes } from '../../events/record-types.ts';
import { secretOf, signedHeaders, startReceive } from '../support/receive-harness.ts';

const folder = new URL('../../events/samples/', import.meta.url);
const samples = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

const contentType = (name: string): string => {
  if (name.endsWith('.ndjson')) return 'application/x-ndjson';
  return name === 'batch.json' ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
};
const eventsIn = (name: string, text: string): unknown[] => {
  if (name.endsWith('.ndjson'))
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return [JSON.parse(text)].flat();
};

type Schema = {
  properties?: Record<string, Schema>;
  description?: string;
  $ref?: string;
  anyOf?: Schema[];
  items?: Schema;
};
const { $defs: definitions = {} } = z.toJSONSchema(HoshinEvent, { io: 'input' }) as { $defs?: Record<string, Schema> };

describe('samples', () => {
  const secret = secretOf(1);
  let receive: Awaited<ReturnType<typeof startReceive>>;
  beforeAll(async () => {
    const access = { secrets: [secret], types: [...recordTypes], namespace: 'erp-lyon', senderIds: [] };
    receive = await startReceive({ 'erp-lyon': access, 'dhl-tracking': access, 'typeform-nps': access });
  });
  afterAll(async () => receive?.stop());

  test('there is one of every record type, a deletion, a batch and a file of lines', () => {
    const events = samples.flatMap(({ name, text }) => eventsIn(name, text)) as { type: string; data: unknown }[];
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(recordTypes.map((type) => `hoshin.${type}.v1`)));
    expect(events.filter(({ data }) => data === null)).not.toEqual([]);
    expect(new Set(samples.map(({ name }) => contentType(name))).size).toBe(3);
  });

  test.each(samples)('$name passes the schemas whole: nothing of it is dropped', ({ name, text }) => {
    for (const event of eventsIn(name, text)) expect(HoshinEvent.parse(event)).toEqual(event);
  });

  test.each(samples)('$name is accepted by the webhook, and is on the queue', async ({ name, text }) => {
    const events = eventsIn(name, text) as { source: string }[];
    const source = events[0]?.source ?? '';
    const before = receive.messages().length;
    const reply = await receive.post(source, signedHeaders(secret, text, contentType(name)), text);
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 202 });
    expect(reply.body).toMatchObject({ accepted: events.length, rejected: 0 });
    expect(receive.messages().slice(before)).toMatchObject([{ source, namespace: 'erp-lyon', events, rejects: [] }]);
  });
});

describe('schemas', () => {
  const fields = Object.entries(definitions).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties).map(([field, schema]) => ({ field: `${name}.${field}`, schema })),
  );

  test.each(fields)('$field says what it means', ({ schema }) => {
    expect(schema.description ?? '').not.toBe('');
  });

  test.each(Object.keys(definitions).filter((name) => !name.endsWith('Event')))('%s says what it is', (name) => {
    expect(definitions[name]?.description ?? '').not.toBe('');
  });

  const refsOf = (schema: Schema | undefined): Schema[] => [
    ...(schema?.anyOf ?? []).flatMap(refsOf),
    ...(schema?.$ref ? [definitions[schema.$ref.replace('#/$defs/', '')] ?? {}] : []),
  ];
  const facets = recordTypes.flatMap((type) => {
    const event = definitions[`${type[0]?.toUpperCase()}${type.slice(1)}Event`];
    const data = refsOf(event?.properties?.data).find(({ properties }) => properties);
    return Object.entries(data?.properties ?? {}).map(([facet, schema]) => ({ type, facet, body: refsOf(schema)[0] }));
  });

  test('the facets of each type are those that the contract names', () => {
    for (const type of recordTypes) {
      expect(facets.filter((each) => each.type === type).map(({ facet }) => facet)).toEqual([...facetNames[type]]);
    }
  });

  test.each(facets)('every business date of $type.$facet is held against the clock', ({ facet, body }) => {
    const moments = Object.entries(body?.properties ?? {}).filter(([, { $ref }]) => $ref === '#/$defs/Moment');
    expect(moments.map(([field]) => field)).toEqual([...(businessDates[facet] ?? [])]);
  });

  test.each(facets)('everything personal in $type.$facet is named as such', ({ facet, body }) => {
    const personal = Object.entries(body?.properties ?? {})
      .filter(([field, { description }]) => field === 'customer' || description?.includes('Personal'))
      .map(([field]) => field);
    expect(personal.sort()).toEqual([...(personalFields[facet] ?? [])].sort());
  });
});
