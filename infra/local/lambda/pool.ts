/** A function: its workers, its queue of invocations, its timeout, its log. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type FromWorker, type Outcome, payloadLimit, type ToWorker, type WorkerInit } from './protocol.ts';

export interface FunctionConfig {
  name: string;
  arn: string;
  /** The unpacked bundle. */
  directory: string;
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  /** Most execution environments at once. */
  concurrency: number;
  logFile: string;
}

/** A function that can be invoked. */
export interface Invocable {
  name: string;
  arn: string;
  concurrency: number;
  /** Invokes with a JSON text; never rejects. */
  invoke(event: string): Promise<Outcome>;
  setClockShift(shiftMs: number): void;
  /** Lets running invocations end, at most so long, then ends the workers. */
  stop(graceMs: number): Promise<void>;
}

interface Waiting {
  event: string;
  resolve(outcome: Outcome): void;
}

export const createFunction = (config: FunctionConfig, initialClockShiftMs: number): Invocable => {
  const log = createWriteStream(config.logFile, { flags: 'a' });
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const running = new Set<Promise<void>>();
  const workers = new Set<Worker>();
  let clockShiftMs = initialClockShiftMs;
  let stopped = false;

  const startWorker = () => {
    const worker = createWorker(config, log, clockShiftMs);
    workers.add(worker);
    worker.on('exit', () => {
      workers.delete(worker);
      const index = idle.indexOf(worker);
      if (index >= 0) idle.splice(index, 1);
    });
    return worker;
  };

  const dispatch = () => {
    while (queue.length > 0 && (idle.length > 0 || workers.size < config.concurrency)) {
      const next = queue.shift();
      if (next === undefined) return;
      const worker = idle.pop() ?? startWorker();
      const run = runInvocation(worker, config, next.event, () => stopped).then((outcome) => {
        running.delete(run);
        if (workers.has(worker) && !(outcome.type === 'error' && outcome.errorType === timedOut)) idle.push(worker);
        next.resolve(outcome);
        dispatch();
      });
      running.add(run);
    }
  };

  return {
    name: config.name,
    arn: config.arn,
    concurrency: config.concurrency,
    invoke: (event) => {
      if (stopped) return Promise.resolve({ type: 'stopped' });
      if (Buffer.byteLength(event) > payloadLimit) return Promise.resolve({ type: 'too-large' });
      return new Promise((resolve) => {
        queue.push({ event, resolve });
        dispatch();
      });
    },
    setClockShift: (shiftMs) => {
      clockShiftMs = shiftMs;
      for (const worker of workers) worker.postMessage({ type: 'clock', shiftMs } satisfies ToWorker);
    },
    stop: async (graceMs) => {
      stopped = true;
      for (const { resolve } of queue.splice(0)) resolve({ type: 'stopped' });
      const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([Promise.all(running), grace]);
      await Promise.all([...workers].map((worker) => worker.terminate()));
      await new Promise((resolve) => log.end(resolve));
    },
  };
};

const createWorker = (
  { directory, handler, arn, environment }: FunctionConfig,
  log: WriteStream,
  clockShiftMs: number,
) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { directory, handler, functionArn: arn, clockShiftMs } satisfies WorkerInit,
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.stdout.pipe(log, { end: false });
  worker.stderr.pipe(log, { end: false });
  worker.setMaxListeners(0);
  worker.on('error', (error) => log.write(`The worker broke: ${error.stack ?? error.message}\n`));
  return worker;
};

const timedOut = 'Sandbox.Timedout';

const runInvocation = (
  worker: Worker,
  { timeoutSeconds }: FunctionConfig,
  event: string,
  isStopped: () => boolean,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const requestId = randomUUID();
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      resolve(outcome);
    };
    const fail = (errorType: string, errorMessage: string) =>
      end({ type: 'error', errorType, errorMessage: `${requestId} ${errorMessage}`, trace: [] });
    const onMessage = (message: FromWorker) => {
      const tooLarge = message.type === 'result' && Buffer.byteLength(message.payload) > payloadLimit;
      if (tooLarge) fail('Function.ResponseSizeTooLarge', 'Response payload size exceeded maximum allowed size');
      else end(message);
    };
    const onExit = () =>
      isStopped()
        ? end({ type: 'stopped' })
        : fail('Runtime.ExitError', 'Error: the function ended before it answered');
    const timer = setTimeout(() => {
      fail(timedOut, `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
      void worker.terminate();
    }, timeoutSeconds * 1000);
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    const deadline = Date.now() + timeoutSeconds * 1000;
    worker.postMessage({ type: 'invoke', event, requestId, deadline } satisfies ToWorker);
  });
