/** Applies files: reads, checks, compares, asks, and writes new versions of what changed. */

import type { Objective } from '../../shared/core/config/objective.ts';
import type { Person } from '../../shared/core/config/person.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { completePolicy, defaultPolicy } from '../../shared/core/config/policy-in-force.ts';
import type { Source } from '../../shared/core/config/source.ts';
import type { Silence } from '../../shared/core/silence/silence.ts';
import type { Survey } from '../../shared/core/survey/survey.ts';
import { dayAt } from '../../shared/core/time/calendar.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { policyId, readConfig, writeConfig } from '../../shared/store/config.ts';
import type { EnsureEpoch } from '../../shared/store/open-epoch.ts';
import type { Connection } from '../connect.ts';
import { Failure } from '../failure.ts';
import { type FileProblem, formatProblem } from '../read-yaml.ts';
import { askRebuild } from '../rebuild.ts';
import { type Missing, missingOf } from '../sources/missing.ts';
import { checkAdapters } from './check-adapters.ts';
import { checkWanted } from './check-wanted.ts';
import { type Change, changeOf } from './difference.ts';
import { type Entry, readFiles } from './read-files.ts';
import { writeAccess } from './write-access.ts';

export interface ApplyRequest {
  files: readonly { file: string; text: string }[];
  /** Sources that get another secret. */
  rotate: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
  /** Shown the changes; says who approves them and why, or `undefined` to leave all as it is. */
  approve(changes: readonly Change[]): Promise<{ author: string; reason: string } | undefined>;
}

export interface Applied {
  changes: Change[];
  /** False if somebody declined. */
  written: boolean;
  /** Secrets that were made, by source. */
  secrets: { source: string; secret: string }[];
  /** What other products sign with and nobody has entered yet. */
  missing: Missing[];
  /** What the policy did to the rows; absent where it did not change. */
  epoch?: EnsureEpoch;
}

const refuse = (problems: readonly FileProblem[]): Failure =>
  new Failure(
    `Nothing was applied: ${problems.length === 1 ? 'there is a problem' : `there are ${problems.length} problems`}.\n${problems.map(formatProblem).join('\n')}`,
    2,
  );

const newestOf = <V>(versions: readonly { id: string; value: V }[]): Map<string, V> =>
  new Map(versions.map(({ id, value }) => [id, value]));

const writeChange = async (
  board: Connection['board'],
  change: Change,
  approval: { author: string; reason: string },
  now: number,
) => {
  const { kind, id, version, value, effectiveFrom } = change;
  const config = { id, version, value, ...approval, effectiveFrom, createdAt: new Date(now).toISOString() };
  const { outcome } = await writeConfig(board, kind, config);
  if (outcome === 'taken')
    throw new Failure(
      `Somebody else has changed the ${kind} ${id} just now: run \`hoshin apply\` again to see the difference anew.`,
    );
};

/** Applies files to a stack. Throws a Failure that names every problem before anything is written. */
export const applyFiles = async (connection: Connection, request: ApplyRequest): Promise<Applied> => {
  const { board } = connection;
  const { now, rotate } = request;
  const read = readFiles(request.files);
  if (!read.ok) throw refuse(read.problems);
  const { wanted } = read;
  const [sources, people, storedPolicies, objectives, silences, surveys] = await Promise.all([
    readConfig<Source>(board, 'source'),
    readConfig<Person>(board, 'person'),
    readConfig<Omit<Policy, 'version'>>(board, 'policy'),
    readConfig<Omit<Objective, 'version'>>(board, 'objective'),
    readConfig<Silence>(board, 'silence'),
    readConfig<Survey>(board, 'survey'),
  ]);
  // A field that is newer than a stored policy is no change, as long as it says what has held all along.
  const policies = storedPolicies.map((each) => ({ ...each, value: completePolicy(each.value) }));
  const policy = newestOf(policies).get(policyId) ?? defaultPolicy;
  const checked = checkWanted(wanted, {
    kpis,
    people: people.map(({ id }) => id),
    sources: sources.map(({ id }) => id),
    objectives: objectives.map(({ id }) => id),
    namespaces: sources.flatMap(({ id, value }) => [id, value.namespace ?? id]),
    policy,
  });
  const problems = [...(await checkAdapters(wanted.sources)), ...(checked.ok ? [] : checked.problems)];
  if (!checked.ok || problems.length > 0) throw refuse(problems);
  const knownSources = new Map([...newestOf(sources), ...wanted.sources.map(({ id, value }) => [id, value] as const)]);
  const unknown = rotate.find((id) => !knownSources.has(id));
  if (unknown) throw new Failure(`There is no source '${unknown}' to rotate the secret of.`, 2);
  const entered = rotate.find((id) => knownSources.get(id)?.adapter !== undefined);
  if (entered)
    throw new Failure(
      `The secret of ${entered} is another product's: enter a new one with \`hoshin sources secret ${entered} --add\`.`,
      2,
    );

  const today = dayAt(now, (wanted.policy?.value ?? policy).timeZone);
  const stored = {
    source: sources,
    person: people,
    policy: policies,
    objective: objectives,
    silence: silences,
    survey: surveys,
  };
  const entries: Entry<object>[] = [
    ...wanted.people,
    ...wanted.sources,
    ...(wanted.policy ? [wanted.policy] : []),
    ...checked.objectives,
    ...wanted.silences,
    ...wanted.surveys,
  ];
  const changes = entries.flatMap((entry) => changeOf(entry, stored[entry.kind], today) ?? []);
  const approval = changes.length > 0 ? await request.approve(changes) : undefined;
  if (changes.length > 0 && !approval) return { changes, written: false, secrets: [], missing: [] };

  if (approval) for (const change of changes) await writeChange(board, change, approval, now);
  // After the versions: a parameter that could not be written is written by the next apply.
  const secrets: Applied['secrets'] = [];
  const missing: Missing[] = [];
  for (const id of new Set([...wanted.sources.map((entry) => entry.id), ...rotate])) {
    const source = knownSources.get(id);
    if (!source) continue;
    const { access, secret } = await writeAccess(connection, source, rotate.includes(id));
    if (secret) secrets.push({ source: id, secret });
    missing.push(...(await missingOf(id, access)));
  }
  // Asked even if the policy is as it was: an apply that was interrupted here is finished by the next one.
  const rebuild = wanted.policy ? await askRebuild(connection, { action: 'start' }) : undefined;
  return { changes, written: true, secrets, missing, ...(rebuild?.start && { epoch: rebuild.start }) };
};
