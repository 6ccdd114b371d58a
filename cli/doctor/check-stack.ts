/** Whether a stack's tables, epochs, configuration and functions are as they should be. */
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Objective } from '../../shared/core/config/objective.ts';
import type { Person } from '../../shared/core/config/person.ts';
import type { Source } from '../../shared/core/config/source.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { readConfig } from '../../shared/store/config.ts';
import { loadEpochs } from '../../shared/store/epochs.ts';
import type { Connection } from '../connect.ts';
import { readAccess } from '../source-secret.ts';
import { commandFor, missingOf } from '../sources/missing.ts';
import { type Finding, note, ok, problem } from './check.ts';

export const checkTables = async ({ board, records }: Connection): Promise<Finding[]> =>
  Promise.all(
    (
      [
        ['Records table', records],
        ['Board table', board],
      ] as const
    ).map(async ([name, table]) => {
      const { Table } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
      if (Table?.TableStatus !== 'ACTIVE')
        return problem(name, `${table.name} is ${Table?.TableStatus}`, 'Wait, and look again.');
      return Table.StreamSpecification?.StreamEnabled
        ? ok(name, `${table.name}, active, with a stream`)
        : problem(name, `${table.name} has no stream`, 'Nothing is counted without it: deploy the stack again.');
    }),
  );

export const checkEpochs = async ({ board }: Connection): Promise<Finding[]> => {
  const { current, open, all } = await loadEpochs(board);
  if (all.length === 0) return [note('Rows', 'nothing was counted yet')];
  const frozen = current.frozenAt !== undefined || current.contribution !== contributionVersion(tallies);
  const findings = [
    frozen
      ? problem(
          'Rows',
          `epoch ${current.epoch} stands still${current.frozenAt ? ` since ${current.frozenAt}` : ''}: the code counts differently now`,
          'Count anew: `hoshin rebuild --wait`.',
        )
      : ok('Rows', `epoch ${current.epoch}, policy ${current.policy.version}`),
  ];
  if (open)
    findings.push(
      note(
        'Rebuild',
        `epoch ${open.epoch} is being filled since ${open.openedAt}`,
        '`hoshin rebuild --wait` follows it.',
      ),
    );
  return findings;
};

const checkSource = async (connection: Connection, { id, senderIds }: Source): Promise<Finding> => {
  const access = await readAccess(connection, id);
  const name = `Source ${id}`;
  if (!access) return problem(name, 'has no secret', 'Run `hoshin apply` with its file again.');
  const [missing] = await missingOf(id, access);
  if (missing)
    return problem(
      name,
      `has no ${missing.what} of ${missing.product}`,
      `Enter it (${missing.from}): \`${commandFor(missing)}\`.`,
    );
  if (access.secrets.length === 0 && senderIds.length === 0)
    return problem(name, 'has neither a secret nor queue senders', `Run \`hoshin apply --rotate ${id}\`.`);
  return access.secrets.length > 1
    ? note(
        name,
        `${access.secrets.length} secrets are valid: one is being rotated`,
        `Once everything signs with the newest: \`hoshin sources secret ${id} --retire-old\`.`,
      )
    : ok(name, access.secrets.length === 1 ? 'one secret' : `${senderIds.length} queue senders`);
};

export const checkConfiguration = async (connection: Connection): Promise<Finding[]> => {
  const { board } = connection;
  const [sources, people, objectives] = await Promise.all([
    readConfig<Source>(board, 'source'),
    readConfig<Person>(board, 'person'),
    readConfig<Omit<Objective, 'version'>>(board, 'objective'),
  ]);
  const latest = <V>(versions: { id: string; value: V }[]) => [
    ...new Map(versions.map(({ id, value }) => [id, value])).values(),
  ];
  const findings = await Promise.all(latest(sources).map((source) => checkSource(connection, source)));
  if (sources.length === 0)
    findings.push(note('Sources', 'none', 'Nobody may send yet: `hoshin apply` (docs/configure.md).'));
  if (objectives.length === 0)
    findings.push(note('Objectives', 'none', 'Nothing is judged yet: `hoshin apply` (docs/configure.md).'));
  else findings.push(ok('Objectives', `${latest(objectives).length}`));
  if (objectives.length > 0 && !latest(people).some(({ roles }) => roles.includes('top-management')))
    findings.push(
      problem(
        'People',
        'nobody is top management',
        'A miss reaches only the owner: give somebody the role and run `hoshin apply`.',
      ),
    );
  return findings;
};

export const checkFunctions = async ({ stack, stage, lambda }: Connection): Promise<Finding[]> => {
  // The local stack answers for its functions by running at all.
  if (stage === 'local') return [ok('Functions', Object.keys(stack.functions).join(', '))];
  const client = await lambda();
  return Promise.all(
    Object.entries(stack.functions).map(async ([name, FunctionName]) => {
      const { State, LastUpdateStatus } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return State === 'Active' && LastUpdateStatus !== 'Failed'
        ? ok(`Function ${name}`, 'active')
        : problem(`Function ${name}`, `${State}, last update ${LastUpdateStatus}`, 'Deploy the stack again.');
    }),
  );
};
