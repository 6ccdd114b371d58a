/** A sandbox that runs one function, one invocation at a time, and keeps its caches between them. */
import type { NamedTable } from '../../shared/store/table.ts';
import type { Apply } from './breaks.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Invocation, Scheduler } from './scheduler.ts';

/** What a caller learns of an invocation. */
export type Outcome<R> = { ended: true; result: R } | { ended: true; fault: unknown } | { ended: false };

export class Sandbox<L> {
  private invocation: Invocation = { name: 'none', state: 'ended' };
  private readonly scheduler: Scheduler;
  readonly ledger: L;

  constructor(
    scheduler: Scheduler,
    makeLedger: (reach: (name: string, table: MemoryTable) => NamedTable) => L,
    apply: Apply,
  ) {
    this.scheduler = scheduler;
    this.ledger = makeLedger((name, table) => ({
      name,
      client: scheduler.client(table, () => this.invocation, apply),
    }));
  }

  /** A sandbox whose invocation sleeps or has died takes no other. */
  get free(): boolean {
    return this.invocation.state === 'ended';
  }

  /** Runs an invocation; `tell` hears once what came of it: that it ended, or that it was given up. */
  run<R>(name: string, body: (ledger: L) => Promise<R>, tell: (outcome: Outcome<R>) => void): void {
    const invocation: Invocation = { name, state: 'running' };
    this.invocation = invocation;
    let told = false;
    const tellOnce = (outcome: Outcome<R>) => {
      if (!told) tell(outcome);
      told = true;
    };
    this.scheduler.onGivenUp(invocation, () => tellOnce({ ended: false }));
    const end = (outcome: Outcome<R>) => {
      if (invocation.state === 'dead') return;
      invocation.state = 'ended';
      tellOnce(outcome);
    };
    body(this.ledger).then(
      (result) => end({ ended: true, result }),
      (fault: unknown) => end({ ended: true, fault }),
    );
  }
}
