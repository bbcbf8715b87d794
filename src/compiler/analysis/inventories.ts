import { oncePer } from '../../base/once-per.ts';
import type { Model } from '../../model/model.ts';
import type { Inventory } from '../link/inventory.ts';

/** The hosts and groups of a model, by id. */
export const inventoryOf = oncePer(({ hosts, groups }: Model): Inventory => ({
  hosts: new Map(hosts.map((host) => [host.id, host])),
  groups: new Map(groups.map((group) => [group.id, group])),
}));
