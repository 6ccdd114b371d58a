/** `npm start` as a newcomer runs it: the sample year comes in, mails are in the inbox, and Ctrl-C leaves nothing behind. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureSynthesized } from '../../infra/local/synthesize.ts';
import { spawnHoshin } from './support/stack.ts';
import { until } from './support/until.ts';

const ready = 'In another terminal';

let folder: string;
let dataDir: string;
/** What the first start printed, for the tests that look at it. */
let firstOutput = '';

const startDemo = (...options: string[]) => {
  const child = spawnHoshin(dataDir, ['start', '--demo', ...options]);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  let closed = false;
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (status) => {
      closed = true;
      resolve(status);
    }),
  );
  return {
    said,
    kill: () => child.kill('SIGKILL'),
    waitFor: async (text: string) => {
      await until(
        () => said.out.includes(text) || said.err.includes(text) || closed,
        (there) => there,
        { seconds: 480, everyMs: 100 },
      );
      expect(said.out + said.err).toContain(text);
    },
    /** Ctrl-C; answers with the exit status and the seconds that it took. */
    interrupt: async () => {
      const at = Date.now();
      child.kill('SIGINT');
      return { status: await ended, seconds: (Date.now() - at) / 1000 };
    },
  };
};
let running: ReturnType<typeof startDemo> | undefined;

/** Processes that have the data folder on their command line: every engine does. */
const processesOfFolder = () =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(dataDir));

const readMails = async (): Promise<Email[]> => {
  const mails = join(dataDir, 'mail');
  const files = readdirSync(mails).filter((name) => name.endsWith('.eml'));
  return Promise.all(files.sort().map((name) => PostalMime.parse(readFileSync(join(mails, name)))));
};
/** The mails that tell somebody that a target is missed, alone or beside others. */
const about = (mails: readonly Email[], title: string) =>
  mails.filter(({ text }) => new RegExp(`^${title} misses its target`, 'm').test(text ?? ''));
const recipients = (mails: readonly Email[]) => mails.map(({ to }) => to?.[0]?.address?.split('.')[0]).sort();

beforeAll(async () => {
  await ensureSynthesized();
  folder = mkdtempSync(join(tmpdir(), 'hoshin-demo-'));
  dataDir = join(folder, 'data');
  const started = Date.now();
  running = startDemo();
  await running.waitFor(ready);
  const up = Date.now();
  await until(readMails, ({ length }) => length > 0);
  console.log(
    `npm start: ready after ${Math.round((up - started) / 1000)} s, the first mail after at most ${Math.round((Date.now() - started) / 1000)} s`,
  );
  firstOutput = running.said.out;
}, 600_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  console.log(`${running?.said.out}\n${running?.said.err}`);
  for (const { to, subject, date } of await readMails()) console.log(`${date} ${to?.[0]?.address}: ${subject}`);
});
afterAll(() => {
  running?.kill();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('it prints the KPIs, the objectives and the addresses', () => {
  expect(firstOutput).toMatch(/Fed 1\d,\d{3} events; /);
  const lines = firstOutput.split('\n');
  for (const kpi of [
    'On-time delivery',
    'First-pass yield',
    'Complaints per 1,000 deliveries',
    'Net promoter score (NPS)',
  ])
    expect(lines.find((line) => line.startsWith(`${kpi} `))?.slice(kpi.length)).toMatch(/^ +−?\d/);
  expect(firstOutput).toMatch(/^on-time +missed +/m);
  expect(firstOutput).toMatch(/^conformity-gdansk +missed +/m);
  expect(firstOutput).toMatch(/inbox +http:\/\/127\.0\.0\.1:\d+/);
  expect(firstOutput).toMatch(/survey +http:\/\/127\.0\.0\.1:\d+\/v1\/open\/how-was-it\?channel=front-desk/);
  expect(firstOutput).toMatch(/complain +http:\/\/127\.0\.0\.1:\d+\/v1\/complaint/);
  expect(firstOutput).toMatch(/webhook +http:\/\/127\.0\.0\.1:\d+\/v1\/ingest\/\{source\}/);
});

test('the mails name the carrier that began to fail, and the lots of the defect wave', async () => {
  const isDigest = ({ subject }: Email) => subject?.startsWith('Week to ') ?? false;
  const mails = await until(readMails, (all) => all.some(isDigest) && all.length >= 5);
  const late = about(mails, 'On-time delivery');
  expect(recipients(late)).toEqual(['elena', 'jonas', 'piotr']);
  for (const { text } of late) expect(text).toMatch(/Baltic Cargo \(carrier\)/);
  const defects = about(mails, 'Conformity in Gdansk');
  expect(recipients(defects)).toEqual(['amina', 'elena', 'jonas']);
  for (const { text } of defects) expect(text).toMatch(/LOT-\d{8}-\d\d/);
  // Everybody whom something concerns, no target twice to anybody, and one digest. How many mails that is depends on how
  // many evaluations there were: the stack's own may come between.
  const isComplaint = ({ subject }: Email) => /complaint/i.test(subject ?? '') && !/missed/i.test(subject ?? '');
  const isStaff = ({ to }: Email) => to?.[0]?.address?.endsWith('@marlow-pumps.example') ?? false;
  const alerts = mails.filter((mail) => isStaff(mail) && !isDigest(mail) && !isComplaint(mail));
  expect([...new Set(recipients(alerts))]).toEqual(['amina', 'elena', 'jonas', 'piotr']);
  const told = alerts.flatMap(({ text, to }) =>
    [...(text ?? '').matchAll(/^.+ misses its target/gm)].map(([line]) => `${to?.[0]?.address}: ${line}`),
  );
  expect(told.length).toBeGreaterThan(4);
  expect(new Set(told).size).toBe(told.length);
  expect(recipients(mails.filter(isDigest))).toEqual(['elena']);
  // Customers of the last deliveries are asked in their own languages.
  const asked = await until(
    async () => (await readMails()).filter((mail) => !isStaff(mail)),
    ({ length }) => length >= 3,
  );
  expect(recipients(asked)).toEqual(['amelie', 'hanna', 'yusuf']);
  expect(asked.map(({ html }) => /<html[^>]* lang="(\w+)"/.exec(html ?? '')?.[1]).sort()).toEqual(['ar', 'en', 'fr']);
});

test('the inbox page and the printed curl work', async () => {
  const inbox = /inbox +(http:\S+)/.exec(firstOutput)?.[1] ?? '';
  const page = await fetch(inbox);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<html');
  const request = firstOutput.split('Send a delivery of your own:')[1]?.split(ready)[0] ?? 'false';
  const answer = execFileSync('bash', ['-c', request], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(answer).toMatch(/^HTTP\/1\.1 202 /);
  expect(answer).toContain('"accepted":1');
});

test('Ctrl-C stops it within ten seconds and leaves no process behind', async () => {
  expect(processesOfFolder().length).toBeGreaterThan(2);
  const { status, seconds } = (await running?.interrupt()) ?? {};
  expect(status).toBe(0);
  expect(seconds).toBeLessThan(10);
  expect(processesOfFolder()).toEqual([]);
});

test('a second start carries on with the same data and tells nobody again', async () => {
  const before = (await readMails()).map(({ subject }) => subject);
  running = startDemo();
  await running.waitFor(ready);
  expect(running.said.out).not.toContain('Fed ');
  const kpis = (output: string) => /^On-time delivery .*$/m.exec(output)?.[0];
  expect(kpis(running.said.out)).toBe(kpis(firstOutput));
  expect(running.said.out).toMatch(/^on-time +missed +.*still-missed/m);
  await sleep(5_000);
  expect((await readMails()).map(({ subject }) => subject)).toEqual(before);
  expect(await running.interrupt()).toMatchObject({ status: 0 });
});

test('a fresh start feeds the year anew, and Ctrl-C ends it in the middle of that', async () => {
  running = startDemo('--fresh');
  await running.waitFor('Storing and counting');
  const { status, seconds } = await running.interrupt();
  expect(status).toBe(0);
  expect(seconds).toBeLessThan(10);
  expect(running.said.err.trimEnd()).toMatch(/Stopping …$/);
  expect(processesOfFolder()).toEqual([]);
});
