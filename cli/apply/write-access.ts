/** The parameter that lets a source in: its secrets, types, namespace, queue senders, and the settings of its adapter. */
import { randomBytes } from 'node:crypto';
import type { Source } from '../../shared/core/config/source.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import { type AccessStore, putAccess } from '../put-access.ts';
import { readAccess } from '../source-secret.ts';

/** As many as receive accepts while one is rotated. */
export const mostSecrets = 5;

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** What the parameter must say; a secret that was made is named, since nobody can read it later without access. */
const wantedAccess = (source: Source, stored: SourceAccess | undefined, rotate: boolean) => {
  // Secrets of another product are of no use to this one.
  const before = stored?.adapter === source.adapter ? stored : undefined;
  const kept = before?.secrets ?? [];
  // What another product signs with is entered, never made.
  const made = source.adapter === undefined && (rotate || kept.length === 0) ? newSecret() : undefined;
  const access: SourceAccess = {
    // The new one first: whoever signs uses the first, whoever still has the old one is let in too.
    secrets: made ? [made, ...kept].slice(0, mostSecrets) : kept,
    types: source.types,
    namespace: source.namespace ?? source.id,
    senderIds: source.senderIds,
    ...(source.adapter !== undefined && { adapter: source.adapter }),
    ...(source.settings !== undefined && { settings: source.settings }),
    ...(before?.token !== undefined && { token: before.token }),
  };
  return { access, made };
};

/** Writes the parameter where it differs. Existing secrets are kept. */
export const writeAccess = async (
  store: AccessStore,
  source: Source,
  rotate: boolean,
): Promise<{ access: SourceAccess; secret?: string }> => {
  const stored = await readAccess(store, source.id);
  const { access, made } = wantedAccess(source, stored, rotate);
  if (JSON.stringify(stored) !== JSON.stringify(access)) await putAccess(store, source.id, access);
  return { access, ...(made && { secret: made }) };
};
