import { oncePer } from '../base/once-per.ts';
import type { Check, Group, Metric, Model, ModelHost, Team } from '../model/model.ts';
import type { Schedule } from '../model/schedule.ts';

/** A model with its definitions by id: one side of a comparison. */
export interface Side {
  readonly model: Model;
  readonly checks: ReadonlyMap<string, Check>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly hosts: ReadonlyMap<string, ModelHost>;
  readonly groups: ReadonlyMap<string, Group>;
}

/** What two models share is indexed once: the very same map on both sides. */
const byId = oncePer(
  <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.id, item])),
);

/** Indexes a model for comparison. */
export const sideOf = (model: Model): Side => ({
  model,
  checks: byId(model.checks),
  metrics: byId(model.metrics),
  teams: byId(model.teams),
  schedules: byId(model.schedules),
  hosts: byId(model.hosts),
  groups: byId(model.groups),
});
