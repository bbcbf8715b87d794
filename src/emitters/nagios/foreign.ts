import type { Model } from '../../model/model.ts';
import type { Artifact, EmitContext } from '../contract.ts';
import { intervalLengthOf, type Options } from './options.ts';

interface ForeignScope {
  readonly model: Model;
  readonly options: Options;
  readonly context: EmitContext;
  readonly zone: string;
}

const handsIn = ({ checks }: Model): boolean => checks.some(({ subject }) => subject.kind === 'heartbeat' && subject.metric === undefined);

/** For an installation whose main file is not ours: a program that tells what that file lacks for these objects. */
export const mainFileChecker = ({ model, options, context, zone }: ForeignScope, isPolled: boolean): readonly Artifact[] => {
  if (options.standalone) return [];
  const view = {
    version: context.version,
    intervalLength: String(intervalLengthOf(options)),
    zone,
    handsIn: isPolled || handsIn(model),
    flaps: model.checks.some(({ flapping }) => flapping !== undefined),
    hasSchedules: model.schedules.length > 0,
  };
  return [{ path: 'libexec/plimsoll-check-main', text: context.render('plimsoll-check-main', view), mode: 0o755 }];
};
