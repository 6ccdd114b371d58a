/** `hoshin sources secret ID --retire-old`: ends a rotation, whoever made the secret. */
import { connect, type StageOptions } from '../connect.ts';
import { Failure, usage } from '../failure.ts';
import { type AccessStore, putAccess } from '../put-access.ts';
import { readAccess } from '../source-secret.ts';
import { type OutputOptions, print, printJson } from '../verb.ts';

/**
 * Lets only the newest secret of a source count, and returns how many others did.
 * @throws Failure if the source is not configured, or has no older secret: nothing was being rotated.
 */
export const keepNewest = async (store: AccessStore, source: string): Promise<number> => {
  const access = await readAccess(store, source);
  if (!access)
    throw new Failure(`The source ${source} is not configured: write it into a file and run \`hoshin apply\`.`);
  const [newest, ...older] = access.secrets;
  if (newest === undefined || older.length === 0)
    throw usage(`${source} has ${newest === undefined ? 'no secret' : 'one secret'}: there is no old one to retire.`);
  await putAccess(store, source, { ...access, secrets: [newest] });
  return older.length;
};

export const retireOld = async (source: string, options: StageOptions & OutputOptions): Promise<void> => {
  const retired = await keepNewest(await connect(options), source);
  if (options.json) return printJson({ source, secrets: 1, retired });
  print(
    `${source} has one secret that counts, its newest. ${retired === 1 ? 'The old one is' : `The ${retired} old ones are`} refused after five minutes at the latest.`,
  );
};
