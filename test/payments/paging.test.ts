import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test('a place in the list of payments that nobody was given is the fault of whoever sends it', async () => {
  const o = await w.organisation()
  const treasurer = await o.person('Treasurer', { grants: ['treasurer@ST'] })
  for (const after of ['x', 'x:y', ':', '1:', `${'9'.repeat(40)}:1`])
    expect((await treasurer.get(`/payments?after=${encodeURIComponent(after)}`)).status).toBe(422)
  expect((await treasurer.get('/payments?after=1795327200:x')).status).toBe(200)
})
