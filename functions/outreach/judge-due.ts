/** What a decision about an invitation rests on, read when it fell due, and the decision. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { decideInvitation, type Person } from '../../shared/core/survey/decide-invitation.ts';
import type { Invitation } from '../../shared/core/survey/invitation.ts';
import type { HashPerson } from '../../shared/privacy/person-key.ts';
import { fromItem, toItem } from '../../shared/runtime/dynamodb.ts';
import { readCustomer } from '../../shared/store/customers.ts';
import { recordPk } from '../../shared/store/keys.ts';
import { readNotice } from '../../shared/store/notices.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { deliveredOf, inviting, type Rules } from './invite.ts';

export interface Judging {
  board: NamedTable;
  records: NamedTable;
  hash: HashPerson;
}

const nobody: Person = { hash: undefined, stopped: false, suppressed: false, erased: false };

const readDelivered = async (records: NamedTable, { delivery }: Invitation) => {
  const pk = recordPk({ type: 'delivery', ...delivery });
  const { Item } = await records.client.send(
    new GetItemCommand({ TableName: records.name, Key: toItem({ pk }), ConsistentRead: true }),
  );
  return Item && deliveredOf(fromItem<RecordItem>(Item));
};

/** The customer of an address; where it is gone, what is known of the one that it once was. */
const readPerson = async ({ board, hash }: Judging, email: string | undefined, known: string | undefined) => {
  const current = email === undefined ? undefined : await hash({ email });
  const either = current ?? known;
  return either === undefined ? nobody : { ...(await readCustomer(board, either)), hash: current };
};

/** Judges an invitation by what is true at an instant (ms); `undefined` if it needs nothing. */
export const judgeDue = async (judging: Judging, { policy, surveys }: Rules, invitation: Invitation, now: number) => {
  const { board, records } = judging;
  const [first] = invitation.notices;
  const [delivered, mail] = await Promise.all([
    readDelivered(records, invitation),
    first === undefined ? undefined : readNotice(board, first),
  ]);
  // Whoever was asked is reminded where they were asked.
  const email = invitation.state === 'invited' ? invitation.customer?.email : delivered?.customer?.email;
  const person = await readPerson(judging, email, invitation.person);
  const found = surveys.find(({ id }) => id === invitation.survey);
  const survey = found && inviting(found);
  return decideInvitation({
    ...{ invitation, survey, delivered, person, policy, now },
    ...(mail && { mail: mail.state }),
  });
};
