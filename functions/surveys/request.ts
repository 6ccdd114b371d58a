/** What a page is asked, and what it answers. One module for each page: it shows, and its form does. */
import type { Policy } from '../../shared/core/config/policy.ts';
import type { FormFields } from '../../shared/http/read-form.ts';
import type { FormTokens } from '../../shared/links/connect-links.ts';
import type { Link } from '../../shared/links/link.ts';
import type { CustomerPage } from '../../shared/pages/customer/frame.ts';
import type { WantedLanguages } from '../../shared/pages/customer/refuse.ts';
import type { SendToQueue } from '../../shared/sources/send-to-queue.ts';
import type { SurveyVersion } from '../../shared/store/surveys.ts';
import type { NamedTable } from '../../shared/store/table.ts';

/** What pages stand on. */
export interface Ground {
  board: NamedTable;
  forms: FormTokens;
  send: SendToQueue;
  /** The policy that counts now. */
  policy(): Promise<Policy>;
  /** The surveys in force now. */
  surveys(): Promise<SurveyVersion[]>;
}

export interface PageRequest extends Ground {
  /** Of the address, after the question mark. */
  query: Readonly<Record<string, string | undefined>>;
  languages: WantedLanguages;
  /** Milliseconds since 1970. */
  now: number;
}

export type PageAnswer =
  | { kind: 'page'; page: CustomerPage }
  /** To the page's own address with another query: whoever reloads it sends nothing again. */
  | { kind: 'moved'; query: Record<string, string>; frames: readonly string[] };

/** What a link in a mail leads to. */
export interface LinkTarget {
  /** Verified: signed by us, for this page. */
  link: Link;
  /** Its time is over. */
  expired: boolean;
}

/** A page behind an address: of a link's token, or of a survey's name. */
export interface SurveyPage<Target> {
  /** Answers GET and HEAD. Reads and never writes: scanners follow links. */
  show(request: PageRequest, target: Target): Promise<PageAnswer>;
  /** Answers POST, the only method that changes anything. A second one changes nothing more. */
  submit(request: PageRequest, target: Target, fields: FormFields): Promise<PageAnswer>;
}
