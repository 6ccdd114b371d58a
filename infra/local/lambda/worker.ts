/** Worker thread: one execution environment of a function. Loads its bundle once and runs one invocation at a time. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerInit } from './protocol.ts';

type Handler = (event: unknown, context: object) => unknown;

const { directory, handler: handlerName, functionArn, clockShiftMs }: WorkerInit = workerData;
globalThis.hoshinClockShiftMs = clockShiftMs;

const load = async (): Promise<Handler> => {
  const [module = '', name = ''] = handlerName.split('.');
  const file = readdirSync(directory).find((each) => /^\.[cm]?js$/.test(each.replace(module, '')));
  if (file === undefined) throw new Error(`Cannot find the handler module ${module} in ${directory}`);
  const exported: Record<string, unknown> = await import(pathToFileURL(join(directory, file)).href);
  const handler = exported[name];
  if (typeof handler !== 'function') throw new Error(`${file} exports no function ${name}`);
  return (event, context) => handler(event, context);
};

const loading = load();
// A failure at load is told to the first invocation, as Lambda does.
loading.catch(() => undefined);

const reply = (message: FromWorker) => parentPort?.postMessage(message);

const invoke = async ({ event, requestId, deadline }: Extract<ToWorker, { type: 'invoke' }>) => {
  try {
    const handler = await loading;
    const name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
    const result = await handler(JSON.parse(event), {
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: functionArn,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? '128',
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    reply({ type: 'result', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    const fault = error instanceof Error ? error : new Error(String(error));
    console.error(`${requestId} failed: ${fault.stack ?? fault.message}`);
    reply({ type: 'error', errorType: fault.name, errorMessage: fault.message, trace: fault.stack?.split('\n') ?? [] });
  }
};

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'clock') globalThis.hoshinClockShiftMs = message.shiftMs;
  else void invoke(message);
});

declare global {
  var hoshinClockShiftMs: number | undefined;
}
