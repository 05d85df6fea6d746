import { afterAll, beforeAll, expect, test } from 'vitest'
import { hall, register, type Seat, type Shown } from '../support/hall.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const offerOf = (workshop: { id: string }) => `/workshops/${workshop.id}/offer`

test('somebody is seated once, owes the fee, is told, and both steps are one round trip', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 150_000, capacity: 3 })
  const asha = await o.person('Asha', { unit: 'B1' })
  const offer = await asha.get<Shown>(offerOf(workshop))
  expect([offer.status, offer.trips]).toEqual([200, 1])
  expect(offer.body).toMatchObject({
    amountMinor: 150_000,
    currency: 'INR',
    seatsLeft: 3,
    person: { id: asha.id },
    unit: { id: o.unitId('D1') },
  })
  const first = await asha.post<Seat>('/registrations', { offer: offer.body.offer })
  const replay = await asha.post<Seat>('/registrations', { offer: offer.body.offer })
  expect([first.status, first.trips, replay.status, replay.trips]).toEqual([201, 1, 201, 1])
  expect(first.body).toMatchObject({
    personId: asha.id,
    unitId: o.unitId('D1'),
    due: { amountMinor: 150_000 },
  })
  expect(replay.body).toEqual(first.body)
  expect(await o.rows('select registration_id, amount_minor from dues')).toEqual([
    { registration_id: first.body.id, amount_minor: 150_000 },
  ])
  expect(await o.rows('select topic, person_id from outbox')).toEqual([
    { topic: 'registration-received', person_id: asha.id },
  ])
  expect(await o.rows('select action, subject_id from audit')).toEqual([
    { action: 'registration.made', subject_id: first.body.id },
  ])
})

test('ten people race for three seats: three are seated and owe, seven are told it is full', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 5_000, capacity: 3 })
  const people = await Promise.all(Array.from({ length: 10 }, (_, i) => o.person(`P${i}`, { unit: 'D1' })))
  const offers = await Promise.all(people.map((person) => person.get<Shown>(offerOf(workshop))))
  const outcomes = await Promise.all(
    people.map((person, i) => person.post<Seat>('/registrations', { offer: offers[i]?.body.offer })),
  )
  const full = outcomes.filter((answer) => answer.body.type === '/problems/workshop-full')
  expect([outcomes.filter((answer) => answer.status === 201).length, full.length]).toEqual([3, 7])
  expect(await o.rows('select count(*) as n from dues')).toEqual([{ n: 3 }])
  expect(await o.rows('select count(*) as n from outbox')).toEqual([{ n: 3 }])
  expect(await o.rows(`select registered from coverage where unit_id = '${o.unitId('ST')}'`)).toEqual([
    { registered: 3 },
  ])
})

test('an offer lapses after fifteen minutes, without a look at the database', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'D1' })
  const { body } = await asha.get<Shown>(offerOf(workshop))
  w.clock.now += 15 * 60 + 1
  const late = await asha.post('/registrations', { offer: body.offer })
  expect([late.status, late.body.type, late.trips]).toEqual([410, '/problems/offer-lapsed', 0])
  expect(await o.rows('select 1 from registrations')).toEqual([])
})

test('the fee is the one that was offered, even if it changes meanwhile', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { feeMinor: 20_000 })
  const asha = await o.person('Asha', { unit: 'D1' })
  const { body } = await asha.get<Shown>(offerOf(workshop))
  await o.db.execute({ sql: 'update workshops set fee_minor = 90000 where id = ?', args: [workshop.id] })
  const seat = await asha.post<Seat>('/registrations', { offer: body.offer })
  expect(seat.body.due).toEqual({ amountMinor: 20_000, currency: 'INR' })
  expect((await asha.get<Shown>(offerOf(workshop))).body.type).toBe('/problems/already-registered')
})

test('an offer is only for whom it was made to, and only where it was made', async () => {
  const [o, other] = [await w.organisation(), await w.organisation()]
  const workshop = await hall(o)
  const asha = await o.person('Asha', { unit: 'D1' })
  const ravi = await o.person('Ravi', { unit: 'D1' })
  const elsewhere = await other.person('Asha', { unit: 'D1' })
  const { body } = await asha.get<Shown>(offerOf(workshop))
  for (const stranger of [ravi, elsewhere]) {
    const refused = await stranger.post('/registrations', { offer: body.offer })
    expect([refused.status, refused.trips]).toEqual([410, 0])
  }
  expect(await o.rows('select 1 from registrations')).toEqual([])
})

test('of a unit with two places, two of five people racing are seated', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { maximum: 2 })
  const people = await Promise.all(Array.from({ length: 5 }, (_, i) => o.person(`P${i}`, { unit: 'B1' })))
  const offers = await Promise.all(people.map((person) => person.get<Shown>(offerOf(workshop))))
  const outcomes = await Promise.all(
    people.map((person, i) => person.post<Seat>('/registrations', { offer: offers[i]?.body.offer })),
  )
  expect(outcomes.filter((answer) => answer.status === 201)).toHaveLength(2)
  expect(outcomes.filter((answer) => answer.body.type === '/problems/quota-full')).toHaveLength(3)
  const neighbour = await o.person('N', { unit: 'B3' })
  expect((await register(neighbour, workshop.id)).status).toBe(201)
  const late = await o.person('L', { unit: 'D1' })
  expect((await late.get(offerOf(workshop))).body.type).toBe('/problems/quota-full')
})

test('whoever stands outside the catchment is refused, as is an excluded unit and a place above the tier', async () => {
  const o = await w.organisation()
  const workshop = await hall(o, { include: ['ST'], exclude: ['D2'] })
  const answers = []
  for (const unit of ['D1', 'B2', 'D2', 'B3', 'ST']) {
    const person = await o.person(unit, { unit })
    const { status, body } = await person.get(offerOf(workshop))
    answers.push(`${unit} ${body.type ?? status}`)
  }
  expect(answers).toEqual([
    'D1 200',
    'B2 200',
    'D2 /problems/outside-catchment',
    'B3 /problems/outside-catchment',
    'ST /problems/outside-catchment',
  ])
})

test('registration opens and closes at its instants, and a cancelled workshop takes nobody', async () => {
  const o = await w.organisation()
  const asha = await o.person('Asha', { unit: 'D1' })
  const opening = await hall(o, { opensAt: w.clock.now + 10 })
  const closing = await hall(o, { closesAt: w.clock.now })
  const draft = await hall(o, { published: false })
  expect((await asha.get(offerOf(opening))).body.type).toBe('/problems/registration-closed')
  expect((await asha.get(offerOf(closing))).body.type).toBe('/problems/registration-closed')
  expect((await asha.get(offerOf(draft))).status).toBe(404)
  w.clock.now += 10
  const { body } = await asha.get<Shown>(offerOf(opening))
  await o.db.execute({ sql: 'update workshops set cancelled_at = 1 where id = ?', args: [opening.id] })
  const gone = await asha.post('/registrations', { offer: body.offer })
  expect(gone.body.type).toBe('/problems/registration-closed')
  expect(await o.rows('select 1 from registrations')).toEqual([])
})

test('somebody without a name and a unit is asked for them first', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const nobody = o.client(await w.token(o.slug, '0192aaaa-0000-7000-8000-000000000000'))
  expect((await nobody.get(offerOf(workshop))).body.type).toBe('/problems/profile-incomplete')
})

test('an officer registers people of his own units, and for him others do not exist', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const own = await o.person('Own', { unit: 'B1' })
  const other = await o.person('Other', { unit: 'B3' })
  const seated = await register(officer, workshop.id, own.id)
  expect(seated).toMatchObject({ status: 201, body: { personId: own.id, unitId: o.unitId('D1') } })
  const refused = await officer.get(`${offerOf(workshop)}?person=${other.id}`)
  const missing = await officer.get(`${offerOf(workshop)}?person=0192aaaa-0000-7000-8000-000000000000`)
  expect([refused.status, refused.text]).toEqual([404, missing.text])
  expect((await own.get(`${offerOf(workshop)}?person=${other.id}`)).status).toBe(404)
})

test('a grant that ends between offer and seat ends the right to register somebody else', async () => {
  const o = await w.organisation()
  const workshop = await hall(o)
  const officer = await o.person('Officer', { unit: 'D1', grants: ['registrar@D1'] })
  const own = await o.person('Own', { unit: 'B1' })
  const { body } = await officer.get<Shown>(`${offerOf(workshop)}?person=${own.id}`)
  await o.db.execute({ sql: 'update grants set until_at = ?', args: [w.clock.now] })
  expect((await officer.post('/registrations', { offer: body.offer })).status).toBe(404)
  expect(await o.rows('select 1 from registrations')).toEqual([])
})
