import type { Model, Team } from '../../model/model.ts';

/** The teams of the base. Where it has no such environment, those of another: who somebody is does not depend on it. */
export const baseTeams = (models: readonly Model[], environment: string): readonly Team[] =>
  (models.find((model) => model.environment === environment) ?? models[0])?.teams ?? [];
