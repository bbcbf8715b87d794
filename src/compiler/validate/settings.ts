import { valueAt } from '../../base/data.ts';
import { type Settings, settingsSchema } from '../../definitions/settings.ts';
import { missingKey } from '../../diagnostics/codes/plm102-missing-key.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import type { LoadedFile } from '../load/load.ts';
import { diagnose } from './issues.ts';

/** The settings in `plimsoll.yaml`; undefined when the file is missing or wrong, which is reported. */
export const validateSettings = (files: readonly LoadedFile[], report: Report): Entry<Settings> | undefined => {
  const file = files.find(({ role }) => role === 'settings');
  if (file === undefined) return undefined;
  const { document } = file;
  const locate = (path: Path, what: 'key' | 'value' = 'value') => document.locate(path, what);
  const parsed = settingsSchema.safeParse(document.value);
  if (!parsed.success) {
    diagnose(parsed.error, { value: document.value, schema: settingsSchema, locate }).forEach(report);
    return undefined;
  }
  if (Object.keys(parsed.data.environments).length === 0) {
    report(missingKey({ key: 'environments' }, locate(['environments'], 'key')));
    return undefined;
  }
  return {
    id: parsed.data.estate,
    file: file.file,
    value: parsed.data,
    sound: true,
    locate,
    from: () => 'definition',
    extent: () => locate([]),
    layers: (path) => {
      const value = valueAt(parsed.data, path);
      return value === undefined ? [] : [{ from: 'definition', value, span: locate(path) }];
    },
  };
};
