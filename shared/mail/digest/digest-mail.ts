/** The digest mail: what the digest holds in, a mail out. Pure but for the rasteriser. */
import { rasterize } from '../../charts/rasterize.ts';
import { drawSparkline } from '../../charts/sparkline.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Mail } from '../mime.ts';
import { digestHtml, mostLines, sparklineCid } from './digest-html.ts';
import { digestText } from './digest-text.ts';
import { digestView } from './digest-view.ts';

/**
 * Writes the mail that a notice owes. `stop` is the page on which the person ends the digests: mail programs offer it as a
 * button of their own, which posts to it (RFC 8058).
 */
export const renderDigestMail = async (
  content: DigestContent,
  notice: Pick<Notice, 'id'>,
  stop: string | undefined,
): Promise<Mail> => {
  const view = digestView(content);
  const images = await Promise.all(
    view.objectives
      .slice(0, mostLines)
      .flatMap(({ sparkline, alt }, at) =>
        sparkline ? [rasterize(drawSparkline(sparkline)).then((png) => ({ cid: sparklineCid(at), png, alt }))] : [],
      ),
  );
  return {
    subject: view.subject,
    html: digestHtml(view, notice.id, stop),
    text: digestText(view, notice.id, stop),
    images,
    ...(stop !== undefined && { unsubscribe: stop }),
  };
};
