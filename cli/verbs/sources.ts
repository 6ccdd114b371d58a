/** `hoshin sources`: who sends, and whether each speaks as often as it should. */
import { type Command, Option } from 'commander';
import { loadSetting, type Setting } from '../../shared/alerts/setting.ts';
import { overdueSources } from '../../shared/core/silence/overdue.ts';
import { silenceOfSource } from '../../shared/core/silence/silenced.ts';
import { formatMoment } from '../../shared/core/text/format.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { readAccess } from '../source-secret.ts';
import { enterSecret, type SecretOptions } from '../sources/enter-secret.ts';
import { missingOf } from '../sources/missing.ts';
import { retireOld } from '../sources/retire-old.ts';
import { formatTable } from '../table.ts';
import { examples, jsonOption, type OutputOptions, print, printJson, stackVerb } from '../verb.ts';

interface SourcesOptions extends StageOptions, OutputOptions {
  overdue?: boolean;
}

export interface SourceStanding {
  id: string;
  types: readonly string[];
  namespace: string;
  cadenceHours?: number;
  /** ISO 8601, UTC; absent if it never did. */
  lastSpoke?: string;
  overdue: boolean;
  /** The planned shutdown that names it today, by id, and its last day. */
  silence?: { id: string; until: string };
  /** The product whose webhook it is. */
  adapter?: string;
  /** What of that product nobody has entered yet: until then nothing of it is taken. */
  missing?: ('secret' | 'token')[];
}

/** How each source stands at an instant (ms). */
export const standingsOf = (
  setting: Pick<Setting, 'sources' | 'expected' | 'silences' | 'policy' | 'today'>,
  now: number,
): SourceStanding[] => {
  const overdue = overdueSources(setting.expected, now, setting);
  return setting.sources.map((source) => {
    const { id, types, namespace = id, cadenceHours, adapter } = source;
    const lastSpoke = setting.expected.find((each) => each.id === id)?.lastSpoke;
    const silence = silenceOfSource(source, setting.silences, setting.today);
    return {
      ...{ id, types, namespace, overdue: overdue.some((each) => each.source === id) },
      ...(cadenceHours !== undefined && { cadenceHours }),
      ...(lastSpoke !== undefined && { lastSpoke }),
      ...(silence && { silence: { id: silence.id, until: silence.until } }),
      ...(adapter !== undefined && { adapter }),
    };
  });
};

const withMissing = async (connection: Connection, standing: SourceStanding): Promise<SourceStanding> => {
  if (standing.adapter === undefined) return standing;
  const access = await readAccess(connection, standing.id);
  const missing = await missingOf(standing.id, access ?? { adapter: standing.adapter, secrets: [] });
  return missing.length === 0 ? standing : { ...standing, missing: missing.map(({ what }) => what) };
};

const describeStanding = ({ overdue, cadenceHours, silence, missing }: SourceStanding): string => {
  if (missing) return `NO ${missing.join(', NO ').toUpperCase()}`;
  const planned = silence ? `planned shutdown to ${silence.until}` : '';
  if (cadenceHours === undefined) return planned || 'no cadence';
  return [overdue ? 'OVERDUE' : 'in time', planned].filter(Boolean).join(', ');
};

const listSources = async (options: SourcesOptions): Promise<void> => {
  const connection = await connect(options);
  const now = Date.now();
  const setting = await loadSetting(connection.board, now, tallies);
  const all = await Promise.all(standingsOf(setting, now).map((standing) => withMissing(connection, standing)));
  const shown = all.filter(({ overdue }) => overdue || !options.overdue);
  if (options.json) return printJson(shown);
  if (shown.length === 0)
    return print(
      all.length === 0
        ? 'There are no sources. Write some and run `hoshin apply` (docs/configure.md).'
        : 'No source is overdue.',
    );
  print(
    formatTable(
      [
        { title: 'source' },
        { title: 'sends' },
        { title: 'into' },
        { title: 'cadence', align: 'right' },
        { title: 'last spoke' },
        { title: 'standing' },
      ],
      shown.map((standing) => [
        standing.adapter === undefined ? standing.id : `${standing.id} (${standing.adapter})`,
        standing.types.join(', '),
        standing.namespace,
        standing.cadenceHours === undefined ? '—' : `${standing.cadenceHours} h`,
        standing.lastSpoke === undefined ? 'never' : formatMoment(standing.lastSpoke, setting.policy.timeZone),
        describeStanding(standing),
      ]),
    ),
  );
};

const secret = (): Command =>
  stackVerb('secret')
    .description('enter what another product signs its webhook with (hidden prompt or stdin), or retire old secrets')
    .argument('<source>', 'a source with an adapter; with --retire-old any source')
    .option('--token', 'the token that the adapter fetches content with, in place of the signing secret')
    .option('--add', 'let the secrets that it has count too, until the product signs with the new one')
    .option('--replace', 'let only the new secret count')
    .addOption(
      new Option(
        '--retire-old',
        'enter nothing: let only the newest of its secrets count, which ends a rotation',
      ).conflicts(['token', 'add', 'replace']),
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      `${examples(
        ['sources secret typeform-nps', 'asks for it'],
        ['sources secret typeform-nps --add < secret.txt', 'rotation: both count for now'],
        ['sources secret typeform-nps --retire-old', 'the product signs with the new one: only that counts'],
        ['sources secret erp-lyon --retire-old', 'the same, after `apply --rotate erp-lyon`'],
        ['sources secret surveymonkey --token', 'what its adapter fetches responses with'],
      )}\nIt is never taken from the command line: other users of a machine see those, and shells remember them.\n`,
    )
    .action((source: string, options: SecretOptions) =>
      options.retireOld ? retireOld(source, options) : enterSecret(source, options),
    );

export const sourcesVerb = (): Command => {
  const verb = stackVerb('sources')
    .description('who sends, when each last spoke, and which are overdue')
    // What stands behind `secret` is its own.
    .enablePositionalOptions()
    .option('--overdue', 'only those that should have spoken by now')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(
        ['sources', 'all of them'],
        ['sources --overdue --json', 'those that are overdue, for a program'],
        ['sources secret typeform-nps', "another product's signing secret (docs/adapters.md)"],
      ),
    )
    .action(listSources);
  verb.addCommand(
    secret().exitOverride().showSuggestionAfterError().showHelpAfterError('(add --help to see how it is used)'),
  );
  return verb;
};
