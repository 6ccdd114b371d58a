/** The page that ends a person's digests, and brings them back; its POST is also the one click of RFC 8058 (`List-Unsubscribe=One-Click`). */
import { type Markup, markup } from '../../shared/core/text/markup.ts';
import type { Form } from '../../shared/http/read-form.ts';
import { form as formOf } from '../../shared/pages/form.ts';
import type { Page } from '../../shared/pages/frame.ts';
import { card, outside } from '../../shared/pages/parts.ts';
import { readDigest, readSubscription, writeSubscription } from '../../shared/store/digests.ts';
import type { LinkPage, LinkRequest } from './link-page.ts';
import * as refusals from './refusals.ts';

const field = 'digest';

/** Mail programs post it without having opened the page. */
const isOneClick = (form: Form) => form['List-Unsubscribe'] === 'One-Click';

/** What a form asks for: true to end them; `undefined` if it asks for nothing. */
const wishIn = (form: Form): boolean | undefined => {
  if (isOneClick(form) || form[field] === 'stop') return true;
  return form[field] === 'send' ? false : undefined;
};

const button = (wish: 'stop' | 'send', label: string): Markup =>
  formOf(markup`<button type="submit" name="${field}" value="${wish}">${label}</button>`);

const alarms = markup`<p class="quiet">Mails about missed targets and about your actions come all the same: you are owed them by your role.</p>`;

/** The company by name, as the digest itself was headed. */
const companyOf = async ({ board, notice }: LinkRequest): Promise<string | undefined> =>
  notice.about.kind === 'digest' ? (await readDigest(board, notice.about.digest))?.content.company : undefined;

const page = async (request: LinkRequest, unsubscribed: boolean): Promise<Page> => {
  const company = await companyOf(request);
  const title = unsubscribed ? 'You get no digests any more' : 'Stop the digests?';
  const whose = markup`<span class="strong">${outside(request.notice.person.name)}</span>`;
  const [said, todo] = unsubscribed
    ? [
        markup`<p>No weekly or monthly digest goes to ${whose} any more, until you want it again.</p>`,
        button('send', 'Send them to me again'),
      ]
    : [
        markup`<p>The weekly and the monthly digest that go to ${whose} will not come any more.</p>`,
        button('stop', 'Stop the digests'),
      ];
  return {
    status: 200,
    title,
    ...(company && { company }),
    main: card([markup`<h1>${title}</h1>`, said, alarms, todo]),
  };
};

/** A link that was signed for something else, in a mail that is no digest, ends nothing. */
const isOfDigest = ({ link, notice }: LinkRequest): boolean =>
  link.subject === 'digest' && notice.about.kind === 'digest';

const isUnsubscribed = async ({ board, notice }: LinkRequest): Promise<boolean> =>
  (await readSubscription(board, notice.person.id))?.unsubscribed ?? false;

const show = async (request: LinkRequest): Promise<Page> =>
  isOfDigest(request) ? page(request, await isUnsubscribed(request)) : refusals.unknown;

const submit = async (request: LinkRequest, form: Form): Promise<Page> => {
  const wish = wishIn(form);
  if (wish === undefined || !isOfDigest(request)) return show(request);
  const { board, notice, link, now } = request;
  if (wish !== (await isUnsubscribed(request))) {
    const at = new Date(now).toISOString();
    await writeSubscription(board, { person: notice.person.id, unsubscribed: wish, at, notice: link.notice });
  }
  return page(request, wish);
};

export const unsubscribe: LinkPage = { show, submit };
