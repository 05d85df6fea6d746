import { farm, hunt } from './farm.ts'
import { MUTANTS } from './mutants.ts'
import { missing, story, tally } from './telling.ts'

/**
 * `npm run schedules -- 2000 [first]` lives through so many worlds, `-- seed 17` through one again, `-- mutants [seeds]
 * [which]` shows which rule notices which mistake.
 */
const [what = '2000', given, only] = process.argv.slice(2)

async function live(seeds: number, from: number): Promise<boolean> {
  const all = tally()
  const began = performance.now()
  await farm({ from, seeds }, (told) => {
    all.add(told)
    if (told.faults.length > 0) console.log(story(told))
    else if (all.worlds % 200 === 0) console.log(`${all.worlds} worlds`)
  })
  const seconds = (performance.now() - began) / 1000
  console.log(Object.fromEntries(Object.entries(all.sums).sort(([a], [b]) => (a < b ? -1 : 1))))
  console.log(
    `${all.worlds} worlds from seed ${from} in ${seconds.toFixed(0)} s (${(all.worlds / seconds).toFixed(1)} a second), ${all.bad.length} broke a rule`,
  )
  const never = seeds < 1_000 ? [] : missing(all, 'often', 'seldom')
  if (never.length > 0) console.log(`never seen: ${never.join(', ')}`)
  return all.bad.length === 0 && never.length === 0
}

async function showMutants(seeds: number): Promise<boolean> {
  let missed = 0
  for (const [at, { name }] of MUTANTS.entries()) {
    if (only && Number(only) !== at + 1) continue
    const caught = await hunt(at, seeds)
    const [fault] = caught?.faults ?? []
    missed += caught ? 0 : 1
    console.log(
      `${at + 1}. ${name}\n   ${caught ? `seed ${caught.seed}, "${fault?.rule}": ${fault?.what}` : 'not noticed'}`,
    )
  }
  return missed === 0
}

const fine =
  what === 'mutants'
    ? await showMutants(Number(given ?? 300))
    : what === 'seed'
      ? await live(1, Number(given))
      : await live(Number(what), Number(given ?? 1))
process.exit(fine ? 0 : 1)
