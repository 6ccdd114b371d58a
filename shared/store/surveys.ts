/** Surveys on the board: the version that an invitation names, and those in force. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Survey } from '../core/survey/survey.ts';
import { dayAt } from '../core/time/calendar.ts';
import { fromItem, toItem } from '../runtime/dynamodb.ts';
import { type ConfigVersion, effectiveOn, readConfig } from './config.ts';
import { configKey } from './keys.ts';
import type { NamedTable } from './table.ts';

/** A survey as it was approved, and the version that it is known by. */
export type SurveyVersion = Survey & { version: number };

const surveyOf = ({ value, version }: Pick<ConfigVersion<Survey>, 'value' | 'version'>): SurveyVersion => ({
  ...value,
  version,
});

/** One version of a survey; `undefined` if there is none. */
export const readSurvey = async (
  board: NamedTable,
  id: string,
  version: number,
): Promise<SurveyVersion | undefined> => {
  const { Item } = await board.client.send(
    new GetItemCommand({ TableName: board.name, Key: toItem(configKey('survey', id, version)) }),
  );
  return Item && surveyOf(fromItem<ConfigVersion<Survey>>(Item));
};

/**
 * The newest version that counts of each survey.
 *
 * @param now milliseconds since 1970
 * @param zone the company's time zone, in which the day begins from which a version counts
 */
export const readSurveysInForce = async (board: NamedTable, now: number, zone: string): Promise<SurveyVersion[]> =>
  effectiveOn(await readConfig<Survey>(board, 'survey'), dayAt(now, zone)).map(surveyOf);
