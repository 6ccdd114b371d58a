/** `hoshin sources secret`: the secret that another product signs with, entered without anybody or anything else reading it. */
import { text } from 'node:stream/consumers';
import type { Adapter } from '../../shared/sources/adapter.ts';
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import { mostSecrets } from '../apply/write-access.ts';
import { type Connection, connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { putAccess } from '../put-access.ts';
import { readAccess } from '../source-secret.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';
import { askHidden } from './ask-hidden.ts';
import { commandFor, missingOf } from './missing.ts';

export interface SecretOptions extends StageOptions, OutputOptions {
  token?: boolean;
  add?: boolean;
  replace?: boolean;
  retireOld?: boolean;
}

/** Never from the command line: other users of a machine see those, and shells remember them. */
const readHidden = async (question: string): Promise<string> => {
  const given = process.stdin.isTTY === true ? await askHidden(question) : await text(process.stdin);
  return given.replace(/\r?\n$/, '').trim();
};

const findAdapted = async (
  connection: Connection,
  source: string,
): Promise<{ access: SourceAccess; adapter: Adapter }> => {
  const access = await readAccess(connection, source);
  if (!access)
    throw new Failure(`The source ${source} is not configured: write it into a file and run \`hoshin apply\`.`);
  if (access.adapter === undefined)
    throw usage(
      `${source} sends events and signs them with a secret that Hoshin makes: \`hoshin apply --rotate ${source}\` makes another.`,
    );
  const adapter = await loadAdapter(access.adapter);
  if (!adapter) throw new Failure(`This version has no adapter ${access.adapter}.`);
  return { access, adapter };
};

/** The secrets once another one was entered: beside those that are valid, or in their place. */
const withSecret = (secrets: readonly string[], secret: string, { add, replace }: SecretOptions): string[] => {
  if (secrets.length === 0 || replace) return [secret];
  if (add) return [secret, ...secrets.filter((each) => each !== secret)].slice(0, mostSecrets);
  throw usage(
    'It has a secret already. Say --add to let both count until the product signs with the new one, or --replace to let only the new one count.',
  );
};

export const enterSecret = async (source: string, options: SecretOptions): Promise<void> => {
  const { token = false, add = false, replace = false } = options;
  if (add && replace) throw usage('Either --add or --replace.');
  if (token && add) throw usage('A source has one token: a new one takes the place of the old one.');
  const connection = await connect(options);
  const { access, adapter } = await findAdapted(connection, source);
  if (token && adapter.tokenFrom === undefined) throw usage(`${adapter.title} needs no token.`);
  // Before anything is typed in vain.
  if (!token) withSecret(access.secrets, '', options);
  const from = token ? adapter.tokenFrom : adapter.secretFrom;
  const entered = await readHidden(`${token ? 'Token' : 'Secret'} (${from}): `);
  if (entered === '') throw usage('Nothing was entered.');
  const problem = token ? tokenProblem(entered) : adapter.secretProblem(entered, access.settings);
  if (problem) throw usage(`That is no ${token ? 'token' : 'secret'} of ${adapter.title}: it ${problem}.`);

  const written: SourceAccess = token
    ? { ...access, token: entered }
    : { ...access, secrets: withSecret(access.secrets, entered, options) };
  await putAccess(connection, source, written);
  const missing = await missingOf(source, written);
  const route = `${connection.stack.ingestUrl}${source}`;
  if (options.json) return printJson({ source, adapter: adapter.id, route, secrets: written.secrets.length, missing });
  print(
    token
      ? `${source} has a token. It is used within five minutes.`
      : `${source} has ${written.secrets.length === 1 ? 'one secret' : `${written.secrets.length} secrets that count`}.`,
  );
  print(`Address to enter at ${adapter.title}:\n  ${route}`);
  for (const each of missing) print(`It has no ${each.what} yet (${each.from}):\n  ${commandFor(each)}`);
};

const tokenProblem = (token: string): string | undefined =>
  /^[!-~]{8,2048}$/.test(token) ? undefined : 'must be 8 to 2,048 visible characters without a space';
