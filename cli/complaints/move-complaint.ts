/** Acknowledges, resolves or closes a complaint: who did it, when, with a note, and what the customer is told. */
import { limits } from '../../events/limits.ts';
import { moveComplaint as move } from '../../shared/complaints/move-complaint.ts';
import type { CaseMove } from '../../shared/core/complaint/case.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { connectPersonHash } from '../../shared/privacy/connect-person-hash.ts';
import { sendTo } from '../../shared/sources/send-to-queue.ts';
import { effectiveOn, readConfig, readPolicy } from '../../shared/store/config.ts';
import { personOf } from '../actions/person-of.ts';
import { connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { type FindOptions, findComplaint } from './find-complaint.ts';

export interface MoveOptions extends StageOptions, OutputOptions, FindOptions {
  by: string;
  note?: string;
  tell?: string;
}

/** A text of an option; `undefined` if the option was not given. */
const textOf = (option: string, given: string | undefined, most: number): string | undefined => {
  const text = given?.trim();
  if (text === '') throw usage(`${option} takes a text.`);
  if (text !== undefined && text.length > most) throw usage(`${option} takes at most ${most} characters.`);
  return text;
};
const longestNote = 2_000;

export const moveComplaint = async (wanted: CaseMove, typed: string, options: MoveOptions): Promise<void> => {
  const note = textOf('--note', options.note, longestNote);
  const answer = textOf('--tell', options.tell, limits.textLength);
  const connection = await connect(options);
  const { board, records, stack, stage } = connection;
  const now = Date.now();
  const [policy, people] = await Promise.all([readPolicy(board, now), readConfig<Person>(board, 'person')]);
  const configured = effectiveOn(people, dayAt(now, policy.timeZone)).map(({ value }) => value);
  const by = personOf({ people: configured }, options.by, '--by').id;
  const { namespace, subject } = (await findComplaint(connection, typed, options)).record;
  const outcome = await move(
    {
      board,
      records,
      send: sendTo(await connection.sqs(), stack.ingestQueueUrl),
      hash: connectPersonHash({
        parameter: `/hoshin/${stage}/person-key`,
        ...(stack.key !== undefined && { keyArn: stack.key }),
      }),
    },
    {
      namespace,
      subject,
      move: wanted,
      by,
      ...(note !== undefined && { note }),
      ...(answer !== undefined && { answer }),
      now,
    },
  );
  switch (outcome.kind) {
    case 'moved':
      if (options.json) return printJson({ complaint: subject, namespace, ...outcome.standing, told: outcome.told });
      return print(`${subject} is ${outcome.standing.state}.${outcome.told ? ' A mail tells the customer.' : ''}`);
    case 'there-already':
      if (outcome.mended) {
        if (options.json) return printJson({ complaint: subject, namespace, ...outcome.standing, told: false });
        return print(`${subject} is ${outcome.standing.state} already; its record was not, and has been told again.`);
      }
      throw new Failure(`${subject} is ${outcome.standing.state} already: states only go forwards.`);
    case 'not-resolved':
      throw new Failure(`${subject} is ${outcome.standing.state}: only what is resolved can be closed.`);
    case 'no-address':
      throw new Failure(
        `${subject} was left as it is: there is no e-mail address of the customer to tell it to. Leave --tell out.`,
      );
    case 'not-taken':
      throw new Failure(
        `The case of ${subject} is written, but the queue did not take it for the record (${outcome.fault}). Run the same again.`,
      );
    case 'busy':
      throw new Failure('Others keep changing the case. Try again.');
    case 'unknown':
      throw new Failure(`${subject} was deleted just now.`);
  }
};
