/** Names gmond sends itself (3.7.2, modules of Debian's gmond.conf) or that gmetric swallows: `heartbeat`, `location`. */
const taken: ReadonlySet<string> = new Set([
  ...['heartbeat', 'location', 'gexec', 'boottime', 'machine_type', 'os_name', 'os_release', 'sys_clock', 'mtu'],
  ...['cpu_num', 'cpu_speed', 'cpu_user', 'cpu_nice', 'cpu_system', 'cpu_idle', 'cpu_wio', 'cpu_aidle', 'cpu_intr', 'cpu_sintr'],
  ...['cpu_steal', 'cpu_guest', 'cpu_gnice', 'load_one', 'load_five', 'load_fifteen', 'proc_run', 'proc_total'],
  ...['mem_total', 'mem_free', 'mem_shared', 'mem_buffers', 'mem_cached', 'mem_sreclaimable', 'mem_arm', 'mem_rm', 'mem_avm', 'mem_vm'],
  ...['swap_total', 'swap_free', 'disk_total', 'disk_free', 'part_max_used', 'bytes_in', 'bytes_out', 'pkts_in', 'pkts_out'],
]);

/** Names of the collector's own metrics begin with this. */
export const ownPrefix = 'plimsoll_collector_';

/** Who else uses the name in Ganglia; undefined when it is free. */
export const takenBy = (name: string): string | undefined => {
  if (name.startsWith(ownPrefix)) return 'the collector';
  return taken.has(name) ? 'gmond' : undefined;
};
