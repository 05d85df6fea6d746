import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nameOf } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { leakIn, type Siege, siege } from '../support/siege.ts'

const routes = await routesOf()
const inside = routes.filter(({ path }) => path.startsWith('/api/o/:organisation'))
const guarded = inside.filter(({ access }) => access !== 'open')

let s: Siege
let cases = 0
beforeAll(async () => {
  s = await siege()
})
afterAll(() => s.close())

describe.each(guarded.map((route) => ({ name: nameOf(route), route })))('$name', ({ route }) => {
  test('no forged, lapsed or foreign token reads or writes: 401, and the database is not asked', async () => {
    const faults: string[] = []
    for (const [who, token] of Object.entries(s.strangers)) {
      const answer = await s.send(route, token)
      cases += 1
      if (answer.status !== 401 || answer.trips !== 0)
        faults.push(`${who}: ${answer.status}, ${answer.trips} trips`)
      if (!/no-store/.test(answer.headers.get('cache-control') ?? '')) faults.push(`${who}: may be cached`)
      const leak = leakIn(answer, s.secrets)
      if (leak) faults.push(`${who}: tells ${leak}`)
    }
    expect([...faults, ...s.guard.changed()]).toEqual([])
  })

  // The door itself takes an account's token, which no entry is behind.
  if (route.access === 'account') return

  test('whoever was shut out reads and writes nothing, whatever he held: 401', async () => {
    const faults: string[] = []
    for (const [who, { token, offers }] of Object.entries(s.shut)) {
      const answer = await s.send(route, token, { ...s.ids, ...offers })
      cases += 1
      if (answer.status !== 401) faults.push(`${who}: ${answer.status} ${answer.text}`)
    }
    expect([...faults, ...s.guard.changed()]).toEqual([])
  })
})

test('every guarded route was tried with every bad token', () => {
  const doors = guarded.filter(({ access }) => access === 'account').length
  const [strangers, shut] = [Object.keys(s.strangers).length, Object.keys(s.shut).length]
  console.log(
    `${cases} cases: ${guarded.length} routes × ${strangers} bad tokens and ${shut} that were shut out`,
  )
  expect(cases).toBe(guarded.length * strangers + (guarded.length - doors) * shut)
})
