/** Alarms on what the auditor finds, and on the auditor itself. */
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type Alarms, period } from './alarms.ts';
import { counted } from './function-alarms.ts';

export const addAuditAlarms = (alarms: Alarms, namespace: string): void => {
  alarms.add({
    entry: 'audit-findings',
    impact: 'Part of the pipeline stands still: somebody may not be told what they should know.',
    metric: counted(namespace, 'auditFindings', 'audit'),
    // Each finding has waited for its own time already; a run that slips into the next period must not end the alarm.
    atLeast: 1,
    times: { datapoints: 1, of: 2 },
  });
  alarms.add({
    entry: 'audit-stopped',
    impact: 'Nobody watches the pipeline: lost mails and stopped schedules go unnoticed.',
    metric: new MathExpression({
      expression: 'IF(FILL(runs,0)<1,1,0)',
      usingMetrics: { runs: counted(namespace, 'auditHeartbeat', 'audit') },
      period,
      label: 'no completed run of audit',
    }),
    atLeast: 1,
    times: { datapoints: 3, of: 3 },
    silenceIsBad: true,
  });
};
