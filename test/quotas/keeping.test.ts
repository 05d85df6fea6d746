import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { party } from '../support/group.ts'
import { register, type Seat } from '../support/hall.ts'
import { campWithCells, type Quotas } from '../support/quotas.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())
let camp: Awaited<ReturnType<typeof campWithCells>>
afterEach(async () => {
  await camp.sound()
  expect(await camp.drift()).toEqual([])
})

test('two seats of a district stay for it while others fill the rest; the third of it sits in the rest while there is room', async () => {
  camp = await campWithCells(w, { capacity: 4 }, [{ unit: 'D1', seats: 2 }])
  const others = [await camp.seat('O1', 'B3'), await camp.seat('O2', 'B6')]
  const late = await camp.somebody('Late', 'B3')
  const refused = await camp.offer(late)
  expect([refused.status, refused.trips]).toEqual([409, 1])
  expect(refused.body).toMatchObject({
    type: '/problems/cell-full',
    cell: { unit: null, seats: 4, taken: 4, kept: 2, releaseOn: null },
  })
  const own = await camp.somebody('Own', 'B1')
  expect((await camp.offer(own)).body.seatsLeft).toBe(2)
  const seated = await register(own, camp.workshop.id)
  expect([seated.status, seated.trips]).toEqual([201, 1])
  await camp.giveUp(others[0] as never)
  await camp.seat('Second', 'B2')
  const third = await camp.seat('Third', 'B2')
  expect(await camp.taken()).toBe(4)
  const board = await camp.board()
  expect(board.cells).toMatchObject([{ seats: 2, taken: 3, free: 0, unit: { code: 'D1' }, wing: null }])
  expect(board.rest).toMatchObject({ seats: 2, taken: 1, free: 0 })
  await camp.giveUp(third)
  expect((await camp.board()).rest).toMatchObject({ free: 1 })
})

test('whoever waits is told why; what is kept is let go on its day, and goes to those who wait, in order', async () => {
  camp = await campWithCells(w, { capacity: 3 }, [
    { unit: 'D1', seats: 1 },
    { unit: 'D2', seats: 2, releaseOn: inDays(3) },
  ])
  await camp.seat('Own', 'B1')
  const first = await camp.waitFor(await camp.somebody('Second', 'B1'))
  const other = await camp.waitFor(await camp.somebody('Other', 'B6'))
  expect(first.body).toMatchObject({
    state: 'waiting',
    position: 1,
    blocked: false,
    cells: [
      { unit: { nameEn: 'D1' }, wing: null, seats: 1, taken: 1, kept: 2, releaseOn: inDays(3), releases: 2 },
    ],
  })
  expect(other.body).toMatchObject({ position: 1, cells: [{ unit: null, seats: 3, taken: 3 }] })
  const theirs = await camp.seat('Theirs', 'B3')
  await camp.pass(3 * 24 * 60, async () => (await camp.stateOf(first.body.id)) === 'offered')
  expect(await camp.stateOf(other.body.id)).toBe('waiting')
  await camp.giveUp({ ...theirs, person: await camp.anew(theirs.person) })
  expect(await camp.stateOf(other.body.id)).toBe('offered')
})

test('a seat that frees in one district goes to its own next, whoever has waited longer elsewhere', async () => {
  camp = await campWithCells(w, { capacity: 2 }, [
    { unit: 'D1', seats: 1 },
    { unit: 'D2', seats: 1 },
  ])
  const [one, two] = [await camp.seat('One', 'B1'), await camp.seat('Two', 'B3')]
  const older = await camp.waitFor(await camp.somebody('Older', 'B3'))
  const own = await camp.waitFor(await camp.somebody('Own', 'B2'))
  await camp.giveUp(one)
  expect([await camp.stateOf(older.body.id), await camp.stateOf(own.body.id)]).toEqual(['waiting', 'offered'])
  await camp.giveUp(two)
  expect(await camp.stateOf(older.body.id)).toBe('offered')
})

test('a group waits as a whole: a single behind it in its cell does not pass, one of another cell does', async () => {
  camp = await campWithCells(w, { capacity: 4 }, [
    { unit: 'D1', seats: 2 },
    { unit: 'D2', seats: 2 },
  ])
  const own = [await camp.seat('One', 'B1'), await camp.seat('Two', 'B2')]
  await camp.seat('Theirs', 'B3')
  const pair = [await camp.somebody('G1', 'B1'), await camp.somebody('G2', 'B2')]
  const ids = pair.map(({ id }) => id)
  const group = await camp.waitFor(camp.registrar, ids)
  const single = await camp.waitFor(await camp.somebody('Single', 'B1'))
  await camp.giveUp(own[0] as never)
  expect([await camp.stateOf(group.body.id), await camp.stateOf(single.body.id)]).toEqual([
    'waiting',
    'waiting',
  ])
  const newcomer = await camp.somebody('Newcomer', 'B1')
  expect((await camp.offer(newcomer)).body.type).toBe('/problems/cell-full')
  expect((await register(await camp.somebody('Passes', 'B3'), camp.workshop.id)).status).toBe(201)
  await camp.giveUp(own[1] as never)
  expect(await camp.stateOf(group.body.id)).toBe('offered')
  const offer = await camp.registrar.post<{ offer: string }>(`/workshops/${camp.workshop.id}/group-offer`, {
    personIds: ids,
  })
  const seated = await camp.registrar.post<{ registrations: Seat[] }>('/registrations/groups', {
    offer: offer.body.offer,
  })
  expect([seated.status, seated.trips, await camp.stateOf(group.body.id)]).toEqual([201, 1, 'taken'])
  expect(await camp.stateOf(single.body.id)).toBe('waiting')
})

test('of a district’s two seats one is for the women’s wing; unused it goes to the district, then to the hall', async () => {
  const wing = await withWing()
  const { women, o } = wing
  camp = wing.camp
  const asha = await camp.seat('Asha', 'B1')
  expect((await camp.offer(await camp.somebody('Ravi', 'B1'))).body.type).toBe('/problems/cell-full')
  const mina = await camp.somebody('Mina', 'B1')
  await o.db.execute({ sql: 'insert into wing_members values (?, ?)', args: [mina.id, women] })
  expect((await camp.offer(mina)).status).toBe(200)
  const ravi = await camp.waitFor(await camp.somebody('Ravi', 'B2'))
  const released = await camp.planner.post<Quotas>(`/workshops/${camp.workshop.id}/quotas/releases`, {
    cells: [{ unitId: o.unitId('D1'), wingId: women }],
  })
  expect([released.status, released.trips]).toEqual([200, 1])
  expect(await camp.stateOf(ravi.body.id)).toBe('offered')
  expect((await camp.board()).rest).toMatchObject({ seats: 0, free: 0 })
  expect(asha.id).toBeTruthy()
})

test('ten people of two districts race for one seat each: two are seated, one of each', async () => {
  camp = await campWithCells(w, { capacity: 2 }, [
    { unit: 'D1', seats: 1 },
    { unit: 'D2', seats: 1 },
  ])
  const people: Awaited<ReturnType<typeof camp.somebody>>[] = []
  for (let n = 0; n < 10; n += 1) people.push(await camp.somebody(`P${n}`, n < 5 ? 'B1' : 'B3'))
  const offers = await Promise.all(people.map((person) => camp.offer(person)))
  const seated = await Promise.all(
    people.map((person, n) => person.post<Seat>('/registrations', { offer: offers[n]?.body.offer })),
  )
  const statuses = seated.map(({ status }) => status)
  expect(statuses.slice(0, 5).filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.slice(5).filter((status) => status === 201)).toHaveLength(1)
  expect(seated.find(({ status }) => status === 409)?.body.type).toBe('/problems/cell-full')
})

test('a seat held for its fee counts in its cell until its time is over', async () => {
  camp = await campWithCells(w, { capacity: 2, feeMinor: 10_000, holdMinutes: 31 }, [
    { unit: 'D1', seats: 1 },
  ])
  const held = await camp.seat('Held', 'B1')
  expect((await camp.board()).cells).toMatchObject([{ taken: 1, held: 1 }])
  await camp.pass(33, () => camp.isLapsed(held))
  expect((await camp.board()).cells).toMatchObject([{ taken: 0, held: 0, free: 1 }])
})

test('of three of a district who paid late two sit in its two seats again; those of the other district are not theirs', async () => {
  const p = await party(w)
  const seats = await p.seats(3)
  const { body, session } = await p.open(seats.map(({ id }) => id))
  for (const { person, id } of seats) await person.post(`/registrations/${id}/cancellation`)
  await p.o.db.execute('update workshops set capacity = 4')
  const kept = ['D1', 'D2'].map((code) => ({ unitId: p.o.unitId(code), seats: 2 }))
  await p.o.db.execute({
    sql: 'insert into cell_sheets (workshop_id, cells, at) select id, ?, ? from workshops',
    args: [JSON.stringify(kept), w.clock.now],
  })
  w.stripe.sim.pay(session)
  await w.settled()
  await w.tick()
  await w.settled()
  const { lines } = (await p.group(body.id)).body
  expect(lines.map(({ decision }) => decision).sort()).toEqual(['late', 'reseated', 'reseated'])
  expect(await p.o.rows("select used from cells where unit_id <> '' order by used")).toEqual([
    { used: 0 },
    { used: 2 },
  ])
  expect((await p.sums()).suspense).toBe(0)
})

test('quotas fit into the hall, are set by those who run it at the version they saw, and are known units and wings', async () => {
  camp = await campWithCells(w, { capacity: 4 }, [])
  const path = `/workshops/${camp.workshop.id}/quotas`
  const { version } = (await camp.board()).workshop
  const cell = (code: string, seats: number) => ({
    unitId: camp.o.unitId(code),
    wingId: null,
    seats,
    releaseOn: null,
  })
  expect((await camp.planner.put<Quotas>(path, { version, cells: [cell('D1', 5)] })).body.type).toBe(
    '/problems/seats-short',
  )
  expect((await camp.planner.put<Quotas>(path, { version, cells: [cell('B1', 1)] })).status).toBe(422)
  expect((await camp.registrar.put<Quotas>(path, { version, cells: [cell('D1', 1)] })).status).toBe(404)
  const set = await camp.planner.put<Quotas>(path, { version, cells: [cell('D1', 3), cell('D2', 1)] })
  expect([set.status, set.trips, set.body.rest]).toMatchObject([200, 1, { seats: 0, free: 0 }])
  expect((await camp.planner.put<Quotas>(path, { version, cells: [] })).body.type).toBe(
    '/problems/version-changed',
  )
  const page = await camp.planner.get<Record<string, unknown>>(`/workshops/${camp.workshop.id}`)
  const {
    nameEn,
    nameHi,
    venueEn,
    venueHi,
    startsOn,
    endsOn,
    opensAt,
    closesAt,
    feeMinor,
    version: seen,
  } = page.body
  const fields = {
    nameEn,
    nameHi,
    venueEn,
    venueHi,
    startsOn,
    endsOn,
    opensAt,
    closesAt,
    feeMinor,
    version: seen,
  }
  expect(
    (await camp.planner.patch(`/workshops/${camp.workshop.id}`, { ...fields, capacity: 3 })).status,
  ).toBe(422)
  const none = await camp.planner.put<Quotas>(path, { version: set.body.workshop.version, cells: [] })
  expect(none.body).toMatchObject({ cells: [], rest: null })
  expect(await camp.o.rows('select 1 from cells')).toEqual([])
})

const inDays = (days: number) =>
  new Date((w.clock.now + 19_800 + days * 86_400) * 1000).toISOString().slice(0, 10)

async function withWing() {
  const made = await campWithCells(w, { capacity: 2 }, [])
  const women = await made.wing('Women')
  await made.keep([
    { unit: 'D1', seats: 2 },
    { unit: 'D1', wing: women, seats: 1 },
  ])
  return { camp: made, women, o: made.o }
}
