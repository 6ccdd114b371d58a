/** The page that ends a customer's invitations, and takes that back; its POST is also the one click of RFC 8058. */
import { chooseLanguage, type Language, languageCodes } from '../../shared/core/language/languages.ts';
import { surveyWords } from '../../shared/core/language/survey-words.ts';
import { type Markup, markup } from '../../shared/core/text/markup.ts';
import type { FormFields } from '../../shared/http/read-form.ts';
import { refuse } from '../../shared/pages/customer/refuse.ts';
import { form as formOf } from '../../shared/pages/form.ts';
import { readInvitation } from '../../shared/store/invitations.ts';
import { readStopped, writeStopped } from '../../shared/store/stopped.ts';
import type { LinkTarget, PageAnswer, PageRequest, SurveyPage } from './request.ts';
import { saying } from './sayings.ts';

const field = 'invitations';
type Wish = 'stop' | 'resume';

/** What a form asks for; mail programs post theirs without having opened the page. */
const wishIn = (fields: FormFields): Wish | undefined => {
  if (fields.get('List-Unsubscribe')?.at(-1) === 'One-Click') return 'stop';
  const wish = fields.get(field)?.at(-1);
  return wish === 'stop' || wish === 'resume' ? wish : undefined;
};

const button = (wish: Wish, label: string): Markup =>
  formOf(
    markup`<button type="submit"${wish === 'resume' && markup` class="second"`} name="${field}" value="${wish}">${label}</button>`,
  );

interface Recipient {
  person: string;
  language: Language;
  company: string | undefined;
}

const recipientOf = async (request: PageRequest, { link, expired }: LinkTarget): Promise<Recipient | undefined> => {
  const { board, languages } = request;
  const [invitation, policy] = await Promise.all([readInvitation(board, link.subject), request.policy()]);
  if (expired || invitation?.person === undefined) return undefined;
  const language = chooseLanguage([languages.asked, invitation.language, ...languages.accepted], languageCodes);
  return { person: invitation.person, language, company: policy.company };
};

const page = ({ language, company }: Recipient, word: 'stop' | 'stopped' | 'resumed'): PageAnswer => {
  const words = surveyWords[language];
  const around = { status: 200, language, company, switchTo: { languages: languageCodes } };
  switch (word) {
    case 'stop':
      return saying({ ...around, sign: 'news' }, words.stop, button('stop', words.stop.button));
    case 'stopped':
      return saying({ ...around, sign: 'done' }, words.stopped, button('resume', words.stopped.button));
    case 'resumed':
      return saying({ ...around, sign: 'done' }, words.resumed);
  }
};

const gone = ({ languages }: PageRequest): PageAnswer => ({ kind: 'page', page: refuse(languages, 'notALink') });

export const stop: SurveyPage<LinkTarget> = {
  show: async (request, target) => {
    const recipient = await recipientOf(request, target);
    if (!recipient) return gone(request);
    const said = await readStopped(request.board, recipient.person);
    return page(recipient, said?.stopped ? 'stopped' : 'stop');
  },

  submit: async (request, target, fields) => {
    const wish = wishIn(fields);
    if (wish === undefined) return stop.show(request, target);
    const recipient = await recipientOf(request, target);
    if (!recipient) return gone(request);
    const { person } = recipient;
    const stopped = wish === 'stop';
    const before = (await readStopped(request.board, person))?.stopped ?? false;
    if (stopped !== before) {
      const at = new Date(request.now).toISOString();
      await writeStopped(request.board, { person, stopped, at, notice: target.link.notice });
    }
    return page(recipient, stopped ? 'stopped' : 'resumed');
  },
};
