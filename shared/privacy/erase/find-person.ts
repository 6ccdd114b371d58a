/** Finds all that is a person's, by going through both tables until a round tells nothing new. */
import type { Invitation } from '../../core/survey/invitation.ts';
import { kinds } from '../../store/keys.ts';
import type { RecordItem } from '../../store/record-item.ts';
import type { NamedTable } from '../../store/table.ts';
import { type Dossier, extentOf, learnInvitation, learnRecord } from './dossier.ts';
import { scanTable } from './scan-table.ts';

export interface Tables {
  records: NamedTable;
  board: NamedTable;
}

const personal = {
  FilterExpression: 'attribute_exists(about_p) OR attribute_exists(received_p) OR attribute_exists(answer_p)',
};
const invitations = {
  FilterExpression: '#kind = :invitation',
  ExpressionAttributeNames: { '#kind': 'kind' },
  values: { ':invitation': kinds.invitation },
};

/** Fills the dossier. Usually two rounds: the second one finds that the first has found all. */
export const findPerson = async ({ records, board }: Tables, dossier: Dossier): Promise<void> => {
  for (let known = -1; known < extentOf(dossier); ) {
    known = extentOf(dossier);
    await scanTable<RecordItem>(records, personal, (item) => learnRecord(dossier, item));
    await scanTable<Invitation>(board, invitations, (item) => learnInvitation(dossier, item));
  }
};
