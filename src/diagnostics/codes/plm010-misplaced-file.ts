import { defineCode } from '../define-code.ts';

export const misplacedFile = defineCode<{ file: string; meant?: string }>({
  code: 'PLM010',
  slug: 'misplaced-file',
  severity: 'warning',
  message: (p) => `\`${p.file}\` is not read: it stands in no folder of definitions`,
  why: 'somebody may believe that what stands in it is watched',
  help: (p) =>
    p.meant === undefined
      ? 'move it out of the estate, or into the folder of its kind'
      : `move it to \`${p.meant}\`, if it holds definitions`,
});
