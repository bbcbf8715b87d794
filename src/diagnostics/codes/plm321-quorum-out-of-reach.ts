import { defineCode } from '../define-code.ts';

export const quorumOutOfReach = defineCode<{ wanted: number; members: number }>({
  code: 'PLM321',
  slug: 'quorum-out-of-reach',
  severity: 'error',
  message: (p) => `${p.wanted} healthy members can never be reached: there are ${p.members}`,
  label: (p) => `of ${p.members}`,
  why: 'the check would be critical for ever',
  help: 'lower the number, or add members to the group',
});
