/** The policy that holds. Apart from its schema, which only `hoshin apply` needs: functions start without building it. */
import type { Policy } from './policy.ts';

/** The policy of a stack to which none was applied yet, version 0: what an empty policy in a file means. */
export const defaultPolicy: Policy = {
  version: 0,
  timeZone: 'UTC',
  onTime: { promise: 'first', rule: 'calendar-day', late: { minutes: 0, inclusive: true } },
  inFull: { tolerancePercent: 0 },
  complaints: { acknowledgeHours: 48, resolveHours: 240, hours: 'calendar' },
  dimensions: {},
  steps: [],
  process: { rules: [1, 2, 3, 5] },
  sources: {},
};

/** A stored policy with every field of today: those that it was approved without mean what they meant then. */
export const completePolicy = <P extends Omit<Policy, 'version'>>(stored: P): P => ({
  ...stored,
  complaints: { ...defaultPolicy.complaints, ...stored.complaints },
  process: stored.process ?? defaultPolicy.process,
});

/** The definitions that hold for the records of a namespace: the policy, narrowed where it says so. */
export const policyFor = (policy: Policy, namespace: string): Policy => {
  const narrowed = policy.sources[namespace];
  if (!narrowed) return policy;
  return {
    ...policy,
    onTime: { ...policy.onTime, ...narrowed.onTime },
    inFull: { ...policy.inFull, ...narrowed.inFull },
    complaints: { ...policy.complaints, ...narrowed.complaints },
  };
};
