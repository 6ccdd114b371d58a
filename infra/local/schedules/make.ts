/** Reads the template's schedules. */
import * as z from 'zod';
import type { Functions } from '../lambda/make.ts';
import type { Blueprint } from '../template/blueprint.ts';
import { account, region } from '../template/names.ts';
import type { ScheduleConfig } from './run.ts';

const Properties = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.enum(['UTC', 'Etc/UTC'], 'only schedules in UTC are emulated').default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
});

/** The schedules with what they call. Throws, naming it, if one can't be emulated. */
export const readSchedules = ({ select, parse, nameOf }: Blueprint, functions: Functions): ScheduleConfig[] =>
  select('AWS::Scheduler::Schedule').map((resource) => {
    const schedule = parse(resource, Properties);
    const name = schedule.Name ?? nameOf(resource);
    return {
      name,
      arn: `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`,
      expression: schedule.ScheduleExpression,
      enabled: schedule.State === 'ENABLED',
      target: functions.get(schedule.Target.Arn),
      input: schedule.Target.Input,
    };
  });
