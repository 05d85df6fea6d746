import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgeries } from '../support/forgeries.ts'
import { COUNTED, HINTS, UNPLACED } from '../support/hints.ts'
import { type Ids, nameOf, requestTo } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { type Attackers, faceOf, leakIn, type Siege, siege } from '../support/siege.ts'
import { type Watch, watch } from '../support/unchanged.ts'
import type { Answer } from '../support/world.ts'

const routes = await routesOf()
const named = (all: typeof routes) => all.map((route) => ({ name: nameOf(route), route }))
const isInside = ({ path }: { path: string }) => path.startsWith('/api/o/:organisation')
const doors = routes.filter(({ access }) => access === 'account')
const open = routes.filter((route) => route.access === 'open' && isInside(route))
const plain = routes.filter((route) => route.access === 'open' && !isInside(route))

let s: Siege
let directory: Watch
let accounts: Attackers
let anybody: Attackers
/** Ids of what the victim has not published yet. */
let drafts: Ids
const cases = { doors: 0, open: 0 }

beforeAll(async () => {
  s = await siege()
  const { ownerId = '', draftProgrammeId = '', draftWorkshopId = '', draftTierId = '' } = s.ids
  const mark = { keys: s.w.keys, slug: 'directory', personId: ownerId, sessionId: 'session' }
  accounts = {
    ...(await forgeries({ ...mark, now: s.w.clock.now })),
    'a token of the organisation': await s.w.token('victim', ownerId),
  }
  const shut = Object.entries(s.shut).map(([who, { token }]) => [who, token])
  anybody = { ...s.strangers, ...s.members, ...Object.fromEntries(shut) }
  drafts = { ...s.ids, programmeId: draftProgrammeId, workshopId: draftWorkshopId, tierId: draftTierId }
  directory = watch(s.w.folder, 'directory')
})
afterAll(async () => {
  directory.close()
  await s.close()
})

describe.each(named(doors))('$name', ({ route }) => {
  test('no forged, lapsed or foreign token passes for an account: 401, and nothing is written', async () => {
    const faults: string[] = []
    for (const [who, as] of Object.entries(accounts)) {
      const { method, path, how } = requestTo(route, 'victim', s.ids, HINTS)
      const answer = await s.w.call(method, path, { ...how, as })
      cases.doors += 1
      if (answer.status !== 401) faults.push(`${who}: ${answer.status} ${answer.text}`)
      const leak = leakIn(answer, s.secrets)
      if (leak) faults.push(`${who}: tells ${leak}`)
    }
    expect([...faults, ...directory.changed(), ...s.guard.changed()]).toEqual([])
  })
})

/** What is wrong with an open route's answers: for what is not published, and for what is not there. */
function faultOf(real: Answer, missing: Answer): string | undefined {
  const leak = leakIn(real, s.secrets) ?? leakIn(missing, s.secrets)
  if (leak) return `tells ${leak}`
  if (real.status >= 500) return `${real.status} ${real.text}`
  // The limit on tries counts the one like the other, and may be reached between them.
  if ([real, missing].some(({ status }) => status === 429)) return undefined
  const [there, gone] = [real, missing].map((answer) => faceOf(answer, drafts, s.nothing))
  return there === gone ? undefined : `what is there: ${there}\nwhat is not: ${gone}`
}

describe.each(named(open))('$name', ({ name, route }) => {
  test('what is not published is for everybody what is not there, and nothing is written', async () => {
    const faults: string[] = []
    for (const [who, token] of Object.entries(anybody)) {
      const [real, missing] = [await s.send(route, token, drafts), await s.send(route, token, null)]
      cases.open += 1
      const shown = who.startsWith('owner of ') && UNPLACED.includes(name)
      const fault = shown ? undefined : faultOf(real, missing)
      if (fault) faults.push(`${who}: ${fault}`)
    }
    const counted = COUNTED[name] ?? []
    expect([...faults, ...s.guard.changed().filter((table) => !counted.includes(table))]).toEqual([])
  })
})

test('what belongs to no organisation tells nothing of one', async () => {
  const faults: string[] = []
  for (const route of plain) {
    const { method, path, how } = requestTo(route, 'victim', s.ids, HINTS)
    const answer = await s.w.call(method, path, how)
    const leak = leakIn(answer, s.secrets)
    if (leak) faults.push(`${nameOf(route)}: tells ${leak}`)
    if (answer.status >= 500) faults.push(`${nameOf(route)}: ${answer.status} ${answer.text}`)
  }
  expect([...faults, ...s.guard.changed()]).toEqual([])
})

test('an organisation that is not there answers as one that shuts everybody out', async () => {
  const faults: string[] = []
  for (const route of routes.filter((one) => isInside(one) && one.access !== 'open')) {
    const { method, path, how } = requestTo(route, 'nobody-here', s.ids, HINTS)
    const gone = await s.w.call(method, path, how)
    const there = await s.send(route, undefined)
    if (faceOf(gone) !== faceOf(there)) faults.push(`${nameOf(route)}: ${faceOf(gone)}, but ${faceOf(there)}`)
  }
  expect(faults).toEqual([])
})

test('every door and every open route was tried by everybody', () => {
  console.log(
    `${cases.doors} cases: ${doors.length} routes for accounts × ${Object.keys(accounts).length} bad tokens`,
  )
  console.log(`${cases.open} cases: ${open.length} open routes × ${Object.keys(anybody).length} callers`)
  expect(cases.doors).toBe(doors.length * Object.keys(accounts).length)
  expect(cases.open).toBe(open.length * Object.keys(anybody).length)
})
