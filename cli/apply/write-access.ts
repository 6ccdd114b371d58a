/** The parameter that lets a source in: its secrets, types, namespace and queue senders. */
import { randomBytes } from 'node:crypto';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Source } from '../../shared/core/config/source.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import type { Connection } from '../connect.ts';
import { readAccess } from '../source-secret.ts';

/** As many as receive accepts while one is rotated. */
const mostSecrets = 5;

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** What the parameter must say; a secret that was made is named, since nobody can read it later without access. */
const wantedAccess = (source: Source, stored: SourceAccess | undefined, rotate: boolean) => {
  const kept = stored?.secrets ?? [];
  const made = rotate || kept.length === 0 ? newSecret() : undefined;
  const access: SourceAccess = {
    // The new one first: whoever signs uses the first, whoever still has the old one is let in too.
    secrets: made ? [made, ...kept].slice(0, mostSecrets) : kept,
    types: source.types,
    namespace: source.namespace ?? source.id,
    senderIds: source.senderIds,
  };
  return { access, made };
};

/** Writes the parameter where it differs. Existing secrets are kept. */
export const writeAccess = async (
  connection: Pick<Connection, 'ssm' | 'sourcesPrefix' | 'stack'>,
  source: Source,
  rotate: boolean,
): Promise<{ changed: boolean; secret?: string }> => {
  const stored = await readAccess(connection, source.id);
  const { access, made } = wantedAccess(source, stored, rotate);
  if (stored && !made && JSON.stringify(stored) === JSON.stringify(access)) return { changed: false };
  await connection.ssm.send(
    new PutParameterCommand({
      Name: `${connection.sourcesPrefix}${source.id}`,
      Value: JSON.stringify(access),
      Type: 'SecureString',
      Overwrite: true,
      ...(connection.stack.key && { KeyId: connection.stack.key }),
    }),
  );
  return { changed: true, ...(made && { secret: made }) };
};
