import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../shared/core/alert/alert.ts';
import type { Evidence } from '../../shared/core/alert/evidence.ts';
import type { Notice } from '../../shared/core/notice/notice.ts';
import { writeAlertMail } from '../../shared/mail/alert/write-alert-mail.ts';
import { writeMoves } from '../../shared/store/alerts.ts';
import { transitionKey } from '../../shared/store/keys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { npsEvidence, processEvidence, severalEvidences } from '../support/alert-mails.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { missedEvidence } from '../support/evidence.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dynamodb: TestDynamoDb;
let board: NamedTable;
beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
});
afterAll(() => dynamodb?.stop());
beforeEach(async () => {
  board = await dynamodb.createBoard();
});

const notice = { id: 'jfo2k3x1-0123456789abcdef', why: 'owner' } as Notice;
const link = (purpose: string, id: string, subject: string) =>
  Promise.resolve(`https://hoshin.example/v1/${purpose}/${id}.${subject}`);

/** Moves on the board; answers with their keys. */
const move = async (evidences: readonly Evidence[], state = (evidence: Evidence) => evidence.to) => {
  for (const evidence of evidences) {
    const { from, to, reason, at, reading } = evidence;
    const objective = evidence.objective.id;
    const alert = { objective, version: 1, state: state(evidence), reading } as Alert;
    const transition = { objective, version: 1, from, to, reason, at, told: [], notices: [], evidence };
    expect(await writeMoves(board, [{ alert, read: 0, transitions: [transition] }], [])).toEqual([]);
  }
  return evidences.map(({ objective }) => transitionKey(objective.id, 1));
};
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);

describe('the mail of a notice about alerts', () => {
  it('has signed buttons for what is open', async () => {
    const { html } = await writeAlertMail({ board, link }, notice, await move([missedEvidence()]));
    const page = 'https://hoshin.example/v1/decide/jfo2k3x1-0123456789abcdef.on-time-lyon';
    expect(linksOf(html)).toEqual([`${page}?choice=acknowledge`, `${page}?choice=assign`, `${page}?choice=accept`]);
  });

  it('has none for an alert that has closed since, none for a changed process, and none without links', async () => {
    const closed = await move([missedEvidence()], () => 'met');
    expect(linksOf((await writeAlertMail({ board, link }, notice, closed)).html)).toEqual([]);
    const changed = await move([processEvidence()]);
    expect(linksOf((await writeAlertMail({ board, link }, notice, changed)).html)).toEqual([]);
    const open = await move([npsEvidence()]);
    expect(linksOf((await writeAlertMail({ board }, notice, open)).html)).toEqual([]);
  });

  it('tells all that the notice is about', async () => {
    const { subject, text } = await writeAlertMail({ board, link }, notice, await move(severalEvidences()));
    expect(subject).toMatch(/^2 targets missed, 3 more: /);
    for (const { objective } of severalEvidences()) expect(text).toContain(objective.title);
  });

  it('waits where a transition is missing, or a link cannot be signed', async () => {
    const [key] = await move([missedEvidence()]);
    if (!key) throw new Error('no key');
    const unsigned = () => Promise.reject(new Error('no key'));
    await expect(writeAlertMail({ board, link: unsigned }, notice, [key])).rejects.toThrow('no key');
    const gone = transitionKey('nowhere', 1);
    await expect(writeAlertMail({ board, link }, notice, [key, gone])).rejects.toThrow('is not on the board');
    await expect(writeAlertMail({ board, link }, notice, [])).rejects.toThrow('tells of nothing');
  });
});
