import type { Hear, Host } from './host.ts';

/** What a thread can be started for. */
export interface ThreadModule {
  run(question: unknown, host: Host, hear: Hear): unknown;
}

/** The module at `place`. The bundle, which has it inside, puts its own way to it here. */
export const threadModule = (place: string): Promise<ThreadModule> => import(place);
