/** Actions by the command on the real local stack: assigned, reported, listed; the owner's mail leads to the action's page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, openPage, submitPage } from './support/links.ts';
import { type JourneyStack, startJourneyStack } from './support/stack.ts';
import { until } from './support/until.ts';

const company = `
sources:
  - { id: erp, types: [delivery] }
people:
  - { id: elena, name: Elena Marlow, email: elena@marlow.example, roles: [top-management] }
  - { id: piotr, name: Piotr Zielinski, email: piotr@marlow.example }
policy: { company: Marlow Pumps, timeZone: Europe/Paris }
objectives:
  - { id: on-time, title: Deliver on time, kpi: on-time-delivery, target: 90 %, direction: at-least, owner: piotr }
`;
const dayMs = 86_400_000;
const due = new Date(Date.now() + 10 * dayMs).toISOString().slice(0, 10);
const given = ['--objective', 'on-time', '--what', 'A second carrier', '--due', due];

let stack: JourneyStack;
beforeAll(async () => {
  stack = await startJourneyStack({ byHand: true });
  const file = join(stack.folder, 'company.yaml');
  writeFileSync(file, company);
  await stack.hoshinJson('apply', file, '--yes', '--author', 'Elena Marlow', '--reason', 'Targets');
});
afterAll(() => stack?.stop());

const mails = (count: number) =>
  until(
    () => stack.mails(),
    (all) => all.length >= count,
    { seconds: 60 },
  );

test('what the command cannot do, it says, and how it can', async () => {
  const run = (...args: string[]) => stack.hoshin('actions', ...args);
  expect(await run()).toMatchObject({ status: 0, stdout: expect.stringContaining('There are no actions.') });
  expect(await run('show', 'A-1')).toMatchObject({ status: 1, stderr: expect.stringContaining('no action A-1') });
  expect(await run('add', ...given, '--by', 'elena')).toMatchObject({ status: 2 });
  expect(await run('add', ...given, '--by', 'elena', '--owner', 'nobody')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--owner takes a person's id, one of: elena, piotr"),
  });
  const past = ['--due', '2020-01-01', '--by', 'elena', '--owner', 'piotr'];
  expect(await run('add', '--objective', 'on-time', '--what', 'x', ...past)).toMatchObject({ status: 2 });
});

test('an action is assigned, its owner gets a mail, and reports on the page behind its link', async () => {
  const added = await stack.hoshin('actions', 'add', ...given, '--owner', 'piotr', '--by', 'elena');
  expect(added).toMatchObject({ status: 0, stdout: expect.stringContaining('A-1 is assigned to Piotr Zielinski') });
  const [mail] = await mails(1);
  expect(mail?.subject).toMatch(/^Action for you by .*: A second carrier$/);
  if (!mail) throw new Error('no mail');
  const link = linkIn(mail, 'act');
  expect(await openPage(link)).toMatchObject({ status: 200, text: expect.stringContaining('Due in 10 days') });
  const written = await submitPage(link, { cause: 'One driver', 'resources-asked': 'A second van' });
  expect(written.text).toContain('What you wrote is recorded. Elena Marlow is told by mail.');
  const asked = (await mails(2))[1];
  expect(asked?.subject).toBe('Piotr Zielinski asks for resources: A second carrier');
  expect(asked?.to?.[0]?.address).toBe('elena@marlow.example');
});

test('the command reports too, by the same rules, and lists what came of it', async () => {
  const update = (...args: string[]) => stack.hoshin('actions', 'update', 'A-1', ...args);
  expect(await update('--by', 'piotr', '--done')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--corrective-action: Say what keeps it from happening again'),
  });
  expect(await update('--by', 'piotr', '--resources-granted', 'A van')).toMatchObject({ status: 1 });
  expect(await update('--by', 'elena', '--resources-granted', 'A van')).toMatchObject({ status: 0 });
  expect(await update('--by', 'piotr', '--corrective-action', 'Two carriers', '--done')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('From now on the readings decide'),
  });
  const listed = await stack.hoshin('actions', '--open');
  expect(listed.stdout).toMatch(/A-1 +done .*piotr +on-time .*A second carrier/);
  expect((await stack.hoshin('actions', '--overdue')).stdout).toContain('There are no such actions.');
  const shown = await stack.hoshin('actions', 'show', 'A-1');
  for (const line of ['Cause:\n  One driver', 'Resources granted (elena', 'assigned', 'resources-asked', 'marked-done'])
    expect(shown.stdout).toContain(line);
  expect(await stack.hoshinJson('actions', 'show', 'A-1')).toMatchObject({ state: 'done', version: 4 });
});
