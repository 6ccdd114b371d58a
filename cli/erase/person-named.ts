/** Who is to be erased. From standard input, where the command line would stay in a shell's history and in `ps`. */
import { text } from 'node:stream/consumers';
import { ask, canAsk } from '../ask.ts';
import { usage } from '../failure.ts';

export interface PersonOptions {
  /** True without a value: it is read from standard input. */
  email?: string | true;
  customer?: string | true;
  namespace?: string;
}

export type PersonNamed = { email: string } | { id: string; namespace?: string };

const readValue = async (given: string | true, what: string): Promise<string> => {
  if (given !== true && given !== '-') return given.normalize('NFC').trim();
  const said = canAsk() ? await ask(`${what}: `) : ((await text(process.stdin)).split('\n')[0] ?? '').trim();
  if (said === '') throw usage(`There is no ${what} on standard input.`);
  return said.normalize('NFC');
};

/** Throws bad usage for nobody, for two, or for what is no address. */
export const readPersonNamed = async ({ email, customer, namespace }: PersonOptions): Promise<PersonNamed> => {
  if ((email === undefined) === (customer === undefined)) throw usage('Name either --email or --customer.');
  if (email !== undefined) {
    if (namespace !== undefined) throw usage('--namespace goes with --customer: an address means the same everywhere.');
    const address = await readValue(email, 'e-mail address');
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw usage('What was given with --email is no e-mail address.');
    return { email: address };
  }
  const id = await readValue(customer ?? '', 'customer id');
  if (id === '') throw usage('The customer id is empty.');
  return { id, ...(namespace !== undefined && { namespace }) };
};
