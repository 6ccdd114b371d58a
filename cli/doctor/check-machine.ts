/** What the local stack needs of this machine. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Finding, note, ok, problem } from './check.ts';

const leastNode = 24;
const leastJava = 17;

const checkNode = (): Finding => {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= leastNode
    ? ok('Node', process.version)
    : problem(
        'Node',
        process.version,
        `Hoshin needs Node ${leastNode}: run it by npm (npm run hoshin -- …), which brings it along on Linux, or install it.`,
      );
};

const javaVersion = async (): Promise<number | undefined> => {
  try {
    const { stderr, stdout } = await promisify(execFile)('java', ['-version'], { timeout: 10_000 });
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1]);
  } catch {
    return undefined;
  }
};

const checkJava = async (): Promise<Finding> => {
  const version = await javaVersion();
  if (version !== undefined && version >= leastJava) return ok('Java', `${version}: DynamoDB Local can run`);
  const seen = version === undefined ? 'not found' : `version ${version}`;
  return note(
    'Java',
    seen,
    `Java ${leastJava} lets the local stack use DynamoDB Local; without it the dynoxide engine is used (Linux x64).`,
  );
};

export const checkMachine = async (): Promise<Finding[]> => [checkNode(), await checkJava()];
