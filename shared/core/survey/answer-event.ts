/** What is counted of an answer, as an event like any sender's. Who answered, and their words, are personal fields of it. */
import type { Customer, dimensionShape } from '../../../events/about.ts';
import type { HoshinEvent } from '../../../events/event.ts';
import type { Language } from '../language/languages.ts';
import { ownSources } from '../record/own-sources.ts';
import type { Answers } from './answers.ts';
import type { Invitation } from './invitation.ts';

/** One sent form. */
export interface Answering {
  /** The record's: an invitation's id, or that of a form that anybody may open. */
  subject: string;
  survey: { id: string; version: number };
  language: Language;
  answers: Answers;
  /** ISO 8601, UTC. */
  at: string;
  dimensions: Partial<Record<keyof typeof dimensionShape, string>>;
  /** Of whoever was invited; absent for anybody. */
  invitation?: Pick<Invitation, 'delivery' | 'onTime' | 'customer'>;
}

const customerOf = ({ customer }: Pick<Invitation, 'customer'>): Customer | undefined =>
  customer && {
    ...(customer.id !== undefined && { id: customer.id }),
    ...(customer.name !== undefined && { name: customer.name }),
    email: customer.email,
  };

/** The event of an answer. Made again from the same form it has the same subject: one record. */
export const answerEvent = ({
  subject,
  survey,
  language,
  answers,
  at,
  dimensions,
  invitation,
}: Answering): HoshinEvent => {
  const customer = invitation && customerOf(invitation);
  return {
    specversion: '1.0',
    id: `${subject}-${at}`,
    source: ownSources.surveys,
    type: 'hoshin.response.v1',
    subject,
    time: at,
    data: {
      answer: {
        answeredAt: at,
        survey: survey.id,
        surveyVersion: survey.version,
        language,
        ...answers,
        ...dimensions,
        ...(invitation && { delivery: invitation.delivery.subject }),
        ...(invitation?.onTime !== undefined && { onTime: invitation.onTime }),
        ...(customer && { customer }),
      },
    },
  };
};
