import { nothingGenerated } from '../../diagnostics/codes/plm330-nothing-generated.ts';
import type { Rule } from './rule.ts';

export const targetsSet: Rule = {
  name: 'targets-set',
  check: ({ definitions: { settings }, models }, report) => {
    const { targets = {}, environments } = settings.value;
    for (const { environment } of models) {
      const here = environments[environment]?.targets ?? {};
      if (Object.keys({ ...targets, ...here }).length === 0) report(nothingGenerated({ environment }, settings.locate(['targets'], 'key')));
    }
  },
};
