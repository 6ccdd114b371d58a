/** The pages behind links on a test board: an alert with a mail about it, links that are really signed, and the function's own API. */
import type { Context } from 'aws-lambda';
import { act } from '../../functions/decisions/act.ts';
import { createApi } from '../../functions/decisions/api.ts';
import { decide } from '../../functions/decisions/decide.ts';
import { unsubscribe } from '../../functions/decisions/unsubscribe.ts';
import { toEvent } from '../../infra/local/http/event.ts';
import type { Alert } from '../../shared/core/alert/alert.ts';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import { type NewNotice, noticeId } from '../../shared/core/notice/notice.ts';
import { type Link, type Purpose, readToken, signToken } from '../../shared/links/link.ts';
import { type LinkKey, parseLinkKeys } from '../../shared/links/link-keys.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { readAlert, writeMoves } from '../../shared/store/alerts.ts';
import { transitionKey } from '../../shared/store/keys.ts';
import { readNotice } from '../../shared/store/notices.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { missedEvidence } from './evidence.ts';

export const objective = 'on-time';
export const mailed = '2018-04-01T05:12:00.000Z';

const [key] = parseLinkKeys(JSON.stringify([Buffer.from('k'.repeat(32)).toString('base64url')])) as [LinkKey];

/** Evidence of a move of the board's own objective. */
const evidenceOf = (given: Partial<Evidence> = {}): Evidence => {
  const evidence = missedEvidence();
  return { ...evidence, ...given, objective: { ...evidence.objective, id: objective } };
};

const noticeFor = (person: NewNotice['person'], version: number, createdAt: string): NewNotice => ({
  kind: 'notice',
  id: noticeId(createdAt, [person.id, String(version)], digest),
  person,
  why: 'top-management',
  about: { kind: 'alert', transitions: [transitionKey(objective, version)] },
  reason: 'target-missed',
  state: 'pending',
  attempts: 0,
  createdAt,
});

/** Moves the board's alert as evaluate does, with a notice to each person. Answers with the ids of the notices. */
export const move = async (
  board: NamedTable,
  to: Alert['state'],
  people: NewNotice['person'][],
  at = mailed,
): Promise<string[]> => {
  const before = await readAlert(board, objective);
  const version = (before?.version ?? 0) + 1;
  const evidence = evidenceOf({ from: before?.state ?? null, to, at, since: at });
  const reason = to === 'met' ? 'cleared-by-holding' : 'target-missed';
  const notices = people.map((person) => noticeFor(person, version, at));
  const ids = notices.map(({ id }) => id);
  const alert: Alert = {
    ...{ objective, objectiveVersion: 2, state: to, since: at, reason, version },
    ...{ reading: evidence.reading, metEnds: [], told: people.map(({ id }) => id) },
    ...(to === 'missed' && { ladderFrom: at, climbed: 1 }),
  };
  const transition = {
    ...{ objective, version, from: evidence.from, to, reason, at },
    ...{ told: alert.told, notices: ids, evidence },
  };
  const lost = await writeMoves(board, [{ alert, read: version - 1, transitions: [transition] }], notices);
  if (lost.length > 0) throw new Error('the alert moved in the meantime');
  return ids;
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface LinkPages {
  /** The path of a link, signed at an instant (now, if not given). */
  sign(link: Link, at?: number): Promise<string>;
  send(method: string, path: string, form?: Record<string, string>): Promise<Answer>;
}

/** `now` is asked for every request: tests move it. */
export const openPages = (board: NamedTable, now: () => number): LinkPages => {
  const api = createApi({
    board,
    readLink: (token: string, purpose: Purpose) =>
      readToken(token, purpose, async (id) => (id === key.id ? key : undefined), now()),
    readNotice: (id) => readNotice(board, id),
    pages: { decide, act, unsubscribe },
    now,
  });
  return {
    sign: async (link, at = now()) => `/v1/${link.purpose}/${await signToken(link, key, at)}`,
    send: async (method, target, form) => {
      const [, , purpose = '', token = ''] = (target.split('?')[0] ?? '').split('/');
      const event = toEvent(
        {
          ...{ method, target, sourceIp: '127.0.0.1' },
          headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
          body: Buffer.from(form ? new URLSearchParams(form).toString() : ''),
        },
        { routeKey: `${method} /v1/${purpose}/{token}`, pathParameters: { token } },
        'request',
        now(),
      );
      const { statusCode, headers, body } = (await api(event as never, {} as Context)) as {
        statusCode: number;
        headers: Record<string, string>;
        body?: string;
      };
      return { status: statusCode, headers, body: body ?? '' };
    },
  };
};
