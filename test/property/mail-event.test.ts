import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { applyMailEvent, type Delivery, type MailEvent, mailEventTypes } from '../../shared/core/notice/mail-event.ts';
import { assertHolds } from '../arbitraries/assert-holds.ts';

const instant = fc.integer({ min: 0, max: 6 }).map((hour) => new Date(Date.UTC(2026, 2, 14, hour)).toISOString());
const event: fc.Arbitrary<MailEvent> = fc.record(
  { type: fc.constantFrom(...mailEventTypes), at: instant, detail: fc.constantFrom('a', 'b') },
  { requiredKeys: ['type', 'at'], noNullPrototype: true },
);
const events = fc.array(event, { minLength: 1, maxLength: 8 });
const shuffled = events.chain((all) =>
  fc.record({
    all: fc.constant(all),
    again: fc.shuffledSubarray([...all, ...all, ...all], { minLength: 0, maxLength: 3 * all.length }),
    order: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
  }),
);

type Tracked = { events?: MailEvent[] } | Delivery;
const apply = (all: readonly MailEvent[]): Tracked =>
  all.reduce<Tracked>((notice, each) => applyMailEvent(notice, each) ?? notice, {});
const stateAfter = (all: readonly MailEvent[]) => {
  const notice = apply(all);
  return 'state' in notice ? notice.state : undefined;
};

describe('what events make of a notice', () => {
  it('is the same in any order and however often each one comes', () => {
    assertHolds(
      fc.property(shuffled, ({ all, again, order }) => {
        const once = apply(all);
        return [order, [...order, ...again], [...again, ...order]].every((other) =>
          isDeepStrictEqual(apply(other), once),
        );
      }),
    );
  });

  it('never goes back from delivered to sent, and never back from failed for good', () => {
    assertHolds(
      fc.property(events, event, (before, next) => {
        const [was, is] = [stateAfter(before), stateAfter([...before, next])];
        const forGood = before.some(({ type }) => ['bounce', 'reject', 'withheld'].includes(type));
        return (was !== 'delivered' || is !== 'sent') && (!forGood || is === 'failed');
      }),
    );
  });

  it('keeps the first of each type, and of delays the last', () => {
    assertHolds(
      fc.property(events, (all) => {
        const kept = apply(all).events ?? [];
        return kept.every(({ type, at }) => {
          const times = all.flatMap((each) => (each.type === type ? [each.at] : [])).sort();
          return at === (type === 'delay' ? times.at(-1) : times[0]);
        });
      }),
    );
  });

  it('tells nothing new when it came before', () => {
    assertHolds(fc.property(events, (all) => all.every((each) => applyMailEvent(apply(all), each) === undefined)));
  });
});
