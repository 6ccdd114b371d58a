/** Reads what a mail about a complaint needs, and writes it. The words come from the record as it stands: no mail quotes what was erased. */
import { readComplaint } from '../../complaints/known-complaint.ts';
import { offeredLanguages } from '../../core/complaint/form.ts';
import { policyFor } from '../../core/config/policy-in-force.ts';
import { chooseLanguage } from '../../core/language/languages.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { dayOfMoment } from '../../core/time/calendar.ts';
import { readCase, readCaseEntry } from '../../store/cases.ts';
import { readPolicy } from '../../store/config.ts';
import type { NamedTable } from '../../store/table.ts';
import type { Mail } from '../mime.ts';
import { renderCustomerMail } from './customer-mail.ts';
import { renderOwnerMail } from './owner-mail.ts';

/** Throws if the entry that the notice tells of is not on the board: the notice then waits. */
export const writeComplaintMail = async (
  { board, records, now }: { board: NamedTable; records: NamedTable; now: number },
  notice: Pick<Notice, 'id' | 'person' | 'why' | 'createdAt'>,
  about: Extract<Notice['about'], { kind: 'complaint' }>,
): Promise<Mail> => {
  const { namespace, subject } = about;
  const [policy, complaint, known, entry] = await Promise.all([
    readPolicy(board, now),
    readComplaint(records, namespace, subject),
    readCase(board, namespace, subject),
    readCaseEntry(board, about, about.entry),
  ]);
  if (!entry) throw new Error(`the entry of ${subject} that notice ${notice.id} tells of is not on the board`);
  if (about.to === 'owner') {
    const { person, why, createdAt } = notice;
    const reasons = entry.reasons ?? [];
    const told = { namespace, subject, complaint, case: known, policy, person: person.id, why, at: createdAt };
    return renderOwnerMail({ ...told, reasons, last: entry.last === true }, notice.id);
  }
  const { company, complaints, timeZone } = policyFor(policy, namespace);
  const received = complaint?.record.facets.received;
  const wanted = known?.confirm ?? complaint?.customer?.language;
  return renderCustomerMail({
    subject,
    language: chooseLanguage([wanted], offeredLanguages(complaints.form)),
    company,
    day: dayOfMoment(received?.receivedAt ?? notice.createdAt, timeZone),
    category: received?.category,
    form: complaints.form,
    entry,
  });
};
