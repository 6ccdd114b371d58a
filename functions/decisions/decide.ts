/** The page on which somebody decides about an alert, from the link in their mail. */

import type { Form } from '../../shared/http/read-form.ts';
import { judgeForm } from './decide-form.ts';
import { readSituation, type Situation } from './decide-situation.ts';
import { closedPage, decidedPage, undecidedPage } from './decide-view.ts';
import type { LinkPage, LinkRequest } from './link-page.ts';
import { isUndecided, recordDecision } from './record-decision.ts';
import * as refusals from './refusals.ts';

const pageOf = ({ query }: LinkRequest, situation: Situation) => {
  const { own } = situation;
  if (own) return decidedPage(situation, own);
  if (!isUndecided(situation)) return closedPage(situation);
  return undecidedPage(situation, { choice: query.choice }, []);
};

const show = async (request: LinkRequest) => {
  const reading = await readSituation(request);
  if (reading.kind === 'unknown') return refusals.unknown;
  return reading.kind === 'left' ? refusals.left : pageOf(request, reading.situation);
};

const submit = async (request: LinkRequest, form: Form) => {
  const reading = await readSituation(request);
  // What cannot be decided is shown as it stands, whatever the form says.
  if (reading.kind !== 'known' || !isUndecided(reading.situation)) return show(request);
  const { situation } = reading;
  const judged = judgeForm(form, { today: situation.today, owners: situation.people.map(({ id }) => id) });
  if ('errors' in judged) return undecidedPage(situation, form, judged.errors);
  const recorded = await recordDecision(request, judged.choice);
  switch (recorded.kind) {
    case 'recorded':
      return decidedPage(recorded.situation, recorded.decision);
    case 'not-in-force': {
      const problem =
        'No action can be assigned: this objective is no longer in force. Acknowledge it, or accept the risk';
      return undecidedPage(recorded.situation, form, [{ field: 'choice-assign', problem }]);
    }
    case 'not-recorded':
      return show(request);
  }
};

export const decide: LinkPage = { show, submit };
