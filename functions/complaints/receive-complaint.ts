/** The complaint API: verify who speaks, check the complaint, and answer only when the queue has it. */
import { type ComplaintReceipt, ComplaintRequest } from '../../events/complaint-request.ts';
import { limits } from '../../events/limits.ts';
import { complaintEvent, fileComplaint } from '../../shared/complaints/file-complaint.ts';
import { offeredLanguages } from '../../shared/core/complaint/form.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { chooseLanguage, type Language } from '../../shared/core/language/languages.ts';
import * as problems from '../../shared/http/problem.ts';
import { isAddress } from '../../shared/mail/address.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { pointerOf, readIJson } from '../../shared/sources/i-json.ts';
import { judgeEvent, problemOfIssue } from '../../shared/sources/judge-event.ts';
import type { SendToQueue } from '../../shared/sources/send-to-queue.ts';
import type { FindAccess, SourceAccess } from '../../shared/sources/source-access.ts';
import { isSignedBy, readClaims } from '../../shared/sources/standard-webhooks.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import * as refusals from './problem.ts';

/** Header names in lower case. The body as the gateway hands it over. */
export interface ComplaintHttpRequest {
  source: string;
  headers: Record<string, string | undefined>;
  body: string;
  isBase64Encoded: boolean;
}

export interface Dependencies {
  board: NamedTable;
  findAccess: FindAccess;
  send: SendToQueue;
  /** The policy that counts now. */
  readPolicy(): Promise<Policy>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** `fault` is for the log: what went wrong, though the sender did nothing wrong. */
export type Answer =
  | { kind: 'filed'; receipt: ComplaintReceipt }
  | { kind: 'refused'; problem: problems.Problem; fields?: refusals.FieldProblem[]; fault?: string };

const refuse = (problem: problems.Problem, more: { fault?: string } = {}): Answer => ({
  kind: 'refused',
  problem,
  ...more,
});

const refuseFields = (fields: refusals.FieldProblem[]): Answer => ({
  kind: 'refused',
  problem: refusals.invalid(fields),
  fields,
});

/** A source of events, by its signature. One whose webhook is another product's looks like one that nobody knows. */
const authenticate = async (
  { source, headers }: ComplaintHttpRequest,
  body: Buffer,
  { findAccess, now }: Dependencies,
): Promise<{ access: SourceAccess; id: string } | { refused: Answer }> => {
  const reading = readClaims(headers, now());
  if (!reading.readable) return { refused: refuse(problems.unauthorized(`${reading.problem}.`)) };
  const { claims } = reading;
  try {
    const access = await findAccess(
      source,
      ({ adapter, secrets }) => adapter === undefined && isSignedBy(secrets, claims, body),
    );
    if (!access) return { refused: refuse(problems.wrongSignature) };
    if (!access.types.includes('complaint')) return { refused: refuse(refusals.notAllowed(source)) };
    return { access, id: claims.id };
  } catch (fault) {
    return { refused: refuse(refusals.unavailable, { fault: String(fault) }) };
  }
};

const readRequest = (
  body: Buffer,
  headers: ComplaintHttpRequest['headers'],
): { refused: Answer } | { request: ComplaintRequest } => {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') return { refused: refuse(problems.unsupported('Send application/json.')) };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { refused: refuse(problems.malformed('The body is not UTF-8.')) };
  }
  const json = readIJson(text, limits.jsonDepth);
  if (!json.readable) {
    const { line, column, problem } = json;
    return { refused: refuse(problems.malformed(`The body is not JSON: line ${line}, column ${column}: ${problem}.`)) };
  }
  const parsed = ComplaintRequest.safeParse(json.value);
  if (parsed.success) return { request: parsed.data };
  const fields = parsed.error.issues.map((issue) => problemOfIssue(issue, json.value));
  return { refused: refuseFields(fields.map(({ path, problem }) => ({ path: pointerOf(path), problem }))) };
};

/** The contract takes more as an address than mail can be sent to; a promise of a mail is not given for those. */
const unreachable: refusals.FieldProblem = {
  path: '/customer/email',
  problem: 'must be an address that mail can be sent to (name@example.com) where acknowledge is true',
};

/** Where in the request a field of the event comes from. */
const pathInRequest = (path: string): string =>
  path.replace(/^\/data\/(received|about)/, '').replace(/^\/delivery$/, '/order');

const complaintOf = ({ acknowledge: _, order, ...said }: ComplaintRequest) => ({
  ...said,
  ...(order !== undefined && { delivery: order }),
});

const languageFor = async (
  { customer, acknowledge }: ComplaintRequest,
  { readPolicy }: Dependencies,
): Promise<Language | undefined> =>
  acknowledge === true
    ? chooseLanguage([customer?.language], offeredLanguages((await readPolicy()).complaints.form))
    : undefined;

/** Receives a signed complaint. The order of the checks is the order of their cost. */
export const receiveComplaint = async (http: ComplaintHttpRequest, dependencies: Dependencies): Promise<Answer> => {
  const encoding = http.isBase64Encoded ? 'base64' : 'utf8';
  const bytes = Buffer.byteLength(http.body, encoding);
  if (bytes > limits.eventBytes) return refuse(refusals.bodyTooLarge(bytes));
  const body = Buffer.from(http.body, encoding);
  const authenticated = await authenticate(http, body, dependencies);
  if ('refused' in authenticated) return authenticated.refused;
  const reading = readRequest(body, http.headers);
  if ('refused' in reading) return reading.refused;

  const { request } = reading;
  if (request.acknowledge === true && !isAddress(request.customer?.email ?? '')) return refuseFields([unreachable]);
  const { namespace } = authenticated.access;
  const now = dependencies.now();
  const complaint = complaintOf(request);
  const trial = complaintEvent(http.source, 'C', new Date(now).toISOString(), complaint);
  const by = { source: http.source, types: ['complaint'], now, digest } as const;
  const verdict = judgeEvent(trial, JSON.stringify(trial), by);
  if (!verdict.accepted)
    return refuseFields([{ path: pathInRequest(verdict.reject.path), problem: verdict.reject.problem }]);

  const confirm = await languageFor(request, dependencies);
  const filed = await fileComplaint(dependencies, {
    source: { id: http.source, namespace },
    seed: authenticated.id,
    complaint,
    ...(confirm !== undefined && { confirm }),
    now,
  });
  switch (filed.kind) {
    case 'filed': {
      const { subject } = filed.case;
      return { kind: 'filed', receipt: { case: subject, record: { type: 'complaint', namespace, subject } } };
    }
    case 'other':
      return refuse(refusals.otherComplaint(filed.case.subject));
    case 'not-taken':
      return refuse(filed.throttled ? problems.throttled : refusals.unavailable, { fault: filed.fault });
  }
};
