import { expect, it } from 'vitest';
import { type Handed, keepToRate } from '../../shared/mail/send-mail.ts';

const rate: Handed = {
  ...{ kind: 'later', code: 'Throttling', alarming: false },
  problem: 'Throttling: Maximum sending rate exceeded.',
};
const quota: Handed = { ...rate, problem: 'Throttling: Daily message quota exceeded.' };
const sent: Handed = { kind: 'sent', messageId: 'M' };

/** Sends through answers given beforehand; tells the outcome, how often it asked, and how long it waited. */
const run = async (...answers: Handed[]) => {
  const waited: number[] = [];
  let asked = 0;
  const send = keepToRate(
    () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? sent),
    (ms) => Promise.resolve(waited.push(ms)),
  );
  const { kind } = await send('a@example.com', new Uint8Array());
  return { kind, asked, waited };
};

it('a mail over the rate per second is sent within seconds', async () => {
  expect(await run(rate, rate, sent)).toEqual({ kind: 'sent', asked: 3, waited: [1_000, 2_000] });
});

it('after seven seconds it is left to the sweep', async () => {
  expect(await run(rate)).toEqual({ kind: 'later', asked: 4, waited: [1_000, 2_000, 4_000] });
});

it('a used-up day, a lost reply and a sent mail are not asked for again', async () => {
  const lost: Handed = { kind: 'lost', code: 'ETIMEDOUT', problem: 'rate unknown' };
  for (const answer of [quota, lost, sent]) expect(await run(answer)).toMatchObject({ asked: 1, waited: [] });
});
