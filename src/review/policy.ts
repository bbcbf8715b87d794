import type { ChangeClass, Party } from './classes.ts';

/** How many of each party must agree; one where nothing is said. */
export type Asked = { readonly [Name in Party]?: number | undefined };

/** What the estate asks of changes; always that of the base, never of the proposal. */
export interface Policy {
  /** The teams that answer for the monitoring itself and for what it executes. */
  readonly ops?: string | undefined;
  readonly security?: string | undefined;
  /** How many must agree, by class and party; one where nothing is said. */
  readonly approvals: { readonly [Class in ChangeClass]?: Asked | undefined };
  readonly budgets: {
    readonly checksPerChange?: number | undefined;
    readonly hostsPerChange?: number | undefined;
    readonly pagesPerWeek?: Readonly<Record<string, number>> | undefined;
  };
  readonly rules: { readonly [Rule in RuleName]: boolean };
  readonly exceptions: readonly Exception[];
}

export type RuleName = 'pageNeedsRunbook' | 'looserNeedsReason' | 'newPageStartsDark';

/** A rule that one check need not keep, granted by whoever merged it into the base. */
export interface Exception {
  readonly rule: string;
  readonly on: string;
  readonly why: string;
  /** `YYYY-MM-DD`, the last day it holds. */
  readonly until?: string | undefined;
}

/** What holds when the settings say nothing. */
export const usualPolicy: Policy = {
  approvals: {},
  budgets: {},
  rules: { pageNeedsRunbook: true, looserNeedsReason: true, newPageStartsDark: false },
  exceptions: [],
};

/** How many of a party must agree to a change of a class. */
export const requiredOf = ({ approvals }: Policy, to: ChangeClass, party: Party): number => approvals[to]?.[party] ?? 1;
