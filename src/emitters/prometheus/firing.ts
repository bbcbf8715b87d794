/** A test's grid of evaluations, and how long an alert waits and stays. */
export interface Course {
  readonly stepMs: number;
  /** Evaluations in a phase. */
  readonly length: number;
  /** Evaluations until a series that is missing shows, itself included. */
  readonly lag: number;
  readonly waitMs: number;
  readonly keepMs: number;
}

/** Phases in which an expression is present, and those in which that is so from the second evaluation on. */
export interface Present {
  readonly active: readonly boolean[];
  readonly late?: readonly boolean[] | undefined;
}

interface State {
  /** Evaluation since which the expression has been present. */
  readonly since?: number;
  /** Evaluation since which a firing alert's expression has been gone. */
  readonly gone?: number;
  readonly fires: boolean;
  /** Phase in which the expression was last present. */
  readonly shown: number;
}

const idle: State = { fires: false, shown: 0 };

/** As Prometheus moves an alert at one evaluation: pending, firing, kept firing, over. */
const next = (state: State, step: number, present: number | undefined, { stepMs, waitMs, keepMs }: Course): State => {
  if (present !== undefined) {
    const since = state.since ?? step;
    return { since, fires: state.fires || (step - since) * stepMs >= waitMs, shown: present };
  }
  if (!state.fires) return idle;
  const gone = state.gone ?? step;
  return (step - gone) * stepMs < keepMs ? { ...state, gone } : idle;
};

/**
 * For each evaluation of a test: the phase whose value the alert shows while it fires, undefined while it does not.
 */
export const firingPhases = ({ active, late }: Present, course: Course): readonly (number | undefined)[] => {
  const { length, lag } = course;
  let state = idle;
  const phases: (number | undefined)[] = [];
  for (let step = 0; step < active.length * length; step += 1) {
    const phase = Math.floor(step / length);
    const first = lag - 1 + (late?.[phase] === true ? 1 : 0);
    const shows = active[phase] === true && ((active[phase - 1] === true && late?.[phase] !== true) || step - phase * length >= first);
    state = next(state, step, shows ? phase : undefined, course);
    phases.push(state.fires ? state.shown : undefined);
  }
  return phases;
};
