/** What the guides show works as they say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkAdapters } from '../../cli/apply/check-adapters.ts';
import { checkWanted } from '../../cli/apply/check-wanted.ts';
import { readFiles } from '../../cli/apply/read-files.ts';
import { formatProblem } from '../../cli/read-yaml.ts';
import { ComplaintReceipt, ComplaintRequest } from '../../events/complaint-request.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { kpis } from '../../shared/kpis/registry.ts';
import { importText } from '../support/import-rows.ts';
import { senderExamples } from '../support/sender-examples.ts';

const languageOf: Record<string, string> = { sh: 'sh', mjs: 'js', py: 'python', cs: 'csharp', java: 'java' };

/** The fenced blocks of a guide, by their language. */
const blocksOf = (guide: string, language: string): string[] =>
  [...readFileSync(new URL(`../../docs/${guide}`, import.meta.url), 'utf8').matchAll(/```(\w*)\n([\s\S]*?)```/g)]
    .filter(([, found]) => found === language)
    .map(([, , text]) => text ?? '');

describe('the guide', () => {
  test('to imports: its map reads its file as it says', async () => {
    const [map = ''] = blocksOf('import.md', 'yaml');
    const [shown = ''] = blocksOf('import.md', 'json');
    const file = blocksOf('import.md', '').find((text) => text.startsWith('Auftrag')) ?? '';
    const { events, filtered, rejected } = await importText(file, map);
    expect(rejected).toEqual([]);
    expect(filtered).toBe(1);
    expect(events[0]).toMatchObject({ ...JSON.parse(shown), source: 'test' });
    expect(events[1]?.data).toEqual({
      promise: { first: '2026-03-14' },
      progress: { state: 'delivered', deliveredAt: '2026-03-16T14:15:00.000Z' },
      about: { site: 'Lyon' },
    });
    expect(events[2]?.data).toMatchObject({
      promise: { first: '2026-03-15', cancelled: true },
      progress: { state: 'pending' },
    });
  });

  test('to complaints: the API takes the complaint that it shows, and answers as it shows', () => {
    const [request = '', receipt = ''] = blocksOf('complaints.md', 'json');
    expect(ComplaintRequest.safeParse(JSON.parse(request)).error).toBeUndefined();
    expect(ComplaintReceipt.safeParse(JSON.parse(receipt)).error).toBeUndefined();
  });

  test.each(senderExamples.map(({ file }) => [file]))('to sending data shows %s as it is', (file) => {
    const example = readFileSync(new URL(`../../docs/examples/${file}`, import.meta.url), 'utf8');
    const guide = readFileSync(new URL('../../docs/send-data.md', import.meta.url), 'utf8');
    expect(guide).toContain(`\n\`\`\`${languageOf[file.split('.')[1] ?? '']}\n${example}\`\`\`\n`);
  });

  test.each([
    ['configure.md', []],
    ['surveys.md', []],
    ['complaints.md', ['olga']],
  ])('in %s: its example can be applied', (guide, people) => {
    const [text = ''] = blocksOf(guide, 'yaml');
    expect(text).not.toBe('');
    const read = readFiles([{ file: guide, text }]);
    expect(read.ok ? [] : read.problems.map(formatProblem)).toEqual([]);
    if (!read.ok) return;
    const checked = checkWanted(read.wanted, {
      kpis,
      people,
      sources: [],
      namespaces: [],
      objectives: [],
      policy: Policy.parse({}),
    });
    expect(checked.ok ? [] : checked.problems.map(formatProblem)).toEqual([]);
  });

  test('to adapters: every source that it shows can be applied', async () => {
    const shown = blocksOf('adapters.md', 'yaml').filter((text) => text.trimStart().startsWith('sources:'));
    expect(shown.length).toBeGreaterThan(3);
    for (const text of shown) {
      const read = readFiles([{ file: 'adapters.md', text }]);
      if (!read.ok) throw new Error(read.problems.map(formatProblem).join('\n'));
      expect((await checkAdapters(read.wanted.sources)).map(formatProblem)).toEqual([]);
    }
  });
});
