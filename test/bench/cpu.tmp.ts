import { run } from './load.ts'
import { paths } from './paths.ts'
import { cpuMs, workerdPids } from './processes.ts'
import { stage } from './stage.ts'

const s = await stage()
const cpu = cpuMs
const wd = workerdPids()
console.log(wd)
const only = process.argv[2]
for (const p of await paths(s)) {
  if (only && !p.name.includes(only)) continue
  for (const [who, base, it, pid] of [
    ['product', s.product, p.product(), wd[0]],
    ['floor', s.floor, p.floor(), wd[1]],
  ] as const) {
    await run(base, it, p.status, { seconds: 1 })
    const a = [cpu(pid!), cpu(s.embeddedPid)]
    const r = await run(base, it, p.status, { seconds: 4 })
    const b = [cpu(pid!), cpu(s.embeddedPid)]
    console.log(
      p.name.padEnd(18),
      who.padEnd(8),
      'req/s',
      r.perSecond,
      'worker ms/req',
      ((b[0]! - a[0]!) / r.sent).toFixed(2),
      'db ms/req',
      ((b[1]! - a[1]!) / r.sent).toFixed(2),
      'wrong',
      r.wrong,
    )
  }
}
await s.close()
process.exit()
