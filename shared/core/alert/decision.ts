/** Decision: what somebody chose to do about an open alert, from the link in a mail. Written once, never changed. */

import type { Day } from '../time/calendar.ts';
import { type Alert, isOpen } from './alert.ts';

/** What can be chosen. */
export type Choice =
  /** I know: stop climbing the ladder. */
  | { choice: 'acknowledge'; reason?: string }
  /** Somebody does something about it until a day. */
  | { choice: 'assign'; what: string; owner: string; due: Day; reason?: string }
  /** Live with it until a day (included); then it is told again. */
  | { choice: 'accept'; until: Day; reason: string };

export type Decision = Choice & {
  /** The notice whose link was used: a link decides once. */
  notice: string;
  objective: string;
  /** The alert's version that it was decided on. */
  alertVersion: number;
  by: { id: string; name: string };
  /** Instant, ISO 8601, UTC. */
  at: string;
  /** Of `assign`: the action that came of it. */
  action?: string;
};

/** The alert after a decision; `undefined` if it is no longer open: there is nothing to decide. */
export const applyDecision = (alert: Alert, decision: Decision): Alert | undefined => {
  if (!isOpen(alert.state)) return undefined;
  const { by, at } = decision;
  const { accepted: _, ...rest } = alert;
  const next = { ...rest, version: alert.version + 1, acknowledged: { by: by.id, at } };
  return decision.choice === 'accept' ? { ...next, accepted: { by: by.id, at, until: decision.until } } : next;
};
