/** A delivery that reached its customer invites to the surveys in force, once each. */
import type { Customer } from '../../events/about.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import type { DeliveryRecord } from '../../shared/core/record/record.ts';
import { hasEnded } from '../../shared/core/survey/ended.ts';
import { type Delivered, type InvitingSurvey, planInvitation } from '../../shared/core/survey/plan-invitation.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import type { HashPerson } from '../../shared/privacy/person-key.ts';
import { digest } from '../../shared/runtime/digest.ts';
import type { Cached } from '../../shared/store/cache.ts';
import { readPolicy } from '../../shared/store/config.ts';
import { createInvitation } from '../../shared/store/invitations.ts';
import { personalAttribute, type RecordItem, toRecord } from '../../shared/store/record-item.ts';
import { readSurveysInForce, type SurveyVersion } from '../../shared/store/surveys.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import type { Follow } from './follow-records.ts';

export interface Rules {
  policy: Policy;
  surveys: SurveyVersion[];
}

/** The policy and the surveys that count at an instant (ms). */
export const readRules = async (board: NamedTable, now: number): Promise<Rules> => {
  const policy = await readPolicy(board, now);
  const today = dayAt(now, policy.timeZone);
  const surveys = await readSurveysInForce(board, now, policy.timeZone);
  return { policy, surveys: surveys.filter((survey) => !hasEnded(survey, today)) };
};

export interface Inviting {
  board: NamedTable;
  /** What is in force, not much older than a minute. */
  rules: Cached<Rules>;
  hash: HashPerson;
  now(): number;
}

/** A delivery out of its item. The item is ours: what it holds was judged when it came in. */
export const deliveredOf = (item: RecordItem): Delivered => ({
  record: toRecord(item) as DeliveryRecord,
  customer: (item[personalAttribute('about')] as { customer?: Customer } | undefined)?.customer,
});

/** The survey, if it invites anybody. */
export const inviting = (survey: SurveyVersion): InvitingSurvey | undefined =>
  survey.invite && { ...survey, invite: survey.invite };

/** Makes the invitations of a delivery that changed. What says that it arrived, and to whom, may come in any order. */
export const inviteOn =
  ({ board, rules, hash, now }: Inviting): Follow =>
  async ({ item }) => {
    const { policy, surveys } = await rules.get();
    const delivered = deliveredOf(item);
    for (const survey of surveys.flatMap((each) => inviting(each) ?? [])) {
      const planned = planInvitation(delivered, survey, { policy, now: now(), digest });
      if (!planned) continue;
      const email = planned.state === 'waiting' ? delivered.customer?.email : undefined;
      const person = email === undefined ? {} : { person: await hash({ email }) };
      await createInvitation(board, { ...planned, ...person });
    }
  };
