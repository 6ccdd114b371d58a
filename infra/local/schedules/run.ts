/** Schedules on one machine: a timer each, and firing by hand for tests and demonstrations. */
import { randomUUID } from 'node:crypto';
import type { Invocable } from '../lambda/pool.ts';
import type { Outcome } from '../lambda/protocol.ts';
import { parseSchedule } from './expression.ts';

export interface ScheduleConfig {
  name: string;
  arn: string;
  expression: string;
  enabled: boolean;
  target: Invocable;
  /** With `<aws.scheduler.…>` where the scheduler puts something in. */
  input: string;
}

export interface Schedules {
  /** Fires a schedule now, as if at `time` (the stack's clock if not told). Answers with what the function did. */
  fire(name: string, time?: Date): Promise<Outcome>;
  stop(): void;
}

interface Options {
  clockShiftMs(): number;
  /** Instead of what the template says, for demonstrations. */
  everySeconds?: number | undefined;
  log(line: string): void;
}

/** Starts the schedules. Throws on an expression that can't be read. */
export const startSchedules = (
  configs: readonly ScheduleConfig[],
  { clockShiftMs, everySeconds, log }: Options,
): Schedules => {
  const timers = new Map<string, NodeJS.Timeout>();

  const fire = (config: ScheduleConfig, time: number) => config.target.invoke(fillInput(config, time));

  for (const config of configs.filter(({ enabled }) => enabled)) {
    const fromTemplate = parseSchedule(config.expression);
    const everyMs = everySeconds === undefined ? undefined : everySeconds * 1000;
    const next = everyMs === undefined ? fromTemplate : (after: number) => (Math.floor(after / everyMs) + 1) * everyMs;
    const arm = () => {
      const time = next(Date.now());
      // Longer timers would overflow: look again tomorrow.
      const wait = Math.min(time - Date.now(), 86_400_000);
      const tick = async () => {
        const outcome = Date.now() >= time ? await fire(config, time + clockShiftMs()) : undefined;
        if (outcome?.type === 'error') log(`${config.name}: ${outcome.errorType}: ${outcome.errorMessage}`);
      };
      timers.set(
        config.name,
        setTimeout(() => {
          arm();
          void tick();
        }, wait).unref(),
      );
    };
    arm();
  }

  return {
    fire: (name, time) => {
      const config = configs.find((each) => each.name === name) ?? configs.find((each) => each.target.name === name);
      if (config === undefined)
        throw new Error(`No schedule ${name}; there are ${configs.map((each) => each.name).join(', ')}`);
      return fire(config, time?.getTime() ?? Date.now() + clockShiftMs());
    },
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};

const fillInput = ({ input, arn }: ScheduleConfig, time: number): string =>
  input
    .replaceAll('<aws.scheduler.scheduled-time>', `${new Date(time).toISOString().slice(0, 19)}Z`)
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
