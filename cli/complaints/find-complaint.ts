/** Finds a complaint by its case number, or by the subject that another system gave it. */
import { readComplaint } from '../../shared/complaints/known-complaint.ts';
import type { KnownComplaint } from '../../shared/core/complaint/care.ts';
import { readCaseNumber } from '../../shared/core/complaint/case-number.ts';
import type { Source } from '../../shared/core/config/source.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import { readConfig } from '../../shared/store/config.ts';
import type { Connection } from '../connect.ts';
import { Failure, usage } from '../failure.ts';

export interface FindOptions {
  namespace?: string;
}

/** Every namespace that complaints may be in: that of the form first. */
const complaintNamespaces = async ({ board }: Connection): Promise<string[]> => {
  const sources = await readConfig<Source>(board, 'source');
  const sending = sources.filter(({ value }) => value.types.includes('complaint'));
  return [...new Set([ownSources.complaints, ...sending.map(({ id, value }) => value.namespace ?? id)])];
};

/** Throws a Failure for one that is not there, and for an id that several systems have given. */
export const findComplaint = async (
  connection: Connection,
  typed: string,
  { namespace }: FindOptions,
): Promise<KnownComplaint> => {
  const namespaces = namespace === undefined ? await complaintNamespaces(connection) : [namespace];
  const subjects = [...new Set([typed, readCaseNumber(typed)])];
  const found = await Promise.all(
    namespaces.flatMap((each) => subjects.map((subject) => readComplaint(connection.records, each, subject))),
  );
  const [first, second] = found.filter((complaint) => complaint !== undefined);
  if (first && second) {
    const names = [first, second].map(({ record }) => record.namespace).join(' and ');
    throw usage(`Both ${names} have a complaint ${typed}: say which with --namespace.`);
  }
  if (first) return first;
  throw new Failure(
    `There is no complaint ${typed}. One that was just sent takes a few seconds. \`hoshin complaints\` lists them.`,
  );
};
