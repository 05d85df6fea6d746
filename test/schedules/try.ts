import { rmSync } from 'node:fs'
import { loadWorker } from './bundle.ts'
import { grounds } from './ground.ts'
import { liveSeed } from './running.ts'
import { template } from './template.ts'
const folder = `/dev/shm/schedules-${process.pid}`
const t0 = performance.now()
const open = grounds(await template(folder), (host) => loadWorker(host))
const [from=1,count=1] = process.argv.slice(2).map(Number)
await 0
console.log('made', performance.now()-t0)
const t1=performance.now(), c1=process.cpuUsage()
const sums: Record<string, number> = {}
const byRule: Record<string, number[]> = {}
for (let seed = from; seed < from+count; seed++) {
  const { faults, counts, log, schedule } = await liveSeed(open, seed)
  for (const [k,v] of Object.entries(counts)) sums[k]=(sums[k]??0)+v
  for (const f of faults) (byRule[f.rule] ??= []).push(seed)
  if (count===1) { console.log(schedule.moments.map(m=>JSON.stringify(m.acts)).join('\n')); console.log(faults); console.log(log.slice(-40).join('\n')) }
}
console.log(sums, byRule, 'cpu ms/world', (process.cpuUsage(c1).user+process.cpuUsage(c1).system)/1000/count, 'worlds/s', count/((performance.now()-t1)/1000))
rmSync(folder,{recursive:true,force:true})
process.exit()
