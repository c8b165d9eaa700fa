/** Seconds of CPU this process has used: what else runs on the machine does not count. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
