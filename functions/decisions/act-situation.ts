/** What the page of an action stands on: who looks, the action with its history, and how its objective has stood since. */
import { type Measured, measuredBy } from '../../shared/actions/ground-action.ts';
import { readEffect } from '../../shared/actions/read-effect.ts';
import { readTrend, type Week } from '../../shared/actions/read-trend.ts';
import { loadSetting, type Setting } from '../../shared/alerts/setting.ts';
import type { Action, ActionEvent } from '../../shared/core/action/action.ts';
import type { Reading } from '../../shared/core/config/objective.ts';
import type { Person } from '../../shared/core/config/person.ts';
import { kpis, tallies } from '../../shared/kpis/registry.ts';
import { readAction, readActionHistory } from '../../shared/store/actions.ts';
import { readSettling } from '../../shared/store/settling.ts';
import { take } from '../../shared/store/table.ts';
import type { LinkRequest } from './link-page.ts';

export interface ActSituation {
  /** Who the mail went to, as configured now. */
  person: Person;
  action: Action;
  /** Oldest first; each entry holds the action as it stood after it. */
  history: ActionEvent[];
  setting: Setting;
  /** Absent where the objective is no longer in force. */
  measured?: Measured;
  /** Over the days after the one on which it was done. */
  since?: Reading;
  weeks: Week[];
  /** In which the person reads instants. */
  zone: string;
}

export type ActReading =
  | { kind: 'known'; situation: ActSituation }
  /** The notice is not about that action, or there is no such action. */
  | { kind: 'unknown' }
  /** The person left the configuration: whoever has the mail writes no more. */
  | { kind: 'left' };

export const readActSituation = async ({ board, notice, link, now }: LinkRequest): Promise<ActReading> => {
  if (notice.about.kind !== 'action' || notice.about.action !== link.subject) return { kind: 'unknown' };
  const [action, history, setting, settling] = await Promise.all([
    readAction(board, link.subject),
    take(readActionHistory(board, link.subject)),
    loadSetting(board, now, tallies),
    readSettling(board, new Date(now).toISOString()),
  ]);
  if (!action) return { kind: 'unknown' };
  const person = setting.people.find(({ id }) => id === notice.person.id);
  if (!person) return { kind: 'left' };
  const measured = measuredBy(setting, action.objective, kpis);
  const [effect, weeks] = measured
    ? await Promise.all([
        action.state === 'done' ? readEffect(board, { setting, settling }, action, measured) : undefined,
        readTrend(board, setting, action, measured),
      ])
    : [undefined, []];
  const situation: ActSituation = {
    ...{ person, action, history, setting, weeks },
    zone: person.timeZone ?? setting.policy.timeZone,
    ...(measured && { measured }),
    ...(effect && { since: effect.reading }),
  };
  return { kind: 'known', situation };
};
