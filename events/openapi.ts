/** The webhook as OpenAPI 3.1, made from the schemas that the receiver itself uses. */
import * as z from 'zod';
import { createDocument, type ZodOpenApiResponseObject } from 'zod-openapi';
import { NoneAccepted, NotTaken, Problem, Verdicts } from './answer.ts';
import { ComplaintReceipt, ComplaintRequest } from './complaint-request.ts';
import { HoshinEvent } from './event.ts';
import { required } from './fields.ts';
import { limits } from './limits.ts';
import { SourceId } from './source-id.ts';

const retryAfter = z.object({
  'retry-after': z.string().describe('Seconds after which the same events may be sent again, signed anew'),
});

const problem = (description: string, schema: z.ZodType = Problem): ZodOpenApiResponseObject => ({
  description,
  content: { 'application/problem+json': { schema } },
});

const thousands = (value: number) => value.toLocaleString('en');

const signature = z.object({
  'webhook-id': z
    .string()
    .regex(/^[!-\-/-~]{1,256}$/)
    .describe('Unique for each request: 1 to 256 visible ASCII characters, no dot'),
  'webhook-timestamp': z
    .string()
    .regex(/^[0-9]{10}$/)
    .describe("Seconds since 1970, exactly ten digits, within 300 seconds of the receiver's clock"),
  'webhook-signature': z
    .string()
    .describe(
      'One to five signatures with spaces between: `v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}` (the raw bytes), with the secret after `whsec_` decoded from base64 as the key',
    ),
});

const batch = z
  .array(HoshinEvent)
  .max(limits.batchEvents)
  .describe(`Up to ${thousands(limits.batchEvents)} events`);

export const createOpenApi = () =>
  createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Hoshin: ingest',
        version: '1',
        description:
          'Deliveries, inspections, complaints and survey answers as CloudEvents 1.0 in structured mode, signed as Standard Webhooks says. Binary mode is not taken: its headers are not signed.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [
        { name: 'ingest', description: 'Sending events' },
        { name: 'complaints', description: 'Filing one complaint' },
      ],
      paths: {
        '/v1/ingest/{source}': {
          post: {
            tags: ['ingest'],
            operationId: 'ingest',
            summary: 'Send one event or many',
            description: [
              'Every event is judged by itself; a rejected one does not keep the others out.',
              `Limits: ${thousands(limits.bodyBytes)} bytes a body, ${thousands(limits.batchEvents)} events a request,`,
              `${thousands(limits.eventBytes)} bytes an event, ${limits.jsonDepth} levels of nesting.`,
              'JSON is read as I-JSON (RFC 7493): no duplicate keys, no numbers beyond a 64-bit float.',
              'Sending an event twice changes nothing.',
            ].join(' '),
            security: [],
            requestParams: {
              path: z.object({ source: required(SourceId, 'The source that speaks; every event must name it too') }),
              header: signature,
            },
            requestBody: {
              required: true,
              content: {
                'application/cloudevents+json': { schema: HoshinEvent },
                'application/json': { schema: HoshinEvent },
                'application/cloudevents-batch+json': { schema: batch },
                'application/x-ndjson': {
                  schema: {
                    type: 'string',
                    description: `One event (HoshinEvent) a line, up to ${thousands(limits.batchEvents)}; blank lines are skipped`,
                  },
                },
              },
            },
            responses: {
              '202': {
                description:
                  'At least one event was accepted, and all verdicts are kept. Read the results: some may be rejected.',
                content: { 'application/json': { schema: Verdicts } },
              },
              '400': problem(
                'The body is empty, not UTF-8, not JSON, or of the wrong shape; detail names the place. Mend it.',
              ),
              '401': problem(
                'The signature is missing, wrong or too old, or the source is unknown: the last two look alike. Mend the configuration.',
              ),
              '413': problem('The body is too large or holds too many events. Send smaller batches.'),
              '415': problem('The content type is not one of these, or the body is compressed. Mend it.'),
              '422': problem(
                'No event was accepted; results say why. Mend them: sent again unchanged, they are rejected again.',
                NoneAccepted,
              ),
              '429': { ...problem('Too many requests. Send it again after Retry-After.'), headers: retryAfter },
              '503': {
                ...problem('Events cannot be taken at the moment. Send it again after Retry-After.'),
                headers: retryAfter,
              },
            },
          },
        },
        '/v1/complaints/{source}': {
          post: {
            tags: ['complaints'],
            operationId: 'fileComplaint',
            summary: 'File one complaint, and get its case number',
            description: [
              'For systems that take complaints and know nothing of events: plain JSON, signed as events are.',
              'A request that is sent again under the same webhook-id files nothing more, and is answered with the same number.',
              'What becomes of the complaint may be sent as events of the same subject.',
            ].join(' '),
            security: [],
            requestParams: {
              path: z.object({ source: required(SourceId, 'The source that speaks; complaint is one of its types') }),
              header: signature,
            },
            requestBody: { required: true, content: { 'application/json': { schema: ComplaintRequest } } },
            responses: {
              '202': {
                description: 'The complaint is on the queue.',
                content: { 'application/json': { schema: ComplaintReceipt } },
              },
              '400': problem('The body is not UTF-8 or not JSON; detail names the place. Mend it.'),
              '401': problem(
                'The signature is missing, wrong or too old, or the source is unknown: the last two look alike. Mend the configuration.',
              ),
              '403': problem('The source may not send complaints. Add complaint to its types.'),
              '409': problem('This webhook-id has filed another complaint, which stands. Use a webhook-id of its own.'),
              '413': problem('The body is too large.'),
              '415': problem('The content type is not application/json. Mend it.'),
              '422': problem('Fields are wrong; errors name each of them. Mend them.', NotTaken),
              '429': { ...problem('Too many requests. Send it again after Retry-After.'), headers: retryAfter },
              '503': {
                ...problem('Complaints cannot be taken at the moment. Send it again after Retry-After.'),
                headers: retryAfter,
              },
            },
          },
        },
      },
    },
    { reused: 'inline' },
  );
