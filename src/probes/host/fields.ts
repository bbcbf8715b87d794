import { z } from 'zod';

/** A path on the monitored host. Blanks, quotes and any script's letters are fine: the plugin gets it to the letter. */
export const hostPath = z
  .string()
  .max(800)
  .regex(/^(?!.*\/\.\.(?:\/|$))\/[^\u0000-\u001f\u007f\ud800-\udfff]*$/u);
