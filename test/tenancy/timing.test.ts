import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { nameOf } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { type Siege, siege } from '../support/siege.ts'

/** Pairs of requests to each route, one after the other. */
const PAIRS = 24

/** What a stranger could tell apart through a network, at best. Milliseconds. */
const BUCKET_MS = 2

const routes = (await routesOf()).filter(
  ({ path, method, access }) =>
    /^\/api\/o\/:organisation\/.*:/.test(path) && method === 'GET' && access !== 'open',
)

let s: Siege
beforeAll(async () => {
  s = await siege()
})
afterAll(() => s.close())

const medianOf = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** How far apart the medians are, in ms. Taking turns at being first, both meet the same load of the machine. */
async function apart(route: RouteFace, token: string | undefined): Promise<number> {
  const took = { real: [] as number[], missing: [] as number[] }
  for (let pair = 0; pair < PAIRS; pair += 1)
    for (const which of pair % 2 ? (['real', 'missing'] as const) : (['missing', 'real'] as const)) {
      const begun = performance.now()
      await s.send(route, token, which === 'real' ? s.ids : null)
      took[which].push(performance.now() - begun)
    }
  return Math.abs(medianOf(took.real) - medianOf(took.missing))
}

test('what may not be seen takes as long as what is not there, on every route with an id', async () => {
  const token = s.members['no power at all']
  const late: string[] = []
  for (const route of routes) {
    let ms = Number.POSITIVE_INFINITY
    // A busy machine puts medians apart by chance, once; a leak does so each time.
    for (let round = 0; round < 3 && ms > BUCKET_MS; round += 1) ms = await apart(route, token)
    if (ms > BUCKET_MS) late.push(`${nameOf(route)}: ${ms.toFixed(1)} ms`)
  }
  console.log(`${routes.length} routes × ${PAIRS} pairs within ${BUCKET_MS} ms`)
  expect(routes.length).toBeGreaterThan(20)
  expect(late).toEqual([])
}, 120_000)
