import { noApprovals } from '../../diagnostics/codes/plm502-no-approvals.ts';
import type { SourceTexts } from '../../diagnostics/span.ts';
import { parseApprovals } from '../../review/approvals.ts';
import { type Approvals, decide } from '../../review/gate.ts';
import type { ProjectContext } from '../context.ts';
import type { GateResult } from '../review-types.ts';
import { baseTeams } from './base-teams.ts';
import { review, type ReviewRequest } from './diff.ts';

export type GateRequest = ReviewRequest & { readonly approvals?: string };

const nobody: Approvals = { version: 1, authors: [], approvals: [] };

const readApprovals = (file: string | undefined, { host }: ProjectContext): Approvals | string => {
  if (file === undefined) return nobody;
  const text = host.readText(file);
  return text === undefined ? 'there is no such file' : parseApprovals(text);
};

/** Compares two states and decides, environment by environment. */
export const gate = async (
  context: ProjectContext,
  { approvals: file, ...request }: GateRequest,
): Promise<GateResult & { readonly sources: SourceTexts }> => {
  const { diagnostics, sources, document, base } = await review(context, request);
  if (document === undefined || base === undefined) return { diagnostics, sources, decisions: [] };
  const approvals = readApprovals(file, context);
  if (typeof approvals === 'string') {
    return { diagnostics: [...diagnostics, noApprovals({ file: file ?? '', why: approvals })], sources, document, decisions: [] };
  }
  const decisions = document.environments.map(({ environment, plan, rulings }) => {
    const teams = baseTeams(base.models, environment);
    return decide({ plan, rulings, approvals, output: document.output }, { policy: base.policy, teams });
  });
  return { diagnostics, sources, document, decisions };
};
