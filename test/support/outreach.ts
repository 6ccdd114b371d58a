/** Outreach on tables of a real engine: deliveries are stored and shown to it as the stream would; calls can be cut off. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { HoshinEvent } from '../../events/event.ts';
import { type FollowedBatch, followRecords } from '../../functions/outreach/follow-records.ts';
import { inviteOn, readRules } from '../../functions/outreach/invite.ts';
import type { RecordChange } from '../../functions/outreach/record-change.ts';
import { type Round, settleAll } from '../../functions/outreach/settle-all.ts';
import { Policy, type PolicyInput } from '../../shared/core/config/policy.ts';
import { type Invitation, invitationId } from '../../shared/core/survey/invitation.ts';
import { Survey } from '../../shared/core/survey/survey.ts';
import { hashIdentity } from '../../shared/privacy/hash-identity.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import type { HashPerson } from '../../shared/privacy/person-key.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import { readErased } from '../../shared/store/erased.ts';
import { readInvitation } from '../../shared/store/invitations.ts';
import { recordPk } from '../../shared/store/keys.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { putConfig } from './board.ts';
import type { TestDynamoDb } from './dynamodb.ts';

export const hash: HashPerson = async (identity) => hashIdentity(identity, new Uint8Array(32).fill(7));

export const at = (instant: string): number => Date.parse(instant);
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Asked a day after the delivery, never at night. */
export const surveyOf = (given: Partial<Survey> & { id?: string } = {}, invite: object = {}): Survey =>
  Survey.parse({
    id: 'after-delivery',
    languages: ['en', 'fr', 'ar'],
    title: { en: 'How was it?', fr: 'Comment était-ce ?', ar: 'كيف كان؟' },
    questions: [
      { id: 'recommend', kind: 'nps', text: { en: 'Recommend us?', fr: 'Nous recommander ?', ar: 'هل توصي بنا؟' } },
    ],
    invite,
    ...given,
  });

const passing: Cut = () => 'pass';

/** What somebody who cuts a table's calls off decides, call by call: let it pass, lose the call, or lose its reply. */
export type Cut = () => 'pass' | 'before' | 'after';

const cutting = (table: NamedTable, cut: Cut): NamedTable => ({
  name: table.name,
  client: {
    send: async (...given: Parameters<NamedTable['client']['send']>) => {
      const fate = cut();
      if (fate === 'before') throw new Error('cut off before the call');
      const reply = await table.client.send(...given);
      if (fate === 'after') throw new Error('cut off after the call');
      return reply;
    },
  } as NamedTable['client'],
});

export interface TestOutreach {
  board: NamedTable;
  records: NamedTable;
  /** What the ingest queue took, in order. */
  queue: HoshinEvent[];
  /** What happens to what is sent to the queue. */
  queueFails: { next: number };
  /** Stores an event of the ERP, and answers with the change as the stream would show it. */
  store(subject: string, data: object | null, time: string): Promise<RecordChange>;
  /** Shows changes to outreach. */
  follow(changes: readonly RecordChange[], now: number, cut?: Cut): Promise<FollowedBatch>;
  /** Runs the schedule's work; `from` is when everything was done last. */
  settle(now: number, given?: { from?: number; cut?: Cut }): Promise<Round>;
  invitation(subject: string, survey?: string): Promise<Invitation | undefined>;
}

export const startOutreach = async (
  engine: TestDynamoDb,
  surveys: readonly Survey[] = [surveyOf()],
  policy: PolicyInput = { timeZone: 'Europe/Berlin' },
): Promise<TestOutreach> => {
  const board = await engine.createBoard();
  const records = await engine.createRecords();
  for (const survey of surveys) await putConfig(board, 'survey', survey);
  await putConfig(board, 'policy', Policy.parse(policy));
  const queue: HoshinEvent[] = [];
  const queueFails = { next: 0 };
  const send = async (bodies: string[]) => {
    if (queueFails.next > 0) {
      queueFails.next -= 1;
      return { sent: false as const, throttled: false, fault: 'unreachable' };
    }
    for (const body of bodies) queue.push(...(JSON.parse(body) as { events: HoshinEvent[] }).events);
    return { sent: true as const };
  };
  const ledger = {
    ...{ records, board, digest },
    newestEpoch: cacheFor(async () => 0, 5_000, Date.now),
    erased: knownErased(
      cacheFor(() => readErased(board), 5_000, Date.now),
      hash,
    ),
  };
  const read = async (pk: string) => {
    const { Item } = await records.client.send(
      new GetItemCommand({ TableName: records.name, Key: toItem({ pk }), ConsistentRead: true }),
    );
    return Item && fromItem<RecordItem>(Item);
  };
  let sequence = 0;
  const failedSince = new Map<string, number>();
  const rulesAt = (now: number) =>
    cacheFor(
      () => readRules(board, now),
      60_000,
      () => now,
    );
  return {
    ...{ board, records, queue, queueFails },
    store: async (subject, data, time) => {
      const event = {
        ...{ specversion: '1.0', id: `${subject}-${time}`, source: 'erp', type: 'hoshin.delivery.v1' },
        ...{ subject, time, data },
      } as HoshinEvent;
      await storeEvent(ledger, 'erp', event);
      const pk = recordPk({ type: 'delivery', namespace: 'erp', subject });
      const item = await read(pk);
      if (!item) throw new Error(`${pk} was not stored`);
      sequence += 1;
      return {
        ...{ type: 'delivery', item, sequence: String(sequence) },
        changed: Object.keys(data ?? {}),
      };
    },
    follow: (changes, now, cut = passing) => {
      const table = cutting(board, cut);
      return followRecords(
        { delivery: inviteOn({ board: table, rules: rulesAt(now), hash, now: () => now }) },
        changes,
        failedSince,
        now,
      );
    },
    settle: async (now, { from = now - dayMs, cut = passing } = {}) =>
      settleAll(
        { board: cutting(board, cut), records: cutting(records, cut), hash, send },
        await readRules(board, now),
        from,
        now,
      ),
    invitation: (subject, survey = 'after-delivery') =>
      readInvitation(board, invitationId(survey, { namespace: 'erp', subject }, digest)),
  };
};

/** A delivery of a customer that arrived when it was promised. */
export const arrived = (deliveredAt: string, customer: object = { email: 'ada@customer.example', name: 'Ada' }) => ({
  promise: { first: deliveredAt },
  progress: { state: 'delivered', deliveredAt },
  about: { site: 'Lyon', customer },
});
