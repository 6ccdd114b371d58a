/** What a delivery plans, apart from any table. */
import { expect, it } from 'vitest';
import type { Customer } from '../../events/about.ts';
import type { Facets } from '../../events/facets.ts';
import { planInvitation } from '../../shared/core/survey/plan-invitation.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { surveyOf } from '../support/outreach.ts';
import { deliveryOf, policyOf } from '../support/records.ts';

const policy = policyOf({ timeZone: 'Europe/Berlin' });
const now = Date.parse('2026-11-20T12:00:00Z');
const plan = (
  facets: Facets['delivery'],
  { customer, invite = {}, subject = 'ORD-1' }: { customer?: Customer; invite?: object; subject?: string } = {},
) => {
  const { invite: rules, ...survey } = surveyOf({}, invite);
  if (!rules) throw new Error('the survey invites nobody');
  const record = { ...deliveryOf(facets), subject };
  return planInvitation({ record, customer }, { ...survey, version: 3, invite: rules }, { policy, now, digest });
};
const arrivedAt = (deliveredAt: string): Facets['delivery'] => ({ progress: { state: 'delivered', deliveredAt } });

it('asks about a share of the deliveries, the same ones at every attempt', () => {
  const states = () =>
    Array.from({ length: 4_000 }, (_, number) => {
      const planned = plan(arrivedAt('2026-11-20T11:00:00Z'), { invite: { share: 0.3 }, subject: `ORD-${number}` });
      return planned?.state;
    });
  const first = states();
  const share = first.filter((state) => state === 'waiting').length / first.length;
  // Six standard deviations of a fair draw.
  expect(Math.abs(share - 0.3)).toBeLessThan(6 * Math.sqrt((0.3 * 0.7) / first.length));
  expect(states()).toEqual(first);
});

it('counts the delay from the end of a day whose hour nobody gave', () => {
  expect(plan(arrivedAt('2026-11-20'), { invite: { delayHours: 10 } })?.dueAt).toBe('2026-11-21T08:59:59.999Z');
});

it('asks nobody before the delivery, where it is told of beforehand', () => {
  expect(plan(arrivedAt('2026-11-25T11:00:00Z'), { invite: { delayHours: 1 } })?.dueAt).toBe(
    '2026-11-25T12:00:00.000Z',
  );
});

it('takes the company’s clock where the customer’s is none', () => {
  const late = { invite: { delayHours: 9 } };
  const inZone = (timeZone: string) =>
    plan(arrivedAt('2026-11-20T11:00:00Z'), { customer: { timeZone }, ...late })?.dueAt;
  expect(inZone('Mars/Olympus')).toBe('2026-11-21T07:00:00.000Z');
  expect(inZone('America/New_York')).toBe('2026-11-20T20:00:00.000Z');
});

it('says in which language, and whether it was on time where anything was promised', () => {
  const progress = { state: 'delivered', deliveredAt: '2026-11-20T11:00:00Z' } as const;
  const planned = plan(
    { promise: { first: '2026-11-19' }, progress, about: { site: 'Lyon' } },
    { customer: { language: 'ar-EG' } },
  );
  expect(planned).toMatchObject({ language: 'ar', onTime: false, dimensions: { site: 'Lyon' }, surveyVersion: 3 });
  const unpromised = plan({ progress }, { customer: { language: 'sv' } });
  expect(unpromised).toMatchObject({ language: 'en' });
  expect(unpromised).not.toHaveProperty('onTime');
});
