/** What customers said in a week or month: of the open complaints and unhappy answers, the most severe and newest. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Customer } from '../../events/about.ts';
import type { Setting } from '../alerts/setting.ts';
import type { DigestVoice } from '../core/digest/content.ts';
import { quote } from '../core/digest/redact.ts';
import type { ComplaintRecord, ResponseRecord } from '../core/record/record.ts';
import type { Period } from '../core/time/window.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { recordPk } from '../store/keys.ts';
import { type ExceptionItem, readExceptions } from '../store/read-lists.ts';
import { personalAttribute, type RecordItem, toRecord } from '../store/record-item.ts';
import type { NamedTable } from '../store/table.ts';

const shown = 6;
/** Characters of each; a phone shows three lines of them. */
const longest = 220;
/** Records that are read: the newest of them. */
const mostRead = 40;

interface Personal {
  text?: string;
  customer?: Customer;
}

const severities = { high: 3, normal: 2, low: 1 } as const;

/** 0 to 10, so that a complaint and an answer can be held against each other. */
const severityOf = (record: ComplaintRecord | ResponseRecord): number => {
  if (record.type === 'complaint') return 3 * severities[record.facets.received?.severity ?? 'normal'];
  const { nps = 10, csat = 5, ces = 7 } = record.facets.answer ?? {};
  return Math.max(10 - nps, 2 * (5 - csat), 1.5 * (7 - ces));
};

const aboutOf = (record: ComplaintRecord | ResponseRecord): string => {
  if (record.type === 'complaint') {
    const { category, severity } = record.facets.received ?? {};
    return ['complaint', category && `about ${category}`, severity === 'high' && '(severe)'].filter(Boolean).join(' ');
  }
  const { nps, csat, ces } = record.facets.answer ?? {};
  const scores = [
    nps !== undefined && `NPS ${nps}`,
    csat !== undefined && `CSAT ${csat}`,
    ces !== undefined && `CES ${ces}`,
  ];
  return scores.filter(Boolean).join(', ');
};

const personalOf = (item: RecordItem): Personal => {
  const facets = ['received', 'answer', 'about'].map((facet) => item[personalAttribute(facet)] as Personal | undefined);
  return Object.assign({}, ...facets);
};

const readRecord = async (records: NamedTable, exception: ExceptionItem): Promise<RecordItem | undefined> => {
  const Key = toItem({ pk: recordPk(exception) });
  const { Item } = await records.client.send(
    new GetItemCommand({ TableName: records.name, Key, ConsistentRead: true }),
  );
  return Item && fromItem<RecordItem>(Item);
};

const voiceOf = (item: RecordItem, { day }: ExceptionItem): (DigestVoice & { severity: number }) | undefined => {
  const record = toRecord(item);
  const { text, customer } = personalOf(item);
  if (!text || (record.type !== 'complaint' && record.type !== 'response')) return undefined;
  const { id, name, email, phone } = customer ?? {};
  const own = [name, email, phone, id].filter((value) => value !== undefined);
  const said = quote(text, own, longest);
  // Nothing is left of some: an address alone, an empty form.
  if (!/\p{L}{2}/u.test(said)) return undefined;
  const { type, namespace, subject } = record;
  return { ...{ type, namespace, subject, day, text: said }, about: aboutOf(record), severity: severityOf(record) };
};

export interface Voices {
  voices: DigestVoice[];
  /** How many there were, with words or without. */
  total: number;
}

export const gatherVoices = async (
  board: NamedTable,
  records: NamedTable,
  { epoch }: Pick<Setting, 'epoch'>,
  { from, to }: Period,
): Promise<Voices> => {
  const listed: ExceptionItem[] = [];
  for (const [type, reason] of [
    ['complaint', 'open'],
    ['response', 'detractor'],
  ] as const)
    for await (const exception of readExceptions(board, { epoch, type, from, to, reason })) listed.push(exception);
  const newest = listed.sort((a, b) => (a.day > b.day ? -1 : a.day < b.day ? 1 : 0)).slice(0, mostRead);
  const read = await Promise.all(
    newest.map(async (exception) => {
      const item = await readRecord(records, exception);
      return item && voiceOf(item, exception);
    }),
  );
  const byText = new Map(read.flatMap((voice) => (voice ? [[voice.text.toLowerCase(), voice] as const] : [])));
  const voices = [...byText.values()]
    .sort((a, b) => b.severity - a.severity || (a.day > b.day ? -1 : 1))
    .slice(0, shown)
    .map(({ severity: _, ...voice }) => voice);
  return { voices, total: listed.length };
};
