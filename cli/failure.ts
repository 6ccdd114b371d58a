/** What a command says when it cannot do what was asked: exit status 1, or 2 for bad usage. No stack trace is shown. */
export class Failure extends Error {
  readonly status: 1 | 2;
  constructor(message: string, status: 1 | 2 = 1) {
    super(message);
    this.status = status;
  }
}

/** Bad usage: an option or a file that the command cannot work with. */
export const usage = (message: string) => new Failure(message, 2);
