/** How much a change can do: see {@link classWords}. */
export type ChangeClass = 'C0' | 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6';

export const classes = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const satisfies readonly ChangeClass[];

/** What each class means, for people. */
export const classWords: Readonly<Record<ChangeClass, string>> = {
  C0: 'no effect',
  C1: 'informs',
  C2: 'more sensitive, wakes nobody new',
  C3: 'less sensitive, or not to be told',
  C4: 'newly pages or routes people',
  C5: 'can go silent or unguarded',
  C6: 'executes something or changes the machinery',
};

export const worse = (a: ChangeClass, b: ChangeClass): ChangeClass => (a >= b ? a : b);

/** Who may have to agree. `team`: anybody of the author's team but the author. */
export type Party = 'team' | 'owner' | 'receiver' | 'ops' | 'security';
