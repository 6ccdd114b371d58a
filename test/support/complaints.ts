/** Complaints on tables of a real engine: the function's own API, what it puts on the queue, and store and outreach behind it. */
import { randomUUID } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import type { HoshinEvent } from '../../events/event.ts';
import { recordTypeOf } from '../../events/record-types.ts';
import { createApi } from '../../functions/complaints/api.ts';
import { careFor } from '../../functions/outreach/care.ts';
import { type ApiReply, toEvent, toReply } from '../../infra/local/http/event.ts';
import { type Listener, serve } from '../../infra/local/loopback.ts';
import { Person } from '../../shared/core/config/person.ts';
import { Policy, type PolicyInput } from '../../shared/core/config/policy.ts';
import { type FormPurpose, newFormId, readFormToken, signFormToken } from '../../shared/links/form-token.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';
import { hashIdentity } from '../../shared/privacy/hash-identity.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import type { HashPerson } from '../../shared/privacy/person-key.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { rememberAccess } from '../../shared/sources/source-access.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { readErased } from '../../shared/store/erased.ts';
import { readIngestMessage } from '../../shared/store/ingest-message.ts';
import { recordPk } from '../../shared/store/keys.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from './board.ts';
import type { TestDynamoDb } from './dynamodb.ts';
import { secretOf, sign } from './receive-harness.ts';

const [key] = parseLinkKeys(JSON.stringify([Buffer.from('k'.repeat(32)).toString('base64url')])) as [LinkKey];
const keyOf = async (id: string) => (id === key.id ? key : undefined);

export const hash: HashPerson = async (identity) => hashIdentity(identity, new Uint8Array(32).fill(7));
/** Of `crm`, which may send complaints, and of `desk`, whose webhook is another product's; `erp` has another and may not. */
const secret = secretOf(7);
const erpSecret = secretOf(8);

const access = {
  crm: { secrets: [secret], types: ['complaint'], namespace: 'crm', senderIds: [] },
  erp: { secrets: [erpSecret], types: ['delivery'], namespace: 'erp', senderIds: [] },
  desk: { secrets: [secret], types: ['complaint'], namespace: 'desk', senderIds: [], adapter: 'zendesk' },
} as const;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface TestComplaints {
  board: NamedTable;
  records: NamedTable;
  /** What the queue holds, in the order in which it came, and from which namespace. */
  events(): { namespace: string; event: HoshinEvent }[];
  /** From now on the queue takes nothing, or takes everything again. */
  breakQueue(broken: boolean): void;
  /** Onto the same queue. */
  send(bodies: string[]): Promise<{ sent: true } | { sent: false; throttled: boolean; fault: string }>;
  page(method: string, query?: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Reply>;
  /** A signed request of the API. */
  file(body: unknown, given?: { source?: string; id?: string; headers?: Record<string, string> }): Promise<Reply>;
  /** Stores all that came since, and shows it to outreach as the stream would. */
  settle(): Promise<void>;
  item(namespace: string, subject: string): Promise<RecordItem | undefined>;
  /** The same at an address of this machine, for browsers. Close it. */
  listen(): Promise<Listener>;
  /** Severe complaints that had nobody to be told of them. */
  ownerless: string[];
  /** Complaints whose customer gets no confirmation. */
  unconfirmed: string[];
  /** Severe complaints of which no mail tells: too many of their hour were told. */
  untold: string[];
}

/** `now` is asked for every request: tests move it. */
export const startComplaints = async (
  engine: TestDynamoDb,
  now: () => number,
  policy: PolicyInput = {},
  people: readonly object[] = [{ id: 'olga', name: 'Olga', email: 'olga@company.example', roles: ['quality-manager'] }],
): Promise<TestComplaints> => {
  const board = await engine.createBoard();
  const records = await engine.createRecords();
  await putConfig(board, 'policy', Policy.parse(policy));
  for (const person of people) await putConfig(board, 'person', Person.parse(person));
  const bodies: string[] = [];
  let stored = 0;
  let broken = false;
  const send: TestComplaints['send'] = async (messages) => {
    if (broken) return { sent: false, throttled: false, fault: 'ServiceUnavailable' };
    bodies.push(...messages);
    return { sent: true };
  };
  const api = createApi({
    board,
    send,
    forms: {
      sign: (purpose: FormPurpose, subject: string, id = newFormId()) =>
        signFormToken({ purpose, subject, id }, key, now()),
      read: (token, purpose, subject) => readFormToken(token, { purpose, subject }, keyOf, now()),
    },
    findAccess: rememberAccess(async (source) => {
      const found = Object.entries(access).find(([id]) => id === source)?.[1];
      return found && { ...found, secrets: [...found.secrets], types: [...found.types], senderIds: [] };
    }, now),
    readPolicy: () => readPolicy(board, now()),
    now,
  });
  const events = () =>
    bodies.flatMap((body) => {
      const message = readIngestMessage(body);
      return message.events.map((event) => ({ namespace: message.namespace, event }));
    });
  const ledger = {
    ...{ records, board, digest },
    newestEpoch: cacheFor(async () => 0, 5_000, Date.now),
    erased: knownErased(
      cacheFor(() => readErased(board), 5_000, Date.now),
      hash,
    ),
  };
  const ownerless: string[] = [];
  const unconfirmed: string[] = [];
  const untold: string[] = [];
  const rules = cacheFor(async () => ({ policy: await readPolicy(board, now()) }), 0, now);
  const care = careFor({
    ...{ board, rules, hash, now },
    onOwnerless: ({ subject }) => ownerless.push(subject),
    onUnconfirmed: ({ subject }) => unconfirmed.push(subject),
    onUntold: ({ subject }) => untold.push(subject),
  });
  const item = async (namespace: string, subject: string) => {
    const { Item } = await records.client.send(
      new GetItemCommand({
        TableName: records.name,
        Key: toItem({ pk: recordPk({ type: 'complaint', namespace, subject }) }),
        ConsistentRead: true,
      }),
    );
    return Item && fromItem<RecordItem>(Item);
  };

  const call = async (
    method: string,
    target: string,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<ApiReply> => {
    const path = target.split('?')[0] ?? '';
    const source = path.split('/')[3];
    const pathParameters: Record<string, string> = source ? { source } : {};
    const route = { routeKey: source ? `${method} /v1/complaints/{source}` : `${method} ${path}`, pathParameters };
    const event = toEvent({ method, target, sourceIp: '127.0.0.1', headers, body }, route, 'request', now());
    const reply = toReply(JSON.stringify(await api(event as never, {} as Context)));
    if (!reply) throw new Error('the API does not answer as an API does');
    return reply;
  };
  const replyOf = (reply: ApiReply): Reply => ({
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: reply.body.toString(),
  });

  return {
    ...{ board, records, events, send, item, ownerless, unconfirmed, untold },
    breakQueue: (is) => {
      broken = is;
    },
    page: async (method, query = '', form, given = {}) => {
      const headers = form ? { 'content-type': 'application/x-www-form-urlencoded', ...given } : given;
      const body = Buffer.from(form ? new URLSearchParams(form).toString() : '');
      return replyOf(await call(method, `/v1/complaint${query && `?${query}`}`, headers, body));
    },
    file: async (body, { source = 'crm', id = `msg_${randomUUID()}`, headers = {} } = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const timestamp = String(Math.floor(now() / 1000));
      const signed = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign(source === 'erp' ? erpSecret : secret, id, timestamp, text),
        ...headers,
      };
      return replyOf(await call('POST', `/v1/complaints/${source}`, signed, Buffer.from(text)));
    },
    settle: async () => {
      for (const { namespace, event } of events().slice(stored)) {
        await storeEvent(ledger, namespace, event);
        const after = await item(namespace, event.subject);
        if (!after) throw new Error(`${event.subject} was not stored`);
        const changed = Object.keys(event.data ?? {});
        await care({ type: recordTypeOf(event.type), item: after, changed, sequence: '1' });
      }
      stored = events().length;
    },
    listen: () =>
      serve(0, (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', async () => {
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          );
          const reply = await call(request.method ?? 'GET', request.url ?? '/', headers, Buffer.concat(chunks));
          response.writeHead(reply.status, reply.headers.flat()).end(reply.body);
        });
      }),
  };
};

/** The token of the form on a page. */
export const tokenIn = ({ body }: Reply): string => /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';
