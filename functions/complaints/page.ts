/** The complaint form's page: it shows the form, files what is sent, and says under which number. */
import { fileComplaint, findFiled } from '../../shared/complaints/file-complaint.ts';
import { offeredCategories, offeredLanguages } from '../../shared/core/complaint/form.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { complaintWords } from '../../shared/core/language/complaint-words.ts';
import { chooseLanguage, type Language } from '../../shared/core/language/languages.ts';
import { pageWords } from '../../shared/core/language/page-words.ts';
import { ownSources } from '../../shared/core/record/own-sources.ts';
import type { Form } from '../../shared/http/read-form.ts';
import type { FormTokens } from '../../shared/links/connect-links.ts';
import type { CustomerPage } from '../../shared/pages/customer/frame.ts';
import type { WantedLanguages } from '../../shared/pages/customer/refuse.ts';
import { sayPage } from '../../shared/pages/customer/say.ts';
import type { SendToQueue } from '../../shared/sources/send-to-queue.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { complaintForm, type FormView, filedDetails, formTitle } from './form-view.ts';
import { readComplaintForm } from './read-complaint-form.ts';

export interface PageRequest {
  board: NamedTable;
  forms: FormTokens;
  send: SendToQueue;
  /** The policy that counts now. */
  policy: Policy;
  languages: WantedLanguages;
  /** Milliseconds since 1970. */
  now: number;
}

export type PageAnswer =
  | { kind: 'page'; page: CustomerPage }
  /** To the page's own address with another query: whoever reloads it sends nothing again. */
  | { kind: 'moved'; query: Record<string, string> };

/** What a form's token is good for. */
const purpose = ['complaint', 'complaint'] as const;
const source = { id: ownSources.complaints, namespace: ownSources.complaints };

const languageOf = ({ policy, languages }: PageRequest): Language =>
  chooseLanguage([languages.asked, ...languages.accepted], offeredLanguages(policy.complaints.form));

const around = ({ policy }: PageRequest, language: Language, query: Record<string, string> = {}) => ({
  language,
  company: policy.company,
  switchTo: { languages: offeredLanguages(policy.complaints.form), query },
});

/** The form under its id, signed now; under a new one, if it has none. */
const form = async (
  request: PageRequest,
  status: number,
  id: string | undefined,
  view: Pick<FormView, 'entered' | 'problems' | 'notice'>,
): Promise<PageAnswer> => {
  const language = languageOf(request);
  const { form: configured } = request.policy.complaints;
  const token = await request.forms.sign(...purpose, id);
  const whole: FormView = {
    language,
    categories: offeredCategories(configured),
    consent: configured?.consent,
    token,
    ...view,
  };
  const main = complaintForm(whole);
  return { kind: 'page', page: { ...around(request, language), status, title: formTitle(whole), main } };
};

/** Answers GET and HEAD: the form, or the number of what was sent with the one that `filed` names. Reads and never writes. */
export const showComplaintPage = async (request: PageRequest, filed: string | undefined): Promise<PageAnswer> => {
  const reading = filed === undefined ? undefined : await request.forms.read(filed, ...purpose);
  const known = reading && reading.kind !== 'invalid' && (await findFiled(request.board, { source, seed: reading.id }));
  if (filed === undefined || !known) return form(request, 200, undefined, { entered: {} });
  const language = languageOf(request);
  const { title } = complaintWords[language].filed;
  const below = filedDetails(language, { subject: known.subject, mailed: known.confirm !== undefined });
  const page = { ...around(request, language, { filed }), status: 200, sign: 'done' as const };
  return { kind: 'page', page: sayPage(page, { title, text: '' }, below) };
};

/** Answers POST, the only method that changes anything. A second one changes nothing more. */
export const submitComplaintPage = async (request: PageRequest, entered: Form): Promise<PageAnswer> => {
  const { forms, policy, now } = request;
  const language = languageOf(request);
  const { sendAgain, notKept } = pageWords[language];
  const token = entered.token ?? '';
  const reading = await forms.read(token, ...purpose);
  if (reading.kind === 'invalid') return form(request, 422, undefined, { entered, notice: sendAgain });
  if (reading.kind === 'expired') return form(request, 422, reading.id, { entered, notice: sendAgain });
  const categories = offeredCategories(policy.complaints.form).map(({ id }) => id);
  const judged = readComplaintForm(entered, { categories, language });
  if (judged.kind === 'wrong') return form(request, 422, reading.id, { entered, problems: judged.problems });
  const { complaint } = judged;
  const confirm = complaint.customer?.email === undefined ? {} : { confirm: language };
  const filed = await fileComplaint(request, { source, seed: reading.id, complaint, ...confirm, now });
  switch (filed.kind) {
    case 'filed':
      return { kind: 'moved', query: { filed: token, lang: language } };
    case 'other': {
      const notice = complaintWords[language].already.replace('{case}', filed.case.subject);
      return form(request, 409, undefined, { entered, notice });
    }
    case 'not-taken':
      return form(request, 503, reading.id, { entered, notice: notKept });
  }
};
