import { describe, expect, it } from 'vitest';
import { readTexts } from './source-tree.ts';

/**
 * Words that the glossary replaced, with what to write instead. They are looked for in identifiers, comments, strings and file
 * names. Words in camelCase are split, so `noteTold` is found as `told`.
 */
const OLD_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bproblem ?records?\b/, 'incident'],
  [/\bleft ?alone\b/, 'skipped'],
  [/\b(twins?|namesakes?)\b/, 'duplicate, or company with the same name'],
  [/\b(sweeps?|sweeping|swept)\b/, 'bulk sync'],
  [/\b(run ?)?keepers?\b/, 'tracker'],
  [/\banew\b/, 'again'],
  [/\bmend(s|ed|ing)?\b/, 'fix or correct'],
  [/\b(a|the) persons?\b(?!-)/, 'user, technician or administrator'],
  [/\bneeds (a )?persons?\b/, 'needs user'],
  [/\bfor want of\b/, 'without'],
  [/\b(un)?told\b/, 'reported'],
  [/\bhopeless\b/, 'permanent or aborting'],
  [/\bends in vain\b/, 'permanent'],
  [/\brestless\b/, 'unstable'],
  [/\bcarriers among\b/, 'companies with the EFS id'],
  [/\bticket sights?\b|\bsight of\b/, 'ticket snapshot'],
  [/\b(push(ed|es|ing)|pushe[rs]?)\b/, 'sync'],
  [/\bgate(s|d)?\b/, 'throttle'],
  [/\bpage setup\b/, 'in-page config'],
  [/\bverdicts?\b/, 'decision or result'],
  [/\bjudge(s|d)?\b/, 'evaluate or check'],
  [/\bwhatever it costs\b/, 'force look'],
  [/\bwhere it happened\b/, 'stack frames'],
  [/\bstanding ticket\b/, 'primary ticket'],
  [/\btells (the same|of it)\b/, 'is about the same, or reports it'],
  [/\bchanged meanwhile\b/, 'conflict, or changed since it was read'],
];

/** What may hold such a word, and why. */
const EXCEPTIONS: readonly { path: RegExp; words: RegExp; why: string }[] = [
  { path: /^test\/repo\/(visible-)?words\.test\.ts$/, words: /./, why: 'They hold the lists.' },
  {
    path: /^test\/unit\/domain\/rules\/finding-sentences\.test\.ts$/,
    words: /./,
    why: 'It holds a list for findings.',
  },
  {
    path: /^(lib\/settings\/migrations\/00[23]|test\/unit\/settings\/(migrations|consent|settings-file)\.test)\.ts$/,
    words: /^pushes$/,
    why: 'They hold the names under which earlier settings are stored.',
  },
  { path: /^CHANGELOG\.md$/, words: /./, why: 'It reports old versions in the words of their time.' },
];

/** A line as words: camelCase, snake_case and kebab-case divided, in lower case. */
function wordsOf(line: string): string {
  return line
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}

function oldWordsOf(path: string, text: string): string[] {
  const allowed = EXCEPTIONS.filter((exception) => exception.path.test(path));
  return [path, ...text.split('\n')].flatMap((line, index) => {
    const words = wordsOf(line);
    return OLD_WORDS.flatMap(([pattern, instead]) => {
      const [found] = pattern.exec(words) ?? [];
      if (found === undefined || allowed.some((one) => one.words.test(found))) return [];
      return `${path}:${index} says “${found}”: write ${instead}.`;
    });
  });
}

describe('the words of the tree', () => {
  it('are those of the glossary', () => {
    const files = readTexts();
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap(({ path, text }) => oldWordsOf(path, text))).toEqual([]);
  });

  it.each([
    ['an identifier', 'const wasTold = noteTold(event);'],
    ['a constant', 'const HOPELESS = new Set();'],
    ['a comment', '// A person has to look at it.'],
    ['a string', "'needs-person'"],
    ['a sentence', 'The ticket was mended.'],
  ])('are found in %s', (_, line) => {
    expect(oldWordsOf('lib/sample.ts', line)).toHaveLength(1);
  });

  it('do not include calls of the language', () => {
    expect(oldWordsOf('lib/sample.ts', 'rows.push(one); const person = "tuesday";')).toEqual([]);
  });
});
