/** Judges a reject once more, by the contract, the map, the adapter and the settings of today. */
import { limits } from '../../events/limits.ts';
import { SourceId } from '../../events/source-id.ts';
import { compileMap } from '../../shared/import/map-row.ts';
import { readReason } from '../../shared/import/read-reason.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { adaptText } from '../../shared/sources/adapt-text.ts';
import { readIJson } from '../../shared/sources/i-json.ts';
import { judgeEvent, type Verdict } from '../../shared/sources/judge-event.ts';
import { loadAdapter } from '../../shared/sources/load-adapter.ts';
import type { SourceAccess } from '../../shared/sources/source-access.ts';
import type { Origin } from '../../shared/store/ingest-message.ts';
import type { RejectItem } from '../../shared/store/write-reject.ts';
import type { Readings } from './readings.ts';

/** Why a reject stays one. `never`: nothing that is changed here can mend it. */
export type Staying = { kind: 'still' | 'never'; path: string; problem: string; value: string };

export type Again =
  | { kind: 'judged'; source: string; namespace: string; verdicts: Verdict[] }
  /** Today nothing is made of it: the map leaves it out, or the adapter passes it over. */
  | { kind: 'nothing' }
  | Staying;

const never = (problem: string): Staying => ({ kind: 'never', path: '', problem, value: '' });
const still = (problem: string, path = '', value = ''): Staying => ({ kind: 'still', path, problem, value });

type Of<K extends Origin['kind']> = Extract<Origin, { kind: K }>;

const judgeText = (text: string, source: string, { types }: SourceAccess, { now }: Readings): Verdict[] | Staying => {
  const reading = readIJson(text, limits.jsonDepth);
  if (!reading.readable) return still('is not JSON');
  return [judgeEvent(reading.value, text, { source, types, now, digest })];
};

const again = (source: string, namespace: string, verdicts: Verdict[] | Staying): Again =>
  Array.isArray(verdicts) ? { kind: 'judged', source, namespace, verdicts } : verdicts;

/** A row of a dropped file, by the map of today. */
const judgeRow = (
  reject: RejectItem,
  { columns, fileTime, row }: Of<'row'>,
  access: SourceAccess,
  readings: Readings,
) => {
  const { source, event } = reject;
  const map = readings.mapOf(source);
  if (!map) return still(`the source ${source} has no map any more`);
  // Mended and sent again, such a row is another record: replayed, it would count twice.
  if (typeof map.id === 'object' && 'content' in map.id)
    return never('the rows of its file have no id: drop the file again, then none counts twice');
  const { kind, header } = columns;
  const compiled = compileMap(map, kind === 'json' ? { kind } : { kind, header }, {
    ...{ source, fileTime, timeZone: readings.timeZone },
  });
  if (!compiled.ok) return still(compiled.problems.join('; '));
  const mapped = compiled.map({ number: row, cells: JSON.parse(event) });
  if (mapped.kind === 'filtered') return { kind: 'nothing' } as const;
  if (mapped.kind === 'rejected') {
    const { path, problem, value } = readReason(mapped.reasons[0] ?? '');
    return still(problem, path, value);
  }
  return judgeText(JSON.stringify(mapped.event), source, access, readings);
};

/** Another product's payload, by the adapter and the settings of today. */
const judgePayload = async (reject: RejectItem, origin: Of<'webhook'>, access: SourceAccess, { now }: Readings) => {
  const { source, event } = reject;
  const { types, settings, token } = access;
  if (access.adapter !== origin.adapter) return never(`${source} is no longer a webhook of ${origin.adapter}`);
  const adapter = await loadAdapter(origin.adapter);
  if (!adapter) return never(`there is no adapter ${origin.adapter} any more`);
  const request = { headers: origin.headers, body: Buffer.from(event) };
  const adapted = await adaptText(adapter, event, request, { source, types, settings, token, fetch, now, digest });
  if (adapted.kind === 'nothing') return { kind: 'nothing' } as const;
  return adapted.kind === 'later' ? still(adapted.fault) : adapted.verdicts;
};

/** A message of the senders' queue whose sender had no right to speak then. */
const judgeMessage = async ({ event }: RejectItem, { senderId }: Of<'queue'>, readings: Readings): Promise<Again> => {
  const reading = readIJson(event, limits.jsonDepth);
  const value =
    reading.readable && typeof reading.value === 'object' ? (reading.value as { source?: unknown } | null) : {};
  const source = SourceId.safeParse(value?.source);
  if (!source.success) return never('names no source: its sender has to send it again');
  const access = await readings.accessOf(source.data);
  const speaks = access?.senderIds.some((id) => senderId === id || senderId.startsWith(`${id}:`));
  if (!access || !speaks) return still(`sender ${senderId} may not speak for source ${source.data}`, '/source');
  return again(source.data, access.namespace, judgeText(event, source.data, access, readings));
};

/** Judges a reject again. Throws if a source cannot be looked up. */
export const judgeAgain = async (reject: RejectItem, readings: Readings): Promise<Again> => {
  const { source, cut, origin, event } = reject;
  if (source === 'fold')
    return never('is stored, but cannot be counted: with other code, `hoshin rebuild --repair --wait` counts it');
  if (cut) return never('only its beginning was kept, or it was erased: its sender has to send it again');
  if (origin?.kind === 'file') return never('only another file mends it: drop that');
  if (origin?.kind === 'queue') return judgeMessage(reject, origin, readings);
  const access = await readings.accessOf(source);
  if (!access) return never(`there is no source ${source} any more`);
  // Where its sender's other events of that time went.
  const namespace = reject.namespace ?? access.namespace;
  const found =
    origin?.kind === 'row'
      ? judgeRow(reject, origin, access, readings)
      : origin?.kind === 'webhook'
        ? await judgePayload(reject, origin, access, readings)
        : judgeText(event, source, access, readings);
  return Array.isArray(found) ? again(source, namespace, found) : found;
};
