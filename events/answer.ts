/** What the webhook answers: a verdict for each event, or a problem (RFC 9457). */
import * as z from 'zod';

const index = z
  .int()
  .min(0)
  .describe('Position of the event in the request, from 0; blank lines of NDJSON not counted');

export const Result = z
  .discriminatedUnion('status', [
    z.object({
      index,
      id: z.string().describe("The event's id"),
      status: z.literal('accepted').describe('On the queue, and will be stored'),
    }),
    z.object({
      index,
      id: z.string().optional().describe("The event's id, if it could be read"),
      status: z.literal('rejected').describe('Not stored as a record; kept as a reject, to be mended and sent again'),
      path: z.string().describe('Where: a JSON Pointer (RFC 6901) into the event; empty for the event as a whole'),
      problem: z.string().describe('What is wrong, naming the limit'),
      value: z.string().describe('The value found there, as JSON, shortened to 100 characters; empty if there is none'),
    }),
  ])
  .meta({ id: 'Result', description: 'The verdict on one event.' });
export type Result = z.infer<typeof Result>;

export const Verdicts = z
  .object({
    accepted: z.int().min(0).describe('Events accepted'),
    rejected: z.int().min(0).describe('Events rejected'),
    results: z.array(Result).describe('One verdict for each event, in the order of the request'),
    ignored: z
      .string()
      .optional()
      .describe("Only for another product's webhook: why nothing of the request is recorded, though it was taken"),
  })
  .meta({ id: 'Verdicts', description: 'The verdicts on the events of a request.' });
export type Verdicts = z.infer<typeof Verdicts>;

const problemShape = {
  type: z.string().describe('A stable name for programs, for example urn:hoshin:problem:unauthorized'),
  title: z.string().describe('The kind of problem, for people'),
  status: z.int().describe('The HTTP status'),
  detail: z.string().describe('This problem: what is wrong, where, and which limit it breaks'),
};

export const Problem = z
  .object(problemShape)
  .meta({ id: 'Problem', description: 'Why a request was not accepted (RFC 9457).' });
export type Problem = z.infer<typeof Problem>;

export const NoneAccepted = z
  .object({ ...problemShape, ...Verdicts.shape })
  .meta({ id: 'NoneAccepted', description: 'No event was accepted: a problem with the verdicts beside it.' });

export const NotTaken = z
  .object({
    ...problemShape,
    errors: z
      .array(
        z.object({
          path: z.string().describe('Where: a JSON Pointer (RFC 6901) into the body; empty for the body as a whole'),
          problem: z.string().describe('What is wrong, naming the limit'),
        }),
      )
      .describe('Every field that is wrong'),
  })
  .meta({ id: 'NotTaken', description: 'The complaint was not taken: a problem with the fields beside it.' });
