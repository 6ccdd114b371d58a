/** The alert mail: evidence in, a mail out. Pure but for the rasteriser. */
import { rasterize } from '../../charts/rasterize.ts';
import type { Evidence } from '../../core/alert/evidence.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Mail } from '../mime.ts';
import { alertHtml } from './alert-html.ts';
import { alertText } from './alert-text.ts';
import { alertView } from './alert-view.ts';
import { groupHtml, mostRows, sparklineCid, trendCid } from './group-html.ts';
import { groupText } from './group-text.ts';
import { groupView } from './group-view.ts';
import { alertFooter, withPlace } from './why-words.ts';

type Told = Pick<Notice, 'id' | 'why'>;

const renderOne = async (evidence: Evidence, { id, why }: Told, address: string | undefined): Promise<Mail> => {
  const view = withPlace(alertView(evidence, address), why);
  const foot = alertFooter(why, evidence.timeZone, false);
  const { picture } = view;
  return {
    subject: view.subject,
    html: alertHtml(view, trendCid(0), foot, id),
    text: alertText(view, foot, id),
    images: picture ? [{ cid: trendCid(0), png: await rasterize(picture.svg), alt: picture.alt }] : [],
  };
};

const renderSeveral = async (
  evidences: readonly [Evidence, ...Evidence[]],
  { id, why }: Told,
  addresses: ReadonlyMap<string, string>,
): Promise<Mail> => {
  const view = withPlace(groupView(evidences, addresses), why);
  const foot = alertFooter(why, evidences[0].timeZone, true);
  const { html, details } = groupHtml(view, foot, id);
  const images: Mail['images'] = [];
  for (const [at, { view: alert }] of view.alerts.entries()) {
    const { sparkline, picture } = alert;
    if (at < mostRows && sparkline) images.push({ cid: sparklineCid(at), png: await rasterize(sparkline), alt: '' });
    if (details[at] === 'full' && picture)
      images.push({ cid: trendCid(at), png: await rasterize(picture.svg), alt: picture.alt });
  }
  return { subject: view.subject, html, text: groupText(view, details, foot, id), images };
};

/**
 * Writes the mail that a notice owes, from the evidence of its transitions alone.
 *
 * @param addresses of the pages on which the person decides, by objective; without one an alert has no buttons
 */
export const renderAlertMail = (
  evidences: readonly [Evidence, ...Evidence[]],
  notice: Told,
  addresses: ReadonlyMap<string, string> = new Map(),
): Promise<Mail> => {
  const [first, ...others] = evidences;
  return others.length === 0
    ? renderOne(first, notice, addresses.get(first.objective.id))
    : renderSeveral(evidences, notice, addresses);
};
