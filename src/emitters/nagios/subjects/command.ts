import type { Piece, Word } from '../escape.ts';
import { endpointOf, literally, selectHost } from '../metric-source.ts';
import { onOneLine } from '../query-text.ts';
import { metricPlugin, oneCommand, pluginPath } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';

const placeholder = /(\{address\}|\{host\})/;

const pieceOf = (text: string): Piece => {
  if (text === '{address}') return { macro: 'address' };
  return text === '{host}' ? { macro: 'host' } : text;
};

/** `{address}` and `{host}` stand for the host; every other character for itself. */
const wordOf = (text: string): Word =>
  text
    .split(placeholder)
    .filter((piece) => piece !== '')
    .map(pieceOf);

const ownArgv = (check: CheckOf<'command'>, argv: readonly string[], scope: Scope): Realised => {
  const [plugin = '', ...rest] = argv;
  return oneCommand(check, [[pluginPath(plugin, scope.options)], ...rest.map(wordOf)], scope);
};

/** An argv as it is; or an expression that has a series for each problem, put to Prometheus. */
export const realiseCommand = (check: CheckOf<'command'>, scope: Scope): Realised | Refused => {
  const { nagios, prometheus } = check.subject;
  if (nagios !== undefined) return ownArgv(check, nagios, scope);
  const queryScope = { model: scope.model, options: scope.options, onHost: check.hosts.length > 0 };
  const endpoint = endpointOf(queryScope);
  if (endpoint === undefined || prometheus === undefined)
    return refused('source', 'it is an expression for Prometheus, which Nagios does not ask here');
  const level = check.notify.critical === undefined && check.notify.warning !== undefined ? 'warning' : 'critical';
  const words = [
    metricPlugin(scope.options),
    ...endpoint,
    ...selectHost(queryScope),
    ...literally('--label', check.id, '--problem', `${level}=${onOneLine(prometheus)}`),
  ];
  return oneCommand(check, words, scope);
};
