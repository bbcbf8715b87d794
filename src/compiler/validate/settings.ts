import { isMap, own, valueAt } from '../../base/data.ts';
import { interpreted } from '../../base/interpreted.ts';
import { type Settings, settingsSchema } from '../../definitions/settings.ts';
import { missingKey } from '../../diagnostics/codes/plm102-missing-key.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import type { LoadedFile } from '../load/load.ts';
import { diagnose } from './issues.ts';
import { repaired } from './repair.ts';

/** What can be understood of wrong settings, so that the definitions can be checked in the same run. */
const usableOf = (value: unknown): Settings | undefined => {
  if (!isMap(value)) return undefined;
  const named = settingsSchema.shape.estate.safeParse(own(value, 'estate')).success ? value : { ...value, estate: 'unnamed' };
  const parsed = settingsSchema.safeParse(named);
  return parsed.success ? parsed.data : repaired(settingsSchema, named, parsed.error);
};

/** The settings in `plimsoll.yaml`; undefined when the file is missing or wrong, which is reported. */
export const validateSettings = (files: readonly LoadedFile[], report: Report): Entry<Settings> | undefined => {
  const file = files.find(({ role }) => role === 'settings');
  if (file === undefined) return undefined;
  const { document } = file;
  const locate = (path: Path, what: 'key' | 'value' = 'value') => document.locate(path, what);
  const parsed = settingsSchema.safeParse(document.value, interpreted);
  if (!parsed.success) diagnose(parsed.error, { value: document.value, schema: settingsSchema, locate }).forEach(report);
  const value = parsed.success ? parsed.data : usableOf(document.value);
  if (value === undefined) return undefined;
  if (Object.keys(value.environments).length === 0) {
    if (parsed.success) report(missingKey({ key: 'environments' }, locate(['environments'], 'key')));
    return undefined;
  }
  return {
    id: value.estate,
    file: file.file,
    value,
    sound: parsed.success,
    locate,
    from: () => 'definition',
    extent: () => locate([]),
    layers: (path) => {
      const written = valueAt(value, path);
      return written === undefined ? [] : [{ from: 'definition', value: written, span: locate(path) }];
    },
  };
};
