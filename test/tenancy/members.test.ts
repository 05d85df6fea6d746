import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { COUNTED, EXPLAINED, OWN, REFUSED_WITH } from '../support/hints.ts'
import { nameOf } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { faceOf, leakIn, type Siege, siege } from '../support/siege.ts'
import type { Answer } from '../support/world.ts'

const routes = await routesOf()
const guarded = routes.filter(
  ({ path, access }) => path.startsWith('/api/o/:organisation') && access !== 'open' && access !== 'account',
)

let s: Siege
let cases = 0
let due = 0
beforeAll(async () => {
  s = await siege()
})
afterAll(() => s.close())

const isRead = ({ method }: RouteFace) => method === 'GET'
const leadsSomewhere = ({ path }: RouteFace) => /:\w+/.test(path.replace(':organisation', ''))

/** Whether a route tells somebody, by design, of a unit below which he holds a power that is limited. */
const explainedTo = (route: RouteFace, who: string) =>
  who.endsWith(' only') && EXPLAINED.includes(nameOf(route))

/** What is wrong with the answers to one member: for the victim's real things, and for things that are not there. */
function faultOf(route: RouteFace, who: string, real: Answer, missing: Answer): string | undefined {
  const leak = leakIn(real, s.secrets) ?? leakIn(missing, s.secrets)
  if (leak) return `tells ${leak}`
  if (real.status >= 500) return `${real.status} ${real.text}`
  if (!/no-store/.test(real.headers.get('cache-control') ?? '')) return 'may be cached'
  if (real.trips !== missing.trips)
    return `${real.trips} trips for what is there, ${missing.trips} for what is not`
  const [there, gone] = [real, missing].map((answer) => faceOf(answer, s.ids, s.nothing))
  if (there !== gone && !explainedTo(route, who)) return `what is there: ${there}\nwhat is not: ${gone}`
  const needed = REFUSED_WITH[nameOf(route)] ?? 404
  const needs =
    route.access !== 'mine' && (!isRead(route) || leadsSomewhere(route)) && !explainedTo(route, who)
  if (needs && real.status !== needed && real.status !== 404) return `${real.status} ${real.text}`
  return undefined
}

describe.each(guarded.map((route) => ({ name: nameOf(route), route })))('$name', ({ route }) => {
  test('whoever lacks the power finds nothing, and cannot tell what is there from what is not', async () => {
    const faults: string[] = []
    const attackers = Object.entries(s.lacking(route))
    due += attackers.length
    for (const [who, token] of attackers) {
      const [real, missing] = [await s.send(route, token), await s.send(route, token, null)]
      cases += 1
      const fault = faultOf(route, who, real, missing)
      if (fault) faults.push(`${who}: ${fault}`)
      const own = OWN[nameOf(route)] ?? []
      const changed = s.guard
        .changed()
        .filter((table) => !COUNTED[nameOf(route)]?.includes(table))
        .filter((table) => !own.includes(table))
      if (changed.length > 0) faults.push(`${who}: changed ${changed}`)
    }
    expect(faults).toEqual([])
  })
})

test('every guarded route was tried by everybody who lacks its power', () => {
  console.log(
    `${cases} cases: ${guarded.length} routes × those of the victim's own members who lack the power`,
  )
  expect(cases).toBe(due)
  expect(cases).toBeGreaterThanOrEqual(guarded.length * Object.keys(s.members).length)
})
