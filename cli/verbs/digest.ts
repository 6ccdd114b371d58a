/** `hoshin digest`: shows what a person's digest says now, or sends it beside those that come by themselves. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CalendarDate } from '../../events/scalars.ts';
import { loadSetting } from '../../shared/alerts/setting.ts';
import { gatherDigest } from '../../shared/digest/gather-digest.ts';
import { makeDigest } from '../../shared/digest/make-digest.ts';
import { type AskedDigest, occasionOf } from '../../shared/digest/occasion.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { renderDigestMail } from '../../shared/mail/digest/digest-mail.ts';
import type { Mail } from '../../shared/mail/mime.ts';
import { now } from '../../shared/runtime/clock.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { sendDigest } from '../send-digest.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface DigestOptions extends StageOptions, OutputOptions {
  to: string;
  monthly?: boolean;
  asOf?: string;
  dryRun?: boolean;
  html?: string;
}

const unknownPerson = (id: string) =>
  new Failure(`There is no person '${id}' in the configuration. \`hoshin apply\` adds people (docs/configure.md).`);

const makeFor = async ({ board, records }: Connection, id: string, asked: AskedDigest) => {
  const at = now();
  const setting = await loadSetting(board, at, tallies);
  const person = setting.people.find((candidate) => candidate.id === id);
  if (!person) throw unknownPerson(id);
  const registry = { kpis, tallies };
  const gathered = await gatherDigest({ board, records, registry }, setting, occasionOf(asked, setting, person, at));
  return (await makeDigest(board, registry, setting, person, gathered)).content;
};

/** One file, with its pictures in it: what a browser can show. */
const standAlone = ({ html, images }: Mail): string =>
  images.reduce(
    (page, { cid, png }) =>
      page.replaceAll(`cid:${cid}`, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
    html,
  );

const show = async (connection: Connection, options: DigestOptions, asked: AskedDigest): Promise<void> => {
  const content = await makeFor(connection, options.to, asked);
  if (options.json) return printJson(content);
  const mail = await renderDigestMail(content, { id: 'dry-run' }, undefined);
  if (options.html !== undefined) writeFileSync(options.html, standAlone(mail));
  print(`Subject: ${mail.subject}\n\n${mail.text}`);
};

const send = async (connection: Connection, options: DigestOptions, asked: AskedDigest): Promise<void> => {
  const answer = await sendDigest(connection, { person: options.to, ...asked });
  if (options.json) printJson(answer);
  switch (answer.outcome) {
    case 'written':
      if (!options.json) print(`Written as ${answer.period}; its mail is on the way.`);
      return;
    case 'unknown-person':
      throw unknownPerson(options.to);
    case 'unsubscribed':
      throw new Failure(`${options.to} wants no digests: nothing was sent. The link in an old one brings them back.`);
    case 'suppressed':
      throw new Failure(`No digest goes to ${options.to}: mails to the address bounce, or were complained about.`);
    default:
      throw new Failure(`Nothing was sent (${answer.outcome}). The log of digest says more.`);
  }
};

const digest = async (options: DigestOptions): Promise<void> => {
  const { asOf, monthly = false, dryRun = false, html } = options;
  if (asOf !== undefined && !CalendarDate.safeParse(asOf).success)
    throw usage(`--as-of takes a day, for example 2026-03-14 (is '${asOf}').`);
  if (html !== undefined && !dryRun) throw usage('--html goes with --dry-run: what is sent is in the mail.');
  const asked: AskedDigest = { cadence: monthly ? 'monthly' : 'weekly', ...(asOf !== undefined && { asOf }) };
  const connection = await connect(options);
  await (dryRun ? show : send)(connection, options, asked);
};

export const digestVerb = (): Command =>
  stackVerb('digest')
    .description("show or send a person's digest: of the seven days, or the month, before today")
    .requiredOption('--to <person>', 'id of the person')
    .option('--monthly', 'of the calendar month before, instead of the seven days')
    .option('--as-of <day>', 'as if on this day, with what is known today')
    .option('--dry-run', 'show it, and send nothing')
    .option('--html <file>', 'with --dry-run: also write the HTML, pictures included')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['digest --to ceo --dry-run', 'what the next one would say now'],
        ['digest --to ceo --dry-run --html digest.html', 'the same, to look at in a browser'],
        ['digest --to ceo --monthly --as-of 2018-04-01 --dry-run', 'of March 2018, with what is known today'],
        ['digest --to ceo', 'sends one now; those that come by themselves come all the same'],
      ),
    )
    .action(digest);
