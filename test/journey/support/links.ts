/** A reader of mails who follows their links, and fills in the forms behind them as a browser does. */
import type { Email } from 'postal-mime';

/** The addresses of a mail's pages of one purpose, as its plain text names them, each once. */
const linksIn = ({ text = '' }: Email, purpose: 'decide' | 'act' | 'unsubscribe'): string[] => [
  ...new Set(
    [...text.matchAll(/https?:\/\/\S+/g)]
      .map(([address]) => address)
      .filter((address) => address.includes(`/v1/${purpose}/`)),
  ),
];

/** The one link of a purpose, without what a button adds to it. Throws if there is none. */
export const linkIn = (mail: Email, purpose: 'decide' | 'act' | 'unsubscribe'): string => {
  const [link] = linksIn(mail, purpose);
  if (!link) throw new Error(`the mail '${mail.subject}' has no link to ${purpose}`);
  return link.split('?', 1)[0] ?? link;
};

export interface Answer {
  status: number;
  html: string;
  /** What a person reads. */
  text: string;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const html = await response.text();
  const main = html.replace(/<(style|title)[\s\S]*?<\/\1>/g, ' ');
  const text = main
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
  return { status: response.status, html, text };
};

export const openPage = async (link: string): Promise<Answer> => answerOf(await fetch(link));

/** Fields that a page hides in its form: they come back with it. */
const hiddenFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** Opens a page and posts its form. */
export const submitPage = async (link: string, fields: Record<string, string>): Promise<Answer> => {
  const { html } = await openPage(link);
  const body = new URLSearchParams({ ...hiddenFields(html), ...fields });
  return answerOf(await fetch(link, { method: 'POST', body }));
};
