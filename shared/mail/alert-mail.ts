/** The alert mail: evidence in, a mail out. Pure but for the rasteriser. */
import { rasterize } from '../charts/rasterize.ts';
import { drawTrend } from '../charts/trend-chart.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Notice } from '../core/notice.ts';
import { alertHtml } from './alert-html.ts';
import { alertText } from './alert-text.ts';
import { alertView } from './alert-view.ts';
import type { Mail } from './mime.ts';

/** Writes the mail that a notice owes, from the evidence of its transition alone. */
export const renderAlertMail = async (evidence: Evidence, notice: Pick<Notice, 'id' | 'why'>): Promise<Mail> => {
  const view = alertView(evidence, notice.why);
  const cid = 'trend@hoshin';
  const { trend } = view;
  return {
    subject: view.subject,
    html: alertHtml(view, cid, notice.id),
    text: alertText(view, notice.id),
    images: trend ? [{ cid, png: await rasterize(drawTrend(trend)), alt: trend.alt }] : [],
  };
};
