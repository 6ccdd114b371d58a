/** What stands behind a link: a page that shows, and a form that does. One such module for each purpose. */
import type { Notice } from '../../shared/core/notice/notice.ts';
import type { Form } from '../../shared/http/read-form.ts';
import type { Link } from '../../shared/links/link.ts';
import type { Page } from '../../shared/pages/frame.ts';
import type { NamedTable } from '../../shared/store/table.ts';

export interface LinkRequest {
  board: NamedTable;
  /** Verified: signed by us, for this page, not expired. */
  link: Link;
  /** The notice in whose mail the link stands: its person is who acts. */
  notice: Notice;
  /** Of the address, after the question mark. */
  query: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  now: number;
}

export interface LinkPage {
  /** Answers GET and HEAD. Reads and never writes: scanners follow links. */
  show(request: LinkRequest): Promise<Page>;
  /** Answers POST, the only method that changes anything. A second one shows what the first one did. */
  submit(request: LinkRequest, form: Form): Promise<Page>;
}
