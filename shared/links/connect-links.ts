/** Links as functions use them: keys out of the parameter store. The client is loaded on first use. */
import type { Link, LinkReading, Purpose, SignLink } from './link.ts';
import { rememberKeys } from './link-keys.ts';

interface Parameter {
  /** Its name: `/hoshin/production/link-keys`. */
  parameter: string;
  now(): number;
}

const readFrom = (parameter: string) => async () =>
  (await import('../sources/read-parameter.ts')).readParameter(parameter);

/** Signs links for mails. `pages` is what their addresses begin with; `keyArn` encrypts the first key that is made. */
export const connectSigner = ({
  parameter,
  keyArn,
  pages,
  now,
}: Parameter & { keyArn: string; pages: string }): SignLink => {
  const keys = rememberKeys(
    {
      read: readFrom(parameter),
      make: async () => (await import('./make-link-keys.ts')).makeLinkKeys(parameter, keyArn),
    },
    now,
  );
  return async (purpose, notice, subject) => {
    const link: Link = { purpose, notice, subject };
    const [{ signToken }, key] = await Promise.all([import('./link.ts'), keys.signing()]);
    return `${pages}${purpose}/${await signToken(link, key, now())}`;
  };
};

export type ReadLink = (token: string, purpose: Purpose) => Promise<LinkReading>;

/** Reads the links that come back. Never makes a key: what no key signed is no link. */
export const connectReader = ({ parameter, now }: Parameter): ReadLink => {
  const keys = rememberKeys({ read: readFrom(parameter) }, now);
  return async (token, purpose) => {
    const { readToken } = await import('./link.ts');
    return readToken(token, purpose, keys.find, now());
  };
};
