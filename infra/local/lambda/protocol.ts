/** What the stack and its function workers say to each other. Events and replies are JSON texts, as on Lambda. */
export interface WorkerInit {
  directory: string;
  /** `module.export`, as in the template. */
  handler: string;
  functionArn: string;
  clockShiftMs: number;
}

export type ToWorker =
  | { type: 'invoke'; event: string; requestId: string; deadline: number }
  | { type: 'clock'; shiftMs: number };

export type FromWorker =
  | { type: 'result'; payload: string }
  | { type: 'error'; errorType: string; errorMessage: string; trace: string[] };

/** How an invocation ended. `too-large` and `stopped` never reached the handler's end. */
export type Outcome =
  | { type: 'result'; payload: string }
  | { type: 'error'; errorType: string; errorMessage: string; trace: string[] }
  | { type: 'too-large' }
  | { type: 'stopped' };

/** Synchronous invocations carry at most this much, in either direction. */
export const payloadLimit = 6 * 1024 * 1024;
