/** `hoshin surveys`: what customers are asked, how many answer, and where anybody may. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { formatNumber, formatValue } from '../../shared/core/text/format.ts';
import { connect, type StageOptions } from '../connect.ts';
import { usage } from '../failure.ts';
import { readStandings, type SurveyStanding } from '../surveys/standings.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, positive, print, printJson, stackVerb } from '../verb.ts';

interface SurveysOptions extends StageOptions, OutputOptions {
  days: number;
}

const askedOf = ({ asked, invites }: SurveyStanding): string[] => {
  if (!invites && !asked?.invited) return ['nobody', '', ''];
  if (!asked) return ['?', '?', '?'];
  const rate = asked.responseRate === null ? '—' : formatValue('share', asked.responseRate);
  return [formatNumber(asked.invited), formatNumber(asked.answered), rate];
};

const listSurveys = async (options: SurveysOptions): Promise<void> => {
  const standings = await readStandings(await connect(options), options.days, Date.now());
  if (options.json) return printJson(standings);
  if (standings.length === 0) return print('There are no surveys. Write one and run `hoshin apply` (docs/surveys.md).');
  const columns = [
    { title: 'survey' },
    { title: 'version', align: 'right' as const },
    { title: 'languages' },
    { title: 'invited', align: 'right' as const },
    { title: 'answered', align: 'right' as const },
    { title: 'response rate', align: 'right' as const },
    { title: '' },
  ];
  const rows = standings.map((each) => [
    ...[each.id, String(each.version), each.languages.join(' ')],
    ...askedOf(each),
    each.ended ? 'ENDED' : '',
  ]);
  print(`Invitations of the last ${options.days} days\n`);
  print(formatTable(columns, rows));
  const open = standings.flatMap((each) => each.open.map(({ address }) => `  ${address}`));
  if (open.length > 0) print(`\nWhere anybody may answer:\n${open.join('\n')}`);
  if (standings.some(({ asked }) => !asked))
    print('\n? The policy does not tell surveys apart: add survey under policy.dimensions and run `hoshin apply`.');
};

interface QrOptions extends StageOptions {
  channel?: string;
  out?: string;
}

const writeQr = async (id: string, options: QrOptions): Promise<void> => {
  const connection = await connect(options);
  const standings = await readStandings(connection, 1, Date.now());
  const survey = standings.find((each) => each.id === id);
  if (!survey)
    throw usage(`There is no survey '${id}'. There are: ${standings.map((each) => each.id).join(', ') || 'none'}.`);
  const { channel: wanted } = options;
  const place = wanted === undefined ? survey.open[0] : survey.open.find(({ channel }) => channel === wanted);
  if (!place) {
    const channels = survey.open.map(({ channel }) => channel).join(', ');
    throw usage(
      channels === ''
        ? `Nobody may open ${id} without an invitation: give it \`open:\` and run \`hoshin apply\`.`
        : `${id} has no channel '${wanted}'; it has ${channels}.`,
    );
  }
  const { drawQr } = await import('../surveys/draw-qr.ts');
  const file = options.out ?? `${id}-${place.channel}.svg`;
  await writeFile(file, drawQr(place.address));
  print(`${file} leads to ${place.address}`);
};

const qr = (): Command =>
  stackVerb('qr')
    .description('write the address at which anybody may answer as a QR code, for print')
    .argument('<survey>', 'its id')
    .option('--channel <name>', 'one of its channels (default: the first)')
    .option('--out <file.svg>', 'where to write it (default: {survey}-{channel}.svg)')
    .addHelpText('after', examples(['surveys qr after-delivery --channel kiosk', 'writes after-delivery-kiosk.svg']))
    .action(writeQr);

export const surveysVerb = (): Command => {
  const verb = stackVerb('surveys')
    .description('what customers are asked, how many of them answer, and where anybody may')
    .enablePositionalOptions()
    .option('--days <number>', 'count the invitations of so many days, today included', positive, 30)
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['surveys', 'all of them, with the response rate of the last 30 days'],
        ['surveys --days 90 --json', 'for a program'],
        ['surveys qr after-delivery', 'a QR code as an SVG file'],
      ),
    )
    .action(listSurveys);
  verb.addCommand(
    qr().exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help to see how it is used)'),
  );
  return verb;
};
