/** Links as functions use them: keys out of the parameter store. The client is loaded on first use. */
import type { FormPurpose, FormReading } from './form-token.ts';
import type { Link, LinkReading, Purpose, SignLink } from './link.ts';
import { rememberKeys } from './link-keys.ts';

interface Parameter {
  /** Its name: `/hoshin/production/link-keys`. */
  parameter: string;
  now(): number;
}

const readFrom = (parameter: string) => async () =>
  (await import('../sources/read-parameter.ts')).readParameter(parameter);

interface SigningKeys extends Parameter {
  /** Encrypts the first key that is made. */
  keyArn: string;
}

const signingKeys = ({ parameter, keyArn, now }: SigningKeys) =>
  rememberKeys(
    {
      read: readFrom(parameter),
      make: async () => (await import('./make-link-keys.ts')).makeLinkKeys(parameter, keyArn),
    },
    now,
  );

/** Signs links for mails. `pages` is what their addresses begin with. */
export const connectSigner = ({ parameter, keyArn, pages, now }: SigningKeys & { pages: string }): SignLink => {
  const keys = signingKeys({ parameter, keyArn, now });
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

export interface FormTokens {
  /** A token for a form that is about to be shown: of a new id, unless the form had one that grew too old. */
  sign(purpose: FormPurpose, subject: string, id?: string): Promise<string>;
  /** What came with a form that was sent. */
  read(token: string, purpose: FormPurpose, subject: string): Promise<FormReading>;
}

/** Tokens of forms that anybody may open, under the keys of links. */
export const connectForms = ({ parameter, keyArn, now }: SigningKeys): FormTokens => {
  const keys = signingKeys({ parameter, keyArn, now });
  return {
    sign: async (purpose, subject, id) => {
      const [{ newFormId, signFormToken }, key] = await Promise.all([import('./form-token.ts'), keys.signing()]);
      return signFormToken({ purpose, subject, id: id ?? newFormId() }, key, now());
    },
    read: async (token, purpose, subject) => {
      const { readFormToken } = await import('./form-token.ts');
      return readFormToken(token, { purpose, subject }, keys.find, now());
    },
  };
};
