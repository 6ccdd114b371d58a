/** What adapters answer, in a word each. */
import type { Adapted, AdaptedEvent, Unmapped } from './adapter.ts';

/** One event, whole. */
export const only = (event: AdaptedEvent): Adapted => ({ kind: 'events', events: [event], unmapped: [] });

/** Nothing but what couldn't be mapped. */
export const unmapped = (path: Unmapped['path'], problem: string): Adapted => ({
  kind: 'events',
  events: [],
  unmapped: [{ path, problem }],
});

/** Nothing of it is ours. */
export const nothing = (why: string): Adapted => ({ kind: 'nothing', why });
