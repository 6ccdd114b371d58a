/** Dead letters that name a person: messages of our own are put back without what is personal, others are taken out. */
import { DeleteMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { HoshinEvent } from '../../events/event.ts';
import { personalFields, recordTypeOf } from '../../events/record-types.ts';
import { isTheirs } from '../../shared/privacy/erase/dossier.ts';
import type { Erasing } from '../../shared/privacy/erase/erase-item.ts';
import { identitiesInEvent, identitiesInText, unescapeText } from '../../shared/privacy/identities.ts';
import { type IngestMessage, packIngestMessages, readIngestMessage } from '../../shared/store/ingest-message.ts';
import { recordPk } from '../../shared/store/keys.ts';
import type { DeadLetter } from '../redrive/dead-letter.ts';
import { putBack, receiveLetters } from '../redrive/receive.ts';

const namesPerson = ({ dossier, scrub }: Erasing, namespace: string, text: string): boolean => {
  const plain = unescapeText(text);
  return isTheirs(dossier, identitiesInText(namespace, text)) || scrub(plain) !== plain;
};

const isTheirEvent = (erasing: Erasing, namespace: string, event: HoshinEvent): boolean =>
  isTheirs(erasing.dossier, identitiesInEvent(namespace, event)) ||
  erasing.dossier.records.has(recordPk({ type: recordTypeOf(event.type), namespace, subject: event.subject })) ||
  namesPerson(erasing, namespace, JSON.stringify(event));

const withoutPersonal = (event: HoshinEvent): HoshinEvent => {
  if (event.data === null) return event;
  const facets = Object.entries(event.data).map(([facet, body]) => {
    const names = personalFields[facet] ?? [];
    return [facet, Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !names.includes(name)))];
  });
  // The facets are those of an event that was judged; personal fields may always be left out.
  return { ...event, data: Object.fromEntries(facets) } as HoshinEvent;
};

const hasPersonal = ({ data }: HoshinEvent): boolean =>
  Object.entries(data ?? {}).some(([facet, body]) => personalFields[facet]?.some((name) => name in (body ?? {})));

const parse = (body: string): IngestMessage | undefined => {
  try {
    return readIngestMessage(body);
  } catch {
    return undefined;
  }
};

/** The bodies that stand for a message without the person; `undefined` if they are not in it. */
export const eraseMessage = (body: string, erasing: Erasing): string[] | undefined => {
  const message = parse(body);
  // Another's message cannot be mended: who sent it may send it again.
  if (!message) return namesPerson(erasing, '', body) ? [] : undefined;
  const { namespace } = message;
  const isTheirReject = (reject: IngestMessage['rejects'][number]) =>
    namesPerson(erasing, namespace, `${reject.event} ${reject.value} ${JSON.stringify(reject.origin ?? {})}`);
  // One that has lost all that may be left out stays theirs by its subject: put back again and again, it would never end.
  const theirs = message.events.filter((event) => hasPersonal(event) && isTheirEvent(erasing, namespace, event));
  if (theirs.length === 0 && !message.rejects.some(isTheirReject)) return undefined;
  const events = message.events.map((event) => (theirs.includes(event) ? withoutPersonal(event) : event));
  return packIngestMessages({ ...message, events, rejects: message.rejects.filter((each) => !isTheirReject(each)) });
};

const replace = async (sqs: SQSClient, QueueUrl: string, { receipt }: DeadLetter, bodies: readonly string[]) => {
  for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
};

/** How many messages of a queue name the person. With `apply` they no longer do. */
export const eraseDeadLetters = async (
  sqs: SQSClient,
  url: string,
  erasing: Erasing,
  apply: boolean,
): Promise<number> => {
  let found = 0;
  const left: DeadLetter[] = [];
  // What is put back comes by again, and then names nobody.
  for await (const letters of receiveLetters(sqs, url, Number.POSITIVE_INFINITY)) {
    for (const letter of letters) {
      const bodies = eraseMessage(letter.body, erasing);
      if (bodies) found += 1;
      if (bodies && apply) await replace(sqs, url, letter, bodies);
      else left.push(letter);
    }
  }
  await putBack(sqs, url, left);
  return found;
};
