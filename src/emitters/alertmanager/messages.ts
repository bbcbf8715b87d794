import type { EmitContext } from '../contract.ts';

/** Go templates that Alertmanager fills when it tells somebody. */
export interface Messages {
  readonly subject: string;
  readonly text: string;
  /** The same for Slack, where `<!channel>` would call everybody. */
  readonly slackTitle: string;
  readonly slackText: string;
}

/** What Slack wants escaped in text, and nothing else (its guide to formatting text). */
const slackSafe = ' | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"';

/** They stand in the configuration itself: a file of templates that was forgotten would lose every message. */
export const messagesOf = ({ render }: EmitContext, hostLabel: string): Messages => {
  const filled = (name: string, safe: string): string => render(name, { hostLabel, safe }).trimEnd();
  return {
    subject: filled('subject', ''),
    text: filled('text', ''),
    slackTitle: filled('subject', slackSafe),
    slackText: filled('text', slackSafe),
  };
};
