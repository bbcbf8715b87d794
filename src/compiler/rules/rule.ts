import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Definitions } from '../definitions.ts';

export interface RuleInput {
  /** Valid definitions only; what failed its schema was reported before. */
  readonly definitions: Definitions;
  /** One linked model per environment, sorted by name. A check whose references are broken is in none of them. */
  readonly models: readonly Model[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** One semantic rule: a file in this folder, with a code, its page and its sample. Reports a finding once, not per environment. */
export interface Rule {
  readonly name: string;
  readonly check: (input: RuleInput, report: Report) => void;
}
