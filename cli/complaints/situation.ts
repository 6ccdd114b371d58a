/** How a complaint stands now, as the list and the page of one say it. */
import { standingOf } from '../../shared/core/complaint/case.ts';
import { severeReasons } from '../../shared/core/complaint/severe.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { policyFor } from '../../shared/core/config/policy-in-force.ts';
import { dueInstants } from '../../shared/core/record/complaint-times.ts';
import { formatNumber } from '../../shared/core/text/format.ts';
import { instantOfMoment } from '../../shared/core/time/calendar.ts';
import type { ListedComplaint } from './read-complaints.ts';

const hourMs = 3_600_000;

/** As `--json` prints it, without the personal fields. */
export const situationOf = ({ record, text, case: known }: ListedComplaint, companyPolicy: Policy, now: number) => {
  const policy = policyFor(companyPolicy, record.namespace);
  const { received, about } = record.facets;
  if (!received) throw new Error(`${record.subject} was never received`);
  const { acknowledgeBy, resolveBy } = dueInstants(received, policy);
  const standing = standingOf(record.facets.handling, known);
  const open = standing.state === 'received' || standing.state === 'acknowledged';
  const receivedAt = instantOfMoment(received.receivedAt, policy.timeZone);
  return {
    complaint: record.subject,
    namespace: record.namespace,
    ...standing,
    open,
    receivedAt: received.receivedAt,
    ...(received.category !== undefined && { category: received.category }),
    severity: received.severity ?? 'normal',
    severe: severeReasons(record, text, policy),
    ...about,
    /** Hours by the clock since it was received; negative where that lies ahead. */
    ageHours: (now - receivedAt) / hourMs,
    acknowledgeBy: new Date(acknowledgeBy).toISOString(),
    resolveBy: new Date(resolveBy).toISOString(),
    /** What is late: nobody has acknowledged it, or it is not resolved. */
    overdue:
      open && now > resolveBy ? 'resolve' : standing.state === 'received' && now > acknowledgeBy ? 'acknowledge' : null,
  };
};
export type Situation = ReturnType<typeof situationOf>;

/** `12 min`, `5 h`, `12 d`: by the clock, as people say how old something is. */
export const formatAge = (hours: number): string => {
  const whole = Math.max(0, hours);
  if (whole < 1) return `${formatNumber(Math.floor(whole * 60))} min`;
  return whole < 48 ? `${formatNumber(Math.floor(whole))} h` : `${formatNumber(Math.floor(whole / 24))} d`;
};
