/**
 * Runs many invocations at once, one request at a time. Every request to a table is a point at which anything may
 * happen to it: it fails, its reply is lost, it is sent twice, its invocation dies or falls asleep.
 */
import type { Table } from '../../shared/runtime/dynamodb.ts';
import type { Apply } from './breaks.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Random } from './random.ts';

/** A fault of the network or of the service, as the SDK throws it after its own retries. */
export class InjectedFault extends Error {}

/** One run of a function. */
export interface Invocation {
  name: string;
  /** `asleep`: for whoever called it, it has timed out; it may wake up at any time. */
  state: 'running' | 'asleep' | 'dead' | 'ended';
}

interface Request {
  invocation: Invocation;
  apply: () => object;
  resolve: (reply: object) => void;
  reject: (error: unknown) => void;
  /** The step before which it does not arrive. */
  notBefore: number;
}

/** How likely each misfortune is, for each request. */
export interface Misfortunes {
  refused: number;
  replyLost: number;
  sentTwice: number;
  death: number;
  sleep: number;
  /** The request takes long, and nobody gives it up. */
  slow: number;
}

export const calm: Misfortunes = { refused: 0, replyLost: 0, sentTwice: 0, death: 0, sleep: 0, slow: 0 };

/** Lets everything go on that waits for nothing but itself. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Scheduler {
  private requests: Request[] = [];
  private readonly givenUp = new Map<Invocation, () => void>();
  private readonly random: Random;
  misfortunes: Misfortunes;
  /** Milliseconds since 1970. */
  now = Date.parse('2026-03-01T00:00:00Z');
  steps = 0;

  constructor(random: Random, misfortunes: Misfortunes) {
    this.random = random;
    this.misfortunes = misfortunes;
  }

  /** A client whose requests belong to the invocation that runs at the time. */
  client(table: MemoryTable, running: () => Invocation, applier: Apply): Table {
    const send = (command: object) =>
      new Promise<object>((resolve, reject) => {
        const notBefore = this.steps + (this.random.chance(this.misfortunes.slow) ? this.random.int(300) : 0);
        this.requests.push({ invocation: running(), apply: () => applier(table, command), resolve, reject, notBefore });
      });
    return { send: send as Table['send'] };
  }

  /** Calls back when an invocation dies or falls asleep: to its caller both are a timeout. */
  onGivenUp(invocation: Invocation, tell: () => void): void {
    this.givenUp.set(invocation, tell);
  }

  /** Invocations that sleep. */
  get sleepers(): Invocation[] {
    return [...new Set(this.requests.map(({ invocation }) => invocation))].filter(({ state }) => state === 'asleep');
  }

  get idle(): boolean {
    return !this.requests.some(({ invocation }) => invocation.state !== 'asleep');
  }

  /** Lets one request happen; false if none is waiting that may. */
  async step(): Promise<boolean> {
    const awake = this.requests.filter(({ invocation }) => invocation.state !== 'asleep');
    const ready = awake.filter(({ notBefore }) => notBefore <= this.steps);
    if (awake.length === 0) return false;
    this.steps += 1;
    if (ready.length === 0) return true;
    const request = this.random.pick(ready);
    this.requests.splice(this.requests.indexOf(request), 1);
    this.happen(request);
    await settle();
    return true;
  }

  private happen(request: Request): void {
    const { invocation, apply, resolve, reject } = request;
    // What a dead invocation had sent may still arrive; nobody hears the answer.
    if (invocation.state === 'dead') {
      attempt(apply);
      return;
    }
    const { random, misfortunes } = this;
    if (random.chance(misfortunes.death)) {
      if (random.chance(0.5)) attempt(apply);
      this.kill(invocation);
    } else if (random.chance(misfortunes.sleep)) {
      this.giveUp(invocation, 'asleep');
      this.requests.push(request);
    } else if (random.chance(misfortunes.refused)) {
      reject(new InjectedFault('Throttled'));
    } else if (random.chance(misfortunes.replyLost)) {
      attempt(apply);
      reject(new InjectedFault('The reply was lost'));
    } else {
      // The SDK sends again when a reply is lost: the first one has happened all the same.
      if (random.chance(misfortunes.sentTwice)) attempt(apply);
      const { reply, error } = attempt(apply);
      if (reply) resolve(reply);
      else reject(error);
    }
  }

  private giveUp(invocation: Invocation, state: 'asleep' | 'dead'): void {
    invocation.state = state;
    this.givenUp.get(invocation)?.();
    this.givenUp.delete(invocation);
  }

  private kill(invocation: Invocation): void {
    this.giveUp(invocation, 'dead');
    const kept = this.requests.filter((request) => request.invocation !== invocation || this.random.chance(0.5));
    this.requests = kept;
  }
}

const attempt = (apply: () => object): { reply?: object; error?: unknown } => {
  try {
    return { reply: apply() };
  } catch (error) {
    return { error };
  }
};
