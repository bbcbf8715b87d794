import { expiredOverride } from '../../diagnostics/codes/plm316-expired-override.ts';
import type { Entry } from '../definitions.ts';
import type { Rule } from './rule.ts';

type Overriding = Entry<{ readonly overrides?: readonly { readonly until?: string | undefined }[] | undefined }>;

export const overrideExpiry: Rule = {
  name: 'override-expiry',
  check: ({ definitions: { thresholds, checks }, today }, report) => {
    const entries: readonly Overriding[] = [...thresholds.values(), ...checks.values()];
    for (const entry of entries)
      entry.value.overrides?.forEach(({ until }, i) => {
        if (until !== undefined && until < today) report(expiredOverride({ until }, entry.locate(['overrides', i, 'until'])));
      });
  },
};
