import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, type Seat } from '../support/hall.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Made = { registrations: Seat[]; type?: string }
type Shown = {
  offer: string
  totalMinor: number
  type?: string
  refused?: { personId: string; reason: string }[]
}

const officerOf = (o: TestOrganisation) => o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
const manyOf = (o: TestOrganisation, n: number, unit = 'B1') =>
  Promise.all(Array.from({ length: n }, (_, i) => o.person(`P${i}`, { unit })))

test('a group of three takes the last three seats in one round trip, each with a card and a due', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { capacity: 3, feeMinor: 10_000 })
  const officer = await officerOf(o)
  const people = await manyOf(o, 3)
  const personIds = people.map(({ id }) => id)
  const offer = await officer.post<Shown>(`/workshops/${workshop.id}/group-offer`, { personIds })
  expect([offer.status, offer.trips, offer.body.totalMinor]).toEqual([200, 1, 30_000])
  const made = await officer.post<Made>('/registrations/groups', { offer: offer.body.offer })
  const replay = await officer.post<Made>('/registrations/groups', { offer: offer.body.offer })
  expect([made.status, made.trips, made.body.registrations.length]).toEqual([201, 1, 3])
  expect(replay.body).toEqual(made.body)
  expect(new Set(made.body.registrations.map(({ personId }) => personId))).toEqual(new Set(personIds))
  expect(await o.rows('select count(*) as n, sum(amount_minor) as sum from dues')).toEqual([
    { n: 3, sum: 30_000 },
  ])
  expect(await o.rows('select count(distinct person_id) as n from outbox')).toEqual([{ n: 3 }])
  expect(await o.rows('select action from audit')).toEqual([{ action: 'group.registered' }])
})

test('of two groups of two racing for three seats one is seated whole, the other not at all', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { capacity: 3 })
  const officer = await officerOf(o)
  const [a, b, c, d] = await manyOf(o, 4)
  const pairs = [
    [a, b],
    [c, d],
  ].map((pair) => pair.map((person) => person?.id))
  const offers = await Promise.all(
    pairs.map((personIds) => officer.post<Shown>(`/workshops/${workshop.id}/group-offer`, { personIds })),
  )
  const made = await Promise.all(
    offers.map(({ body }) => officer.post<Made>('/registrations/groups', { offer: body.offer })),
  )
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(made.find(({ status }) => status === 409)?.body.type).toBe('/problems/workshop-full')
  expect(await o.rows('select count(*) as n from registrations')).toEqual([{ n: 2 }])
})

test('three of a unit with two places are refused with the third named, and nobody is seated', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { maximum: 2 })
  const officer = await officerOf(o)
  const personIds = (await manyOf(o, 3)).map(({ id }) => id)
  const refused = await officer.post<Shown>(`/workshops/${workshop.id}/group-offer`, { personIds })
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/quota-full' } })
  expect(refused.body.refused).toHaveLength(1)
  expect(await o.rows('select 1 from registrations')).toEqual([])
})

test('places that fill up between offer and seats leave the whole group outside', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { maximum: 2 })
  const officer = await officerOf(o)
  const [a, b, c] = await manyOf(o, 3)
  const pair = await officer.post<Shown>(`/workshops/${workshop.id}/group-offer`, {
    personIds: [a?.id, b?.id],
  })
  const single = await officer.post<Shown>(`/workshops/${workshop.id}/group-offer`, { personIds: [c?.id] })
  expect((await officer.post('/registrations/groups', { offer: single.body.offer })).status).toBe(201)
  const late = await officer.post<Made>('/registrations/groups', { offer: pair.body.offer })
  expect(late.body.type).toBe('/problems/quota-full')
  expect(await o.rows('select count(*) as n from registrations')).toEqual([{ n: 1 }])
})

test('a group with one person of another district does not exist for the officer', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const officer = await officerOf(o)
  const [own] = await manyOf(o, 1)
  const other = await o.person('Other', { unit: 'B3' })
  const asked = await officer.post(`/workshops/${workshop.id}/group-offer`, {
    personIds: [own?.id, other.id],
  })
  expect(asked.status).toBe(404)
})
