/** What Node starts a thread with. The bundle puts its own here. */
export const threadStart = new URL(import.meta.url.endsWith('.ts') ? './thread-main.ts' : './thread-main.js', import.meta.url);
