/** How each survey stands: its version, who was asked and answered lately, and where anybody may open it. */
import type { Policy } from '../../shared/core/config/policy.ts';
import { takeReading } from '../../shared/core/reading.ts';
import { sliceName, total } from '../../shared/core/record/slice.ts';
import { hasEnded } from '../../shared/core/survey/ended.ts';
import { addDays, dayAt } from '../../shared/core/time/calendar.ts';
import { kpi as responseRate } from '../../shared/kpis/survey/response-rate.ts';
import { invited as invitedTally } from '../../shared/kpis/tallies/invited.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import { readRows } from '../../shared/store/read-rows.ts';
import { readSurveysInForce, type SurveyVersion } from '../../shared/store/surveys.ts';
import type { Connection } from '../connect.ts';

/** What `hoshin surveys --json` prints. */
export interface SurveyStanding {
  id: string;
  version: number;
  languages: readonly string[];
  /** Its last day is over. */
  ended: boolean;
  invites: boolean;
  /** On the days asked for; absent where the policy does not tell surveys apart. */
  asked?: { invited: number; answered: number; responseRate: number | null };
  /** Where anybody may answer, by channel. */
  open: { channel: string; address: string }[];
}

/** Where a survey can be opened by anybody, one address for each channel. */
export const openAddresses = (ingestUrl: string, { id, open }: Pick<SurveyVersion, 'id' | 'open'>) =>
  (open?.channels ?? []).map((channel) => {
    const address = new URL(`../open/${id}`, ingestUrl);
    address.searchParams.set('channel', channel);
    return { channel, address: address.href };
  });

/** The slice that counts one survey; `undefined` where the policy has none, and more than one survey is counted. */
const sliceOf = (survey: string, surveys: readonly SurveyVersion[], { dimensions }: Policy): string | undefined => {
  if (dimensions.survey) return sliceName({ survey });
  return surveys.length === 1 ? total : undefined;
};

/** @param now milliseconds since 1970 */
export const readStandings = async (
  { board, stack }: Pick<Connection, 'board'> & { stack: Pick<Connection['stack'], 'ingestUrl'> },
  days: number,
  now: number,
): Promise<SurveyStanding[]> => {
  const { current } = await loadEpochs(board);
  const { policy, epoch } = current;
  const to = dayAt(now, policy.timeZone);
  const from = addDays(to, 1 - days);
  const surveys = await readSurveysInForce(board, now, policy.timeZone);
  const readAsked = async (slice: string) => {
    const rows = { response: await readRows(board, { epoch, type: 'response', slice, from, to }) };
    const { value, n, counters } = takeReading(responseRate, rows, { from, to }, { slice, policy, epoch });
    return { invited: n, answered: counters[`${invitedTally.key}.x`] ?? 0, responseRate: value };
  };
  return Promise.all(
    surveys.map(async (survey): Promise<SurveyStanding> => {
      const slice = sliceOf(survey.id, surveys, policy);
      return {
        ...{ id: survey.id, version: survey.version, languages: survey.languages },
        ...{ ended: hasEnded(survey, to), invites: survey.invite !== undefined },
        ...(slice !== undefined && { asked: await readAsked(slice) }),
        open: openAddresses(stack.ingestUrl, survey),
      };
    }),
  );
};
