import linter, { type Message } from 'addons-linter';
import { EXPLAINED_WARNINGS, type ExplainedWarning } from './explained-warnings.ts';

/** One message of Mozilla's linter. */
export interface LintMessage extends Message {
  type: 'error' | 'warning' | 'notice';
}

/** What the linter said, divided by what is to be done about it. */
export interface LintOutcome {
  errors: LintMessage[];
  unexplained: LintMessage[];
  explained: LintMessage[];
  /** Explanations for which there is no warning any more: to be deleted. */
  unused: ExplainedWarning[];
}

/**
 * Runs on a built extension what addons.mozilla.org runs on an upload, and `web-ext lint` too. Needs no network.
 * @param path folder or zip file
 */
export async function lintExtension(path: string): Promise<LintMessage[]> {
  const instance = linter.createInstance({
    config: {
      _: [path],
      logLevel: 'fatal',
      output: 'none',
      stack: false,
      pretty: false,
      boring: true,
      metadata: false,
      warningsAsErrors: false,
      selfHosted: false,
      shouldScanFile: () => true,
    },
    runAsBinary: false,
  });
  const { errors, warnings, notices } = await instance.run();
  return [
    ...errors.map((message) => ({ ...message, type: 'error' as const })),
    ...warnings.map((message) => ({ ...message, type: 'warning' as const })),
    ...notices.map((message) => ({ ...message, type: 'notice' as const })),
  ];
}

/** Compares messages with the explanations. Notices count as warnings: the store shows both to its reviewers. */
export function sortMessages(
  messages: readonly LintMessage[],
  explanations: readonly ExplainedWarning[] = EXPLAINED_WARNINGS,
): LintOutcome {
  const fits = (message: LintMessage, { code, message: text, files }: ExplainedWarning) =>
    message.code === code && text.test(message.message) && files.test(message.file ?? '');
  const others = messages.filter(({ type }) => type !== 'error');
  const isExplained = (message: LintMessage) => explanations.some((one) => fits(message, one));
  return {
    errors: messages.filter(({ type }) => type === 'error'),
    unexplained: others.filter((message) => !isExplained(message)),
    explained: others.filter(isExplained),
    unused: explanations.filter((one) => !others.some((message) => fits(message, one))),
  };
}

/** One line for a terminal. */
export function lineOf({ type, code, message, file, line, column }: LintMessage): string {
  const place = file === undefined ? '' : ` at ${[file, line, column].filter((part) => part !== undefined).join(':')}`;
  return `${type} ${code}: ${message}${place}`;
}
