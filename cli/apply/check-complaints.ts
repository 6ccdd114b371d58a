/** What the shape of a policy cannot say of complaints: that its people exist, and that the form speaks every one of its languages. */
import { isOwnCategory, offeredLanguages, ownCategories } from '../../shared/core/complaint/form.ts';
import type { Policy } from '../../shared/core/config/policy.ts';
import { type Texts, textIn } from '../../shared/core/language/languages.ts';
import type { FileProblem } from '../read-yaml.ts';
import { nearest } from './nearest.ts';
import type { Entry } from './read-files.ts';

/** A language without a text would be shown another one's; `*` is for all of them. */
const lacking = (texts: Texts, languages: readonly string[]): string[] =>
  '*' in texts
    ? []
    : languages.filter((language) => textIn({ [language]: texts[language as keyof Texts] }, 'en') === '');

/** People as they will be once the files are applied. */
export const checkComplaints = (
  { value: { complaints, dimensions }, problem }: Pick<Entry<Omit<Policy, 'version'>>, 'value' | 'problem'>,
  people: readonly string[],
): FileProblem[] => {
  const { owner, severe, form } = complaints;
  const problems: FileProblem[] = [];
  if (owner !== undefined && !people.includes(owner))
    problems.push(problem(['complaints', 'owner'], `there is no person '${owner}'${nearest(owner, people)}`));
  for (const [index, word] of (severe?.words ?? []).entries())
    if (!/[\p{L}\p{N}]{2}/u.test(word))
      problems.push(problem(['complaints', 'severe', 'words', index], `'${word}' holds no word`));
  const listed = dimensions.keyAccount;
  for (const [index, account] of (severe?.keyAccounts === 'all' ? [] : (severe?.keyAccounts ?? [])).entries())
    if (Array.isArray(listed) && !listed.includes(account))
      problems.push(
        problem(
          ['complaints', 'severe', 'keyAccounts', index],
          `the policy knows keyAccount ${listed.join(', ')}, not '${account}'`,
        ),
      );
  const languages = offeredLanguages(form);
  for (const [index, { id, label }] of (form?.categories ?? []).entries()) {
    const path = ['complaints', 'form', 'categories', index];
    if (!label && !isOwnCategory(id))
      problems.push(
        problem(path, `'${id}' is none of the product's own categories and needs a label${nearest(id, ownCategories)}`),
      );
    for (const language of label ? lacking(label, languages) : [])
      problems.push(problem([...path, 'label'], `lacks ${language}, a language of the form`));
  }
  for (const language of form?.consent ? lacking(form.consent, languages) : [])
    problems.push(problem(['complaints', 'form', 'consent'], `lacks ${language}, a language of the form`));
  return problems;
};
