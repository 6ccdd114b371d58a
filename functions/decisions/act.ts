/** The page of an action: how it stands, and the form by which its owner tells what was done. Usable until its link expires. */
import { updateAction } from '../../shared/actions/update-action.ts';
import type { Action, ActionEvent } from '../../shared/core/action/action.ts';
import type { FieldProblems } from '../../shared/core/action/update-action.ts';
import type { Form } from '../../shared/http/read-form.ts';
import type { FieldError } from '../../shared/pages/form.ts';
import { fields, readActForm, textIn, type Written, writtenNames } from './act-form.ts';
import { type ActSituation, readActSituation } from './act-situation.ts';
import { type Answered, actPage } from './act-view.ts';
import type { LinkPage, LinkRequest } from './link-page.ts';
import * as refusals from './refusals.ts';

/** Another one wrote in between so many times: something else is wrong. */
const mostTries = 5;

const errorsOf = (problems: FieldProblems): FieldError[] =>
  Object.entries(problems).map(([name, problem]) => ({
    field: name in fields ? fields[name as keyof typeof fields] : fields.button,
    problem,
  }));

/** True if the action says already what was written: the form came twice, or another one wrote the same. */
const isSaid = (action: Action, { fields: written }: Written): boolean =>
  writtenNames.every((name) => written[name] === undefined || written[name] === textIn(action, name)) &&
  (!written.done || action.state !== 'open');

const show = async (request: LinkRequest, answered: Answered = { kind: 'nothing' }) => {
  const reading = await readActSituation(request);
  if (reading.kind === 'unknown') return refusals.unknown;
  return reading.kind === 'left' ? refusals.left : actPage(reading.situation, answered);
};

/** What a stale form must say: only of what somebody wrote, not of mails that went out meanwhile. */
const staleAnswer = (written: Written, missed: ActionEvent[]): Answered => ({ kind: 'stale', written, missed });

const submitOnce = async (request: LinkRequest, form: Form, { action, history, setting, person }: ActSituation) => {
  const written = readActForm(form, history);
  if (!written) return refusals.notAForm;
  if (isSaid(action, written)) return show(request, { kind: 'said' });
  if (written.missed.length > 0) return show(request, staleAnswer(written, written.missed));
  const { board, link, now } = request;
  const updated = await updateAction(
    board,
    { id: link.subject, version: action.version, fields: written.fields, by: person.id, now },
    setting,
  );
  switch (updated.outcome) {
    case 'updated':
      return show(request, { kind: 'recorded', action: updated.action, told: updated.told });
    case 'unchanged':
      return show(request, { kind: 'said' });
    case 'refused':
      return show(request, { kind: 'refused', written, errors: errorsOf(updated.problems) });
    case 'closed':
    case 'unknown-action':
      return show(request);
    case 'stale':
      return undefined;
  }
};

const submit = async (request: LinkRequest, form: Form) => {
  for (let tries = 0; tries < mostTries; tries++) {
    const reading = await readActSituation(request);
    if (reading.kind !== 'known' || reading.situation.action.state === 'effective') return show(request);
    const page = await submitOnce(request, form, reading.situation);
    if (page) return page;
  }
  throw new Error('others kept writing about an action');
};

export const act: LinkPage = { show: (request) => show(request), submit };
