import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { register, type Seat } from '../support/hall.ts'
import { scarce, type Wait } from '../support/seats.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())
let camp: Awaited<ReturnType<typeof scarce>>
afterEach(() => camp.sound())

test('whoever finds no seat waits in order; a seat that frees is offered to the first, for a day, in the same write', async () => {
  camp = await scarce(w, { capacity: 1, feeMinor: 0 })
  const asha = await camp.seat()
  const [ravi, mina] = [await camp.somebody('Ravi'), await camp.somebody('Mina')]
  expect((await camp.offer(ravi)).body.type).toBe('/problems/workshop-full')
  const first = await camp.waitFor(ravi)
  expect([first.status, first.trips]).toEqual([201, 1])
  const second = await camp.waitFor(mina)
  expect([first.body.position, second.body.position]).toEqual([1, 2])
  expect((await camp.waitFor(mina)).body.type).toBe('/problems/already-waiting')
  await camp.giveUp(asha)
  expect((await camp.standsAt(ravi, first.body.id)).body).toMatchObject({
    state: 'offered',
    position: null,
    offerUntil: w.clock.now + 86_400,
  })
  expect((await camp.standsAt(mina, second.body.id)).body).toMatchObject({ state: 'waiting', position: 1 })
  expect(await camp.told('seat-offered')).toEqual([ravi.id])
  expect((await camp.standsAt(await camp.somebody('Stranger'), first.body.id)).status).toBe(404)
  for (const person of [mina, asha.person, await camp.somebody('Newcomer')])
    expect((await camp.offer(person)).body.type).toBe('/problems/workshop-full')
  expect((await register(ravi, camp.workshop.id)).status).toBe(201)
  expect((await camp.standsAt(ravi, first.body.id)).body.state).toBe('taken')
  expect(await camp.taken()).toBe(1)
})

test('an offer that is not taken goes to the next; who declines or leaves hands it on at once', async () => {
  camp = await scarce(w, { capacity: 1, feeMinor: 0 })
  const asha = await camp.seat()
  const people = [await camp.somebody('Ravi'), await camp.somebody('Mina'), await camp.somebody('Kiran')]
  const waits: Wait[] = []
  for (const person of people) waits.push((await camp.waitFor(person)).body)
  const states = () =>
    camp.o.rows('select state from waits order by place').then((rows) => rows.map(({ state }) => state))
  await camp.giveUp(asha)
  expect(await states()).toEqual(['offered', 'waiting', 'waiting'])
  const [, mina] = people
  const left = await mina?.post<Wait>(`/waiting/${waits[1]?.id}/leaving`)
  expect(left?.body.state).toBe('left')
  expect(await states()).toEqual(['offered', 'left', 'waiting'])
  await camp.pass(24 * 60 + 1, async () => (await states())[0] === 'lapsed')
  expect(await states()).toEqual(['lapsed', 'left', 'offered'])
  expect(await camp.told('offer-lapsed')).toEqual([people[0]?.id])
})

test('a group is offered seats only when all fit, and nobody passes it; whoever waits for his own unit is passed', async () => {
  camp = await scarce(w, { capacity: 3, feeMinor: 0, maximum: 2 })
  const held = [await camp.seat('Asha', 'B1'), await camp.seat('Ravi', 'B1'), await camp.seat('Mina', 'B3')]
  const full = await camp.somebody('Full unit', 'B1')
  const blocked = (await camp.waitFor(full)).body
  const group = [await camp.somebody('G1', 'B3'), await camp.somebody('G2', 'B6')]
  const together = await camp.waitFor(
    camp.registrar,
    group.map(({ id }) => id),
  )
  expect([together.status, together.body.people.length]).toEqual([201, 2])
  const late = await camp.somebody('Late', 'B6')
  const last = (await camp.waitFor(late)).body
  const [, , mina] = held
  if (mina) await camp.giveUp(mina)
  const state = async (id: string) =>
    (await camp.o.rows('select state from waits where id = ?', [id]))[0]?.state
  expect([await state(together.body.id), await state(last.id)]).toEqual(['waiting', 'waiting'])
  expect((await camp.offer(await camp.somebody('Newcomer', 'B3'))).body.type).toBe('/problems/workshop-full')
  const planner = camp.planner
  const page = await planner.get<{ version: number } & Record<string, unknown>>(
    `/workshops/${camp.workshop.id}`,
  )
  const { nameEn, nameHi, venueEn, venueHi, startsOn, endsOn, opensAt, closesAt, feeMinor, version } =
    page.body
  const grown = await planner.patch(`/workshops/${camp.workshop.id}`, {
    nameEn,
    nameHi,
    venueEn,
    venueHi,
    startsOn,
    endsOn,
    opensAt,
    closesAt,
    feeMinor,
    version,
    capacity: 4,
    holdMinutes: 60,
  })
  expect([grown.status, grown.body.holdMinutes]).toEqual([200, 60])
  expect([await state(together.body.id), await state(last.id), await state(blocked.id)]).toEqual([
    'offered',
    'waiting',
    'waiting',
  ])
  const offer = await camp.registrar.post<{ offer: string }>(`/workshops/${camp.workshop.id}/group-offer`, {
    personIds: group.map(({ id }) => id),
  })
  expect(offer.status).toBe(200)
  const seated = await camp.registrar.post<{ registrations: Seat[] }>('/registrations/groups', {
    offer: offer.body.offer,
  })
  expect([seated.status, await camp.taken(), await state(together.body.id)]).toEqual([201, 4, 'taken'])
  const [asha] = held
  if (asha) await camp.giveUp(asha)
  expect([await state(blocked.id), await state(last.id)]).toEqual(['offered', 'waiting'])
})

test('the organiser sees the list, and moves somebody forward only for a reason that stays', async () => {
  camp = await scarce(w, { capacity: 1, feeMinor: 0 })
  await camp.seat()
  const people = [await camp.somebody('Ravi'), await camp.somebody('Mina')]
  const waits: Wait[] = []
  for (const person of people) waits.push((await camp.waitFor(person)).body)
  const [ravi, mina] = waits
  const list = () =>
    camp.planner.get<{ waits: Wait[]; free: number }>(`/workshops/${camp.workshop.id}/waiting`)
  expect((await list()).body).toMatchObject({ free: 0, waits: [{ id: ravi?.id }, { id: mina?.id }] })
  const path = `/waiting/${mina?.id}/moves`
  const move = { id: v7(), before: ravi?.id, reason: 'Leads the district from Monday' }
  expect((await camp.planner.post(path, { ...move, reason: '' })).status).toBe(422)
  expect((await people[1]?.post(path, move))?.status).toBe(404)
  const moved = await camp.planner.post<Wait>(path, move)
  expect([moved.status, moved.trips, moved.body.position]).toEqual([201, 1, 1])
  expect((await camp.planner.post<Wait>(path, move)).body.position).toBe(1)
  expect((await list()).body.waits).toMatchObject([
    { id: mina?.id, moves: [{ reason: move.reason }] },
    { id: ravi?.id, moves: [] },
  ])
  await expect(
    camp.o.db.execute({ sql: 'update waits set place = 0 where id = ?', args: [ravi?.id ?? ''] }),
  ).rejects.toThrow(/state-changed/)
})

test('twelve people race for two seats that were given up while three wait: two of the three are seated, never more', async () => {
  camp = await scarce(w, { capacity: 2, feeMinor: 0 })
  const held = [await camp.seat('Asha'), await camp.seat('Ravi')]
  const waiting = [await camp.somebody('W1'), await camp.somebody('W2'), await camp.somebody('W3')]
  for (const person of waiting) expect((await camp.waitFor(person)).status).toBe(201)
  const others: Awaited<ReturnType<typeof camp.somebody>>[] = []
  for (let n = 0; n < 9; n += 1) others.push(await camp.somebody(`Other ${n}`))
  await Promise.all([
    ...held.map(camp.giveUp),
    ...[...others, ...waiting].map((person) => register(person, camp.workshop.id)),
  ])
  const seated = await Promise.all(
    [...others, ...waiting].map((person) => register(person, camp.workshop.id)),
  )
  expect(await camp.taken()).toBe(2)
  expect(seated.slice(0, 9).filter(({ status }) => status === 201)).toEqual([])
  const now = await camp.o.rows(
    'select person_id from registrations where cancelled_at is null order by person_id',
  )
  expect(now.map(({ person_id }) => person_id)).toEqual([waiting[0]?.id, waiting[1]?.id].sort())
})

test('whoever is erased waits no longer, and two records that become one wait as one', async () => {
  camp = await scarce(w, { capacity: 1, feeMinor: 0 })
  await camp.seat()
  const [kept, gone] = [await camp.somebody('Kept'), await camp.somebody('Gone')]
  const [a, b] = [(await camp.waitFor(kept)).body, (await camp.waitFor(gone)).body]
  await camp.o.db.execute({
    sql: 'insert into merges (id, kept_id, gone_id, merged_by, merged_at) values (?, ?, ?, ?, ?)',
    args: [v7(), kept.id, gone.id, kept.id, w.clock.now],
  })
  expect(await camp.o.rows('select id, state from waits order by place')).toEqual([
    { id: a.id, state: 'waiting' },
    { id: b.id, state: 'left' },
  ])
})
