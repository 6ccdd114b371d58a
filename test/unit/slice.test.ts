/** Which slices a record counts in. */
import { expect, test } from 'vitest';
import { sliceName, slicesOf } from '../../shared/core/record/slice.ts';
import { deliveryOf, inspectionOf, policyOf, responseOf } from '../support/records.ts';

test('a slice is named by its dimension and value, and the total by itself', () => {
  expect(sliceName({ site: 'Lyon' })).toBe('site=Lyon');
  expect(sliceName({})).toBe('total');
});

test('without dimensions in the policy there is only the total', () => {
  expect(slicesOf(deliveryOf({ about: { site: 'Lyon' } }), policyOf())).toEqual(['total']);
});

test('an open dimension trusts the sender, a list counts other values as other, a missing value counts nowhere', () => {
  const policy = policyOf({ dimensions: { site: 'open', carrier: ['Nord'], product: 'open' } });
  const delivery = deliveryOf({ about: { site: 'Lyon', carrier: 'Süd' } });
  expect(slicesOf(delivery, policy)).toEqual(['total', 'site=Lyon', 'carrier=other']);
});

test('the source is the namespace, not what a sender might write there', () => {
  const policy = policyOf({ dimensions: { source: 'open' } });
  expect(slicesOf(deliveryOf({ promise: { first: '2026-03-02' } }), policy)).toEqual(['total', 'source=erp-lyon']);
});

test('inspections and answers carry their dimensions in their one facet', () => {
  const policy = policyOf({ dimensions: { site: 'open', survey: 'open', language: ['de'] } });
  const inspection = inspectionOf({ inspectedAt: '2026-03-02', inspected: 1, rejected: 0, site: 'Graz' });
  const response = responseOf({ answeredAt: '2026-03-02', survey: 'yearly', language: 'pt-BR' });
  expect(slicesOf(inspection, policy)).toEqual(['total', 'site=Graz']);
  expect(slicesOf(response, policy)).toEqual(['total', 'survey=yearly', 'language=other']);
});
