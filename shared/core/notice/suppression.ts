/** Suppression: a person's address to which mails no longer go. Pure. */
import type { MailEvent } from './mail-event.ts';
import type { NewNotice } from './notice.ts';

export interface Suppression {
  /** The person's id. */
  person: string;
  reason: 'bounced' | 'complained';
  /** When SES told. */
  at: string;
  /** What the address is known by (`addressOf`): once the person has another one, it holds no longer. */
  address: string;
  /** Nothing goes there; otherwise what nobody has to have is held back: whoever has a duty must hear of an alarm. */
  all: boolean;
}

/** What an event of a mail to this address says against writing to it again; `undefined` if nothing. */
export const suppressionBy = (event: MailEvent, person: string, address: string): Suppression | undefined => {
  const { type, at } = event;
  if (type === 'bounce') return { person, reason: 'bounced', at, address, all: true };
  // SES sends nothing to whoever complained, where its own list says so.
  if (type === 'complaint' || type === 'withheld')
    return { person, reason: 'complained', at, address, all: type === 'withheld' };
  return undefined;
};

/** Kinds of mail that whoever called one spam gets no more. */
const dispensable: ReadonlySet<NewNotice['about']['kind']> = new Set(['digest', 'invitation']);

/** Whether a mail to the person stays unsent. `address` is what the one is known by that the mail would go to. */
export const holdsBack = (
  suppression: Pick<Suppression, 'address' | 'all'> | undefined,
  address: string,
  { kind }: NewNotice['about'],
): boolean => suppression?.address === address && (suppression.all || dispensable.has(kind));
