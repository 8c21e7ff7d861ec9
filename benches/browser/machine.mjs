// What the machine does beside the measurement: time of other processes, memory of one. Linux only: it is in /proc.

import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long one tick of /proc is, in seconds; the kernel tells programs a hundred a second whatever it counts by itself. */
const TICK_S = 0.01;

/** Returns the peak of a process's resident memory, in MiB; 0 where the process is gone. */
export function peakMib(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Returns how a process was started, or nothing where it is gone. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Returns the fields of /proc/PID/stat from the third on, or none where the process is gone. */
function fields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Returns the seconds of processor time that a process has taken. */
export function spentSeconds(pid) {
  const stat = fields(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) * TICK_S : 0;
}

/** Seconds of processor time of the whole machine, and of this process with all that it started, dead ones too. */
function times() {
  const [user, nice, system, , , interrupts, soft] = /^cpu +(.*)/.exec(readFileSync('/proc/stat', 'utf8'))[1].split(' ').map(Number);
  const all = new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? fields(name) : null;
    if (stat) all.set(Number(name), { parent: Number(stat[1]), ticks: [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at]), 0) });
  }
  let own = 0;
  for (const [pid, { ticks }] of all) {
    let ancestor = pid;
    while (ancestor > 1 && ancestor !== process.pid) ancestor = all.get(ancestor)?.parent ?? 0;
    if (ancestor === process.pid) own += ticks;
  }
  return { machine: (user + nice + system + interrupts + soft) * TICK_S, own: own * TICK_S, at: performance.now() / 1000 };
}

/** Begins to watch; the function that comes back tells how many cores other processes have taken since. */
export function watchOthers() {
  const start = times();
  return () => {
    const end = times();
    return Math.max(0, (end.machine - start.machine - (end.own - start.own)) / (end.at - start.at));
  };
}

/** Waits until other processes take less than `most` cores, a while at most; returns what they take then. */
export async function quiet(most, seconds) {
  for (let left = seconds; ; left -= 1) {
    const others = watchOthers();
    await sleep(500);
    const taken = others();
    if (taken < most || left <= 0) return taken;
    await sleep(500);
  }
}
