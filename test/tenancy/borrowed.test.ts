import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { COUNTED, HINTS, TOLD } from '../support/hints.ts'
import { type Ids, nameOf, pointersOf, requestTo } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { faceOf, leakIn, type Siege, siege } from '../support/siege.ts'

const routes = await routesOf()
const guarded = routes.filter(
  ({ path, access }) => path.startsWith('/api/o/:organisation') && access !== 'open' && access !== 'account',
)

let s: Siege
/** The token of somebody who owns district D2, and ids of what is his there. */
let token: string
let own: Ids
let cases = 0

beforeAll(async () => {
  s = await siege()
  own = { ...s.ids, ...(await s.holding()) }
  token = s.members['owner of another district'] ?? ''
})
afterAll(() => s.close())

/** What is wrong with the answers when one of the ids is the victim's, or leads nowhere. */
async function faultOf(route: RouteFace, name: string): Promise<string | undefined> {
  const ask = async (id: string) => {
    const { method, path, how } = requestTo(route, 'victim', { ...own, [name]: id }, HINTS)
    return s.w.call(method, path, { ...how, as: token })
  }
  const real = await ask(s.ids[name] ?? '')
  const counted = COUNTED[nameOf(route)] ?? []
  const changed = s.guard.changed().filter((table) => !counted.includes(table))
  const missing = await ask(s.nothing[name] ?? '')
  s.guard.changed()
  const leak = leakIn(real, s.secrets)
  if (leak) return `tells ${leak}`
  if (real.status >= 500) return `${real.status} ${real.text}`
  if (changed.length > 0) return `changed ${changed}`
  const [there, gone] = [real, missing].map((answer) => faceOf(answer, s.ids, s.nothing, own))
  return there === gone ? undefined : `what is there: ${there}\nwhat is not: ${gone}`
}

describe.each(guarded.map((route) => ({ name: nameOf(route), route })))('$name', ({ name, route }) => {
  test('one id of another district among one’s own is an id of nothing', async () => {
    const faults: string[] = []
    const told = TOLD[name] ?? []
    const theirs = pointersOf(route, own).filter((id) => own[id] !== s.ids[id] && !told.includes(id))
    for (const id of theirs) {
      cases += 1
      const fault = await faultOf(route, id)
      if (fault) faults.push(`${id}: ${fault}`)
    }
    expect(faults).toEqual([])
  })
})

test('routes that take several ids were tried with each of them', () => {
  console.log(`${cases} cases: ${guarded.length} routes × every id that could be somebody else's`)
  expect(cases).toBeGreaterThan(60)
})
