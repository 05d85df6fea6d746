import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const field = (pid: number, name: string) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

/** Memory that a process holds, MB. */
export const rssMB = (pid: number): number => Math.round(field(pid, 'VmRSS') / 1024)

/** Processor time that a process has used, ms. */
export function cpuMs(pid: number): number {
  const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(parts[11]) + Number(parts[12])) * 10
}

function descendsFrom(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = field(at, 'PPid')) if (at === ancestor) return true
  return false
}

/** The workerd processes that this run started, oldest first: the product's, then the floor's. Linux only. */
export function workerdPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`).endsWith('/workerd') && descendsFrom(pid, process.pid)
      } catch {
        return false
      }
    })
    .sort((a, b) => a - b)
}
