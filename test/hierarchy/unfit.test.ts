import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

test.each([
  ['NUL', '\u0000'],
  ['half a surrogate pair', '\ud800'],
])('text with %s is refused as invalid, and the server goes on', async (_what, text) => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { grants: ['owner@ST'] })
  const edit = { nameEn: `A${text}`, nameHi: 'अ', aboutEn: '', aboutHi: '', language: 'hi', version: 1 }
  expect(await asha.patch('', edit)).toMatchObject({ status: 422, body: { type: '/problems/invalid' } })
  expect((await asha.get('/units')).status).toBe(200)
})

test('a database that does not answer is a problem that says so, without any detail', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { grants: ['owner@ST'] })
  await w.embedded.close()
  const answer = await asha.get('/units')
  expect(answer.status).toBe(502)
  expect(answer.body).toEqual({
    type: '/problems/provider-unavailable',
    title: 'A service that we depend on did not answer',
    status: 502,
  })
})
