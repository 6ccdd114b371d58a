/** What tickets of Zendesk become: every status and priority, what happens to a ticket, and which tickets are complaints. */
import { describe, expect, test } from 'vitest';
import { missingOf } from '../../cli/sources/missing.ts';
import type { Adapted } from '../../shared/sources/adapter.ts';
import { adapter } from '../../shared/sources/adapters/zendesk.ts';
import { ticketEvent } from '../support/adapters/zendesk.ts';

const clock = Date.parse('2026-03-14T12:00:00Z');
const time = '2026-03-14T09:30:41.672717030Z';
const created = '2026-03-14T09:12:07Z';

/** Zendesk's API as it answers once. Tests over HTTP are in the contract suite. */
const answering = (status: number, body: unknown) => {
  const asked: string[] = [];
  const answer: typeof fetch = async (address) => {
    asked.push(String(address));
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { answer, asked };
};

const adapt = async (
  payload: unknown,
  settings: object = {},
  token?: string,
  by: typeof fetch = fetch,
): Promise<Adapted> => {
  const read = adapter.readSettings(settings);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const request = { headers: {}, body: Buffer.alloc(0) };
  return await adapter.adapt(payload, request, {
    settings: read.settings,
    ...(token !== undefined && { token }),
    fetch: by,
    now: clock,
  });
};

const dataOf = (adapted: Adapted): Record<string, unknown> | null => {
  if (adapted.kind !== 'events' || !adapted.events[0]) throw new Error(JSON.stringify(adapted));
  return adapted.events[0].data as Record<string, unknown> | null;
};
const changed = (previous: string, status: string) =>
  ticketEvent('status_changed', { status }, { event: { previous, current: status } });

describe('the handling, by the event alone', () => {
  test.each([
    ['NEW', { state: 'received' }],
    ['OPEN', { state: 'acknowledged', acknowledgedAt: time }],
    ['PENDING', { state: 'acknowledged', acknowledgedAt: time }],
    ['HOLD', { state: 'acknowledged', acknowledgedAt: time }],
    ['SOLVED', { state: 'resolved', acknowledgedAt: time, resolvedAt: time }],
    ['CLOSED', { state: 'closed', acknowledgedAt: time, resolvedAt: time, closedAt: time }],
    ['solved', { state: 'resolved', acknowledgedAt: time, resolvedAt: time }],
  ])('a ticket that begins as %s', async (status, handling) => {
    expect(dataOf(await adapt(ticketEvent('created', { status })))).toMatchObject({ handling });
  });

  test.each([
    ['NEW', 'OPEN', { state: 'acknowledged', acknowledgedAt: time }],
    ['NEW', 'SOLVED', { state: 'resolved', acknowledgedAt: time, resolvedAt: time }],
    ['OPEN', 'SOLVED', { state: 'resolved', resolvedAt: time }],
    ['OPEN', 'CLOSED', { state: 'closed', resolvedAt: time, closedAt: time }],
    ['SOLVED', 'OPEN', { state: 'acknowledged' }],
  ])('a ticket that goes from %s to %s', async (previous, status, handling) => {
    expect(dataOf(await adapt(changed(previous, status)))?.handling).toEqual(handling);
  });

  test.each([
    ['OPEN', 'PENDING'],
    ['PENDING', 'HOLD'],
    ['SOLVED', 'CLOSED'],
  ])('from %s to %s leaves what is known of it', async (previous, status) => {
    expect(dataOf(await adapt(changed(previous, status)))).not.toHaveProperty('handling');
  });

  test('another change leaves it too, and tells what came in', async () => {
    const data = dataOf(await adapt(ticketEvent('priority_changed', { status: 'OPEN', priority: 'LOW' })));
    expect(data).toMatchObject({ received: { receivedAt: created, severity: 'low' } });
    expect(data).not.toHaveProperty('handling');
  });

  test.each([
    ['CLOSED', 'ARCHIVED'],
    ['DELETED', 'SCRUBBED'],
  ])('from %s to %s nothing of the complaint changes', async (previous, status) => {
    expect(await adapt(changed(previous, status))).toMatchObject({ kind: 'nothing' });
  });

  test('a status that nobody documents is said', async () => {
    expect(await adapt(ticketEvent('created', { status: 'LOST' }))).toMatchObject({
      events: [],
      unmapped: [{ path: ['detail', 'status'] }],
    });
  });
});

describe('the handling, with a token', () => {
  const settings = { api: 'https://acme.zendesk.com' };
  const metrics = (more: object) => ({ ticket_metric: { initially_assigned_at: null, solved_at: null, ...more } });
  const known = metrics({ initially_assigned_at: '2026-03-14T09:20:00Z', solved_at: '2026-03-14T09:29:00Z' });

  test.each([
    ['OPEN', 'PENDING', { state: 'acknowledged', acknowledgedAt: '2026-03-14T09:20:00Z' }],
    [
      'OPEN',
      'SOLVED',
      // Of the event: the metrics have when it was solved before it was opened again.
      { state: 'resolved', acknowledgedAt: '2026-03-14T09:20:00Z', resolvedAt: time },
    ],
    ['SOLVED', 'OPEN', { state: 'acknowledged', acknowledgedAt: '2026-03-14T09:20:00Z' }],
    [
      'SOLVED',
      'CLOSED',
      {
        state: 'closed',
        acknowledgedAt: '2026-03-14T09:20:00Z',
        resolvedAt: '2026-03-14T09:29:00Z',
        closedAt: time,
      },
    ],
  ])('from %s to %s is whole', async (previous, status, handling) => {
    const { answer, asked } = answering(200, known);
    expect(dataOf(await adapt(changed(previous, status), settings, 'oauth', answer))?.handling).toEqual(handling);
    expect(asked).toEqual(['https://acme.zendesk.com/api/v2/tickets/5158/metrics']);
  });

  test('what Zendesk does not know yet is told by the event', async () => {
    const { answer } = answering(200, metrics({}));
    expect(dataOf(await adapt(changed('OPEN', 'SOLVED'), settings, 'oauth', answer))?.handling).toEqual({
      state: 'resolved',
      resolvedAt: time,
    });
  });

  test('what it does not know yet of a ticket that was just taken is told by the event, too', async () => {
    const { answer } = answering(200, metrics({}));
    expect(dataOf(await adapt(changed('NEW', 'OPEN'), settings, 'oauth', answer))?.handling).toEqual({
      state: 'acknowledged',
      acknowledgedAt: time,
    });
  });

  test('nothing is asked of a ticket that nobody took, nor when its handling did not change', async () => {
    const { answer, asked } = answering(500, '');
    for (const event of [ticketEvent('created'), ticketEvent('subject_changed', { status: 'OPEN' })])
      expect(dataOf(await adapt(event, settings, 'oauth', answer))).toHaveProperty('received');
    expect(asked).toEqual([]);
  });

  test.each([
    [429, {}, 'answered 429'],
    [200, '<html>', 'SyntaxError'],
    [200, { ticket_metric: 'x' }, 'something else'],
  ])('an answer %d %j makes it come again', async (status, body, fault) => {
    const { answer } = answering(status, body);
    const adapted = await adapt(changed('NEW', 'OPEN'), settings, 'oauth', answer);
    expect(adapted).toEqual({ kind: 'later', fault: expect.stringContaining(fault) });
  });

  test.each([401, 403, 404])('an answer %d is a reject, to be adapted again with another token', async (status) => {
    const { answer } = answering(status, {});
    expect(await adapt(changed('NEW', 'OPEN'), settings, 'oauth', answer)).toMatchObject({
      events: [],
      unmapped: [{ path: ['detail', 'id'], problem: expect.stringContaining('Zendesk') }],
    });
  });

  test('a token is missing only where the settings say whom to ask', async () => {
    const access = { adapter: 'zendesk', secrets: ['x'] };
    expect(await missingOf('desk', access)).toEqual([]);
    expect(await missingOf('desk', { ...access, settings })).toMatchObject([{ what: 'token' }]);
    expect(await missingOf('desk', { ...access, settings, token: 'oauth' })).toEqual([]);
  });

  test('an address that is not of Zendesk is refused', () => {
    for (const api of [
      'https://evil.example',
      'https://acme.zendesk.com.evil.example',
      'http://acme.zendesk.com',
      'https://zendesk.com',
    ])
      expect(adapter.readSettings({ api })).toMatchObject({ ok: false, problems: [{ path: ['api'] }] });
  });
});

describe('what came in', () => {
  test.each([
    ['LOW', 'low'],
    ['NORMAL', 'normal'],
    ['HIGH', 'high'],
    ['URGENT', 'high'],
    ['urgent', 'high'],
  ])('the priority %s is the severity %s', async (priority, severity) => {
    expect(dataOf(await adapt(ticketEvent('created', { priority })))).toMatchObject({ received: { severity } });
  });

  test('a ticket without a priority has no severity, and one with another is said', async () => {
    expect(dataOf(await adapt(ticketEvent('created', { priority: null })))?.received).not.toHaveProperty('severity');
    expect(await adapt(ticketEvent('created', { priority: 'P0' }))).toMatchObject({
      unmapped: [{ path: ['detail', 'priority'] }],
    });
  });

  test('a letter that is too long loses its end between characters, and counts', async () => {
    const long = async (description: string) => {
      const { received } = dataOf(await adapt(ticketEvent('created', { subject: null, description }))) ?? {};
      return (received as { text: string }).text;
    };
    expect(await long('€'.repeat(10_000))).toBe('€'.repeat(10_000));
    expect(await long('€'.repeat(65_535))).toBe(`${'€'.repeat(9_999)}…`);
    expect(await long('🙂'.repeat(9_000))).toBe(`${'🙂'.repeat(4_999)}…`);
  });

  test('a ticket of nobody, from nowhere, without words', async () => {
    const bare = { subject: '', description: null, requester_id: '0', via: null, priority: null };
    expect(dataOf(await adapt(ticketEvent('created', bare)))).toEqual({
      received: { receivedAt: created },
      handling: { state: 'received' },
    });
  });

  test('the first of its tags that has one gives the category', async () => {
    const categories = { late: 'late delivery', damaged: 'damage' };
    const tags = ['vip', 'damaged', 'late'];
    expect(dataOf(await adapt(ticketEvent('created', { tags }), { categories }))).toMatchObject({
      received: { category: 'damage' },
    });
    expect(
      dataOf(await adapt(ticketEvent('created', { tags: ['constructor'] }), { categories }))?.received,
    ).not.toHaveProperty('category');
  });
});

describe('which tickets are complaints', () => {
  const kindOf = async (detail: object, settings: object) =>
    (await adapt(ticketEvent('created', detail), settings)).kind;

  test.each([
    [{ tags: ['late', 'complaint'] }, 'events'],
    [{ tags: ['late'] }, 'nothing'],
    [{ types: ['incident', 'problem'] }, 'events'],
    [{ types: ['task'] }, 'nothing'],
    [{ forms: ['8646151517822'] }, 'events'],
    [{ forms: ['1'] }, 'nothing'],
    [{ tags: ['complaint'], types: ['task'] }, 'nothing'],
  ])('settings %j', async (settings, kind) => {
    expect(await kindOf({}, settings)).toBe(kind);
  });

  test('all, by default; none of which tags, type and form are not told, if they matter', async () => {
    const bare = { tags: null, type: null, form_id: null };
    expect(await kindOf(bare, {})).toBe('events');
    for (const settings of [{ tags: ['x'] }, { types: ['task'] }, { forms: ['1'] }])
      expect(await kindOf(bare, settings)).toBe('nothing');
  });

  test.each(['tags_changed', 'type_changed', 'form_changed'])(
    'after %s it may be none any more, or one',
    async (name) => {
      expect(dataOf(await adapt(ticketEvent(name, { tags: [] }), { tags: ['complaint'] }))).toBeNull();
      expect(dataOf(await adapt(ticketEvent(name), { tags: ['complaint'] }))).toMatchObject({
        handling: { state: 'received' },
      });
      // Since when an agent has it is not in the event.
      expect(dataOf(await adapt(ticketEvent(name, { status: 'OPEN' }), { tags: ['complaint'] }))).not.toHaveProperty(
        'handling',
      );
    },
  );

  test.each(['soft_deleted', 'marked_as_spam', 'permanently_deleted'])('%s deletes it', async (name) => {
    expect(dataOf(await adapt(ticketEvent(name)))).toBeNull();
  });

  test('what is gone for good is deleted whatever it was, and a status of deleted deletes', async () => {
    const gone = { id: 'e', type: 'zen:event-type:ticket.permanently_deleted', time, detail: { id: '5158' } };
    expect(dataOf(await adapt(gone, { tags: ['complaint'] }))).toBeNull();
    expect(dataOf(await adapt(changed('OPEN', 'DELETED')))).toBeNull();
    expect(await adapt(ticketEvent('soft_deleted', { tags: [] }), { tags: ['complaint'] })).toMatchObject({
      kind: 'nothing',
    });
  });
});

describe('the signature', () => {
  const secret = 'c2lnbmluZy1zZWNyZXQtb2YtYS13ZWJob29rLTI0Ynl0ZXM=';
  const verifies = (signature: string, timestamp: string, body = '{}', now = clock) =>
    adapter.verifies(
      {
        headers: { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': timestamp },
        body: Buffer.from(body),
      },
      [secret],
      now,
    );
  // printf '2026-03-14T12:00:00Z{}' | openssl dgst -sha256 -hmac "$secret" -binary | base64
  const signature = 'oVxOFKBxaQVn5xopwzwekDJScjt3DacBeOzKtu+sbQ0=';

  test('holds near the clock, and for these bytes alone', () => {
    expect(verifies(signature, '2026-03-14T12:00:00Z')).toBe(true);
    for (const off of [301_000, -301_000])
      expect(verifies(signature, '2026-03-14T12:00:00Z', '{}', clock + off)).toBe(false);
    // Nothing stands between the two in what is signed.
    expect(verifies(signature, '2026-03-14T12:00:00', 'Z{}')).toBe(false);
    expect(verifies(signature, '2026-03-14T12:00:00Z{', '}')).toBe(false);
    for (const timestamp of ['', 'Sat, 14 Mar 2026 12:00:00 GMT', '1773489600'])
      expect(verifies(signature, timestamp)).toBe(false);
  });

  test('with the secret that Zendesk publishes is nobody’s', () => {
    expect(adapter.secretProblem('dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==')).toContain('publishes');
    expect(adapter.secretProblem(secret)).toBeUndefined();
    for (const wrong of ['short', 'sixteen but blank', 'x'.repeat(513)])
      expect(adapter.secretProblem(wrong)).toBeDefined();
  });
});
