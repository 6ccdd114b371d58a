/** The facets of an event, as they are stored. */
import { describe, expect, test } from 'vitest';
import { HoshinEvent } from '../../events/event.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { facetsOfEvent, toRecord } from '../../shared/store/record-item.ts';

const event = (data: object | null, time = '2026-02-01T10:00:00Z') =>
  HoshinEvent.parse({
    specversion: '1.0',
    id: '1',
    source: 'erp',
    type: 'hoshin.delivery.v1',
    subject: '1',
    time,
    data,
  });
const ada = { customer: { name: 'Ada', email: 'ada@example.com' } };
const orderOf = (data: object) => facetsOfEvent(event(data), digest)[0]?.order;

describe('facets', () => {
  test('personal fields are stored apart from what is counted', () => {
    expect(facetsOfEvent(event({ about: { site: 'Lyon', ...ada } }), digest)).toMatchObject([
      { facet: 'about', counted: { site: 'Lyon' }, personal: ada },
    ]);
  });

  test('a facet without personal fields has no personal part, and one of nothing else an empty counted part', () => {
    expect(facetsOfEvent(event({ about: { site: 'Lyon' } }), digest)[0]).not.toHaveProperty('personal');
    expect(facetsOfEvent(event({ about: ada }), digest)).toMatchObject([{ counted: {}, personal: ada }]);
  });

  test('a change of a personal field alone is another body, the order of the fields is not', () => {
    expect(orderOf({ about: { site: 'Lyon', ...ada } })).not.toBe(
      orderOf({ about: { site: 'Lyon', customer: { ...ada.customer, name: 'Grace' } } }),
    );
    const turned = { customer: { email: 'ada@example.com', name: 'Ada' }, site: 'Lyon' };
    expect(orderOf({ about: turned })).toBe(orderOf({ about: { site: 'Lyon', ...ada } }));
  });

  test('a deletion deletes every facet of its type, and outranks every body of its instant', () => {
    const deleted = facetsOfEvent(event(null), digest);
    expect(deleted.map(({ facet, counted }) => [facet, counted])).toEqual([
      ['promise', null],
      ['progress', null],
      ['lines', null],
      ['about', null],
    ]);
    const delivered = { progress: { state: 'delivered', deliveredAt: '2026-02-01' } };
    expect((deleted[0]?.order ?? '') > (orderOf(delivered) ?? '')).toBe(true);
  });
});

test('a record is read without orders, personal parts and what else the item holds', () => {
  const item = {
    pk: 'delivery#erp#A#1',
    epoch: 2,
    born: 1,
    revision: 7,
    run: 'R#m.0',
    about: { site: 'Lyon' },
    about_o: '2026',
    about_p: ada,
  };
  const key = { type: 'delivery', namespace: 'erp', subject: 'A#1' };
  expect(toRecord(item)).toEqual({ ...key, facets: { about: { site: 'Lyon' } }, epoch: 2, revision: 7 });
});
