/**
 * Any other product: a declarative map makes records of its JSON payload, as the maps of `hoshin import` do of files.
 * Signed as Standard Webhooks, or with an HMAC in a header as the settings describe it.
 */
import * as z from 'zod/mini';
import { limits } from '../../../events/limits.ts';
import { recordTypes } from '../../../events/record-types.ts';
import { checkMap } from '../../core/import/check-map.ts';
import { PayloadMap } from '../../core/import/map-schema.ts';
import { atPointer } from '../../core/import/row.ts';
import { compileMap } from '../../import/map-row.ts';
import { readReason } from '../../import/read-reason.ts';
import { nothing, unmapped } from '../adapted.ts';
import type { AdaptedEvent, Adapter, Unmapped } from '../adapter.ts';
import { HmacScheme, isSignedByScheme } from '../hmac-scheme.ts';
import { settingsReader } from '../read-settings.ts';
import { secretProblem } from '../secret-problem.ts';
import { isSignedBy, keyOfSecret, readClaims } from '../standard-webhooks.ts';

const Signature = z._default(z.union([z.literal('standard-webhooks'), HmacScheme]), 'standard-webhooks');

const Settings = z.strictObject({
  signature: Signature,
  /** JSON Pointer to the rows: a list, or one object. The payload itself if absent. */
  rows: z._default(z.string().check(z.regex(/^(\/([^~/]|~0|~1)*)*$/, 'must be a JSON Pointer, for example /data')), ''),
  map: PayloadMap.check((context) => {
    for (const { path, problem } of checkMap(context.value))
      context.issues.push({ code: 'custom', path, message: problem, input: context.value });
  }),
});

/** As much of the settings as says how a request is signed. */
const SignatureOnly = z.object({ signature: Signature });

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The path that a JSON Pointer spells. */
const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What a map says of a row, and apart from it the first value that it says it of. */
const saying = (reasons: readonly string[]): Pick<Unmapped, 'problem' | 'value'> => {
  const read = reasons.map((reason) => ({ field: /^[\w.]+: /.exec(reason)?.[0] ?? '', ...readReason(reason) }));
  const problem = read.map((each) => `${each.field}${each.problem}`).join('; ');
  const value = read.find((each) => each.value !== '')?.value;
  return { problem, ...(value !== undefined && { value }) };
};

export const adapter: Adapter = {
  id: 'json',
  title: 'JSON by a map',
  documentation: 'https://www.standardwebhooks.com/',
  types: recordTypes,
  secretFrom: 'the settings of the webhook at the product; whsec_… where it signs as Standard Webhooks',
  readSettings: settingsReader(Settings),

  secretProblem(secret, settings) {
    const read = settings === undefined ? undefined : SignatureOnly.safeParse(settings);
    if (read?.data?.signature === 'standard-webhooks' || secret.startsWith('whsec_'))
      return keyOfSecret(secret) && secret.startsWith('whsec_')
        ? undefined
        : 'must be whsec_ and base64 of at least 24 bytes, as Standard Webhooks have it';
    return secretProblem(secret);
  },

  verifies(request, secrets, now, settings) {
    const read = SignatureOnly.safeParse(settings ?? {});
    if (!read.success) return false;
    if (read.data.signature !== 'standard-webhooks')
      return isSignedByScheme(request, read.data.signature, secrets, now);
    const claims = readClaims(request.headers, now);
    return claims.readable && isSignedBy(secrets, claims.claims, request.body);
  },

  adapt(payload, _, context) {
    const { rows: pointer, map } = Settings.parse(context.settings);
    const path = pathOf(pointer);
    const held = atPointer(payload, pointer);
    if (held === undefined) return unmapped(path, 'is missing: the rows are to stand there');
    const rows: unknown[] = Array.isArray(held) ? held : [held];
    if (rows.length > limits.batchEvents)
      return unmapped(path, `holds ${rows.length} rows; the limit is ${limits.batchEvents}`);
    // Whose events they are is filled in by whoever judges them.
    const compiled = compileMap(map, { kind: 'json' }, { source: '', fileTime: '' });
    // JSON has whatever columns it has: nothing can be missing from a header.
    if (!compiled.ok) return unmapped(path, compiled.problems.join('; '));
    const events: AdaptedEvent[] = [];
    const misfits: Unmapped[] = [];
    for (const [index, row] of rows.entries()) {
      const at = Array.isArray(held) ? [...path, index] : path;
      if (!isRow(row)) {
        misfits.push({ path: at, problem: 'must be an object' });
        continue;
      }
      const mapped = compiled.map({ number: index + 1, cells: row, root: payload });
      if (mapped.kind === 'rejected') misfits.push({ path: at, ...saying(mapped.reasons) });
      else if (mapped.kind === 'event') {
        const { id, subject, time, data } = mapped.event;
        events.push({ id, type: `hoshin.${map.type}.v1`, subject, time, data });
      }
    }
    if (events.length === 0 && misfits.length === 0)
      return nothing(rows.length === 0 ? 'it holds no rows' : 'no row meets the conditions of the map');
    return { kind: 'events', events, unmapped: misfits };
  },
};
