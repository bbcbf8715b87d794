import { sortedBy } from '../../base/compare.ts';
import type { Team } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { prose } from './escape.ts';
import { type Ear, earHostLetters, earLetters, earName } from './hearing.ts';
import { shared } from './names.ts';

/** Where a message goes, as a row of the notifier's table: contact, kind, destination, detail. */
export interface Destination {
  readonly team: string;
  readonly contact: string;
  readonly kind: string;
  readonly place: string;
  readonly detail: string;
}

const common = {
  always: shared.always,
  notifyHost: shared.notifyHost,
  notifyService: shared.notifyService,
};

const viewOf = (ear: Ear, teams: ReadonlyMap<string, Team>, { mark }: EmitContext): object => ({
  ...common,
  mark: mark({ kind: 'teams', id: ear.team }),
  markGroup: mark({ kind: 'teams', id: ear.team }),
  name: earName(ear),
  alias: prose(`${teams.get(ear.team)?.name ?? ear.team}, ${ear.urgency}`),
  notifies: '1',
  serviceOptions: earLetters(ear.hearing),
  hostOptions: earHostLetters(ear.hearing),
});

/** For objects that tell nobody: Nagios warns of those without any contact. */
const nobody = (context: EmitContext): object => ({
  ...common,
  mark: context.mark({ kind: 'settings', id: 'plimsoll' }),
  markGroup: context.mark({ kind: 'settings', id: 'plimsoll' }),
  name: shared.nobody,
  alias: 'Tells nobody',
  notifies: '0',
  serviceOptions: 'n',
  hostOptions: 'n',
});

/** Contacts and the contact group of each. */
export const contactViews = (ears: readonly Ear[], teams: ReadonlyMap<string, Team>, context: EmitContext): readonly object[] => [
  ...sortedBy(ears, earName).map((ear) => viewOf(ear, teams, context)),
  nobody(context),
];

const destination = (ear: Ear, team: Team | undefined): Destination => {
  const receiver = team?.receivers[ear.urgency];
  const from = { team: ear.team, contact: earName(ear) };
  switch (receiver?.kind) {
    case 'email':
      return { ...from, kind: 'email', place: receiver.address, detail: '-' };
    case 'webhook':
      return { ...from, kind: 'webhook', place: receiver.url, detail: receiver.credentialsFile ?? '-' };
    case 'slack':
      return { ...from, kind: 'slack', place: receiver.urlFile, detail: receiver.channel };
    case 'pagerduty':
      return { ...from, kind: 'pagerduty', place: receiver.routingKeyFile, detail: '-' };
    case undefined:
      return { ...from, kind: 'nobody', place: '-', detail: '-' };
  }
};

export const destinations = (ears: readonly Ear[], teams: ReadonlyMap<string, Team>): readonly Destination[] =>
  sortedBy(ears, earName).map((ear) => destination(ear, teams.get(ear.team)));
