import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { recount } from '../support/recount.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const UNITS = ['ST', 'D1<ST', 'D2<ST', 'D3<ST', 'B1<D1', 'B2<D1', 'B3<D2', 'B4<D2', 'B5<D2']
const BOOTHS = ['B1', 'B2', 'B3', 'B4', 'B5']
/** Four people in each booth but the last, which nobody ever reaches. */
const PEOPLE = 16

const parentOf = new Map(UNITS.map((text) => [text.split('<')[0] ?? '', text.split('<')[1]]))
const boothOf = (person: number) => BOOTHS[person % 4] ?? ''

/** Whether a unit is another or lies below it. */
const isBelow = (unit: string | undefined, top: string): boolean =>
  unit !== undefined && (unit === top || isBelow(parentOf.get(unit), top))

type Kind = 'nominate' | 'withdraw' | 'register' | 'cancel' | 'credit' | 'revoke' | 'bring' | 'forget'
type Event = { kind: Kind; person: number } | { kind: 'minimum'; minimum: number }

/** The same facts, kept the naive way: who stands where, and which registrations a credential rests on. */
type Model = {
  minimum: number
  nominated: Set<number>
  registered: Map<number, string>
  credited: Map<number, string>
  spent: Set<string>
  /** Who was trained before, and how many times that was brought. */
  prior: Map<number, number>
}

/** Every unit's sums, counted person by person; units of which nothing is to be said are left out. */
function expected({ minimum, nominated, registered, credited, prior }: Model) {
  const taught = new Set([...credited.keys(), ...prior.keys()])
  const count = (who: Iterable<number>, top: string) =>
    [...who].filter((person) => isBelow(boothOf(person), top)).length
  return [...parentOf.keys()]
    .map((code) => {
      const trained = BOOTHS.filter((booth) => isBelow(booth, code)).map((booth) => count(taught, booth))
      return {
        code,
        nominated: count(nominated, code),
        registered: count(registered.keys(), code),
        trained: count(taught, code),
        units_one: trained.filter((n) => n === 1).length,
        units_more: trained.filter((n) => n >= 2).length,
        units_met: trained.filter((n) => minimum > 0 && n >= minimum).length,
      }
    })
    .filter((row) => row.nominated + row.registered + row.trained > 0)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

async function ledger() {
  const org = await w.organisation({ units: UNITS })
  const ids: string[] = []
  for (let n = 0; n < PEOPLE; n += 1) ids.push((await org.person(`Person ${n}`, { unit: boothOf(n) })).id)
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const idOf = (person: number) => ids[person] ?? ''
  const coverage = (tierId: string) =>
    org.rows(
      `select u.code, c.nominated, c.registered, c.trained, c.units_one, c.units_more, c.units_met
        from coverage c join units u on u.id = c.unit_id
        where c.tier_id = ? and c.nominated + c.registered + c.trained <> 0 order by u.code`,
      [tierId],
    )

  /** One tier on its own, and what happens in it: each event is one write, and also told to the model. */
  async function tier() {
    const { tierId, workshop } = await cascade(org)
    const id = tierId(2)
    const workshopId = await workshop({ tier: 2, unit: 'D1' })
    const model: Model = {
      minimum: 2,
      nominated: new Set(),
      registered: new Map(),
      credited: new Map(),
      spent: new Set(),
      prior: new Map(),
    }
    const run = (sql: string, args: (string | number)[]) => org.db.execute({ sql, args })
    const happen: Record<Kind, (person: number) => Promise<unknown>> = {
      nominate: (person) => {
        model.nominated.add(person)
        return run(
          `insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, 0)
            on conflict do nothing`,
          [v7(), id, idOf(person), org.unitId(boothOf(person))],
        )
      },
      withdraw: (person) => {
        model.nominated.delete(person)
        return run('update nominations set withdrawn_at = 1 where tier_id = ? and person_id = ?', [
          id,
          idOf(person),
        ])
      },
      register: (person) => {
        const registration = v7()
        if (!model.registered.has(person)) model.registered.set(person, registration)
        return run(
          `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
            values (?, ?, ?, ?, ?, ?, 'x', 0) on conflict do nothing`,
          [registration, workshopId, id, idOf(person), org.unitId(boothOf(person)), registration],
        )
      },
      cancel: (person) => {
        model.registered.delete(person)
        return run('update registrations set cancelled_at = 1 where tier_id = ? and person_id = ?', [
          id,
          idOf(person),
        ])
      },
      credit: (person) => {
        const registration = model.registered.get(person)
        if (!registration) return Promise.resolve()
        if (!model.credited.has(person) && !model.spent.has(registration)) {
          model.credited.set(person, registration)
          model.spent.add(registration)
        }
        return run(
          `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation,
              issued_by, issued_at, signature)
            values (?, ?, ?, ?, ?, ?, ?, 1, 'x', 0, 'x') on conflict do nothing`,
          [v7(), v7(), registration, idOf(person), id, workshopId, org.unitId(boothOf(person))],
        )
      },
      bring: (person) => {
        model.prior.set(person, (model.prior.get(person) ?? 0) + 1)
        const subject = v7()
        return run(
          `insert into subjects (id, programme_id, position, name_en, name_hi)
            select ?, programme_id, (select count(*) from subjects), 'S', 'S' from tiers where id = ?`,
          [subject, id],
        ).then(() =>
          run(
            `insert into prior_trainings (id, person_id, tier_id, subject_id, unit_id, recorded_by, recorded_at)
              values (?, ?, ?, ?, ?, 'x', 0)`,
            [v7(), idOf(person), id, subject, org.unitId(boothOf(person))],
          ),
        )
      },
      forget: (person) => {
        const left = (model.prior.get(person) ?? 0) - 1
        if (left > 0) model.prior.set(person, left)
        else model.prior.delete(person)
        return run(
          `delete from prior_trainings where id = (
            select min(id) from prior_trainings where tier_id = ? and person_id = ?)`,
          [id, idOf(person)],
        )
      },
      revoke: (person) => {
        model.credited.delete(person)
        return run('update credentials set revoked_at = 1 where tier_id = ? and person_id = ?', [
          id,
          idOf(person),
        ])
      },
    }
    const event = (e: Event) => {
      if (e.kind !== 'minimum') return happen[e.kind](e.person)
      model.minimum = e.minimum
      return run('update tiers set minimum = ? where id = ?', [e.minimum, id])
    }
    return { id, model, event }
  }
  return { org, owner, coverage, tier }
}

const person = fc.nat({ max: PEOPLE - 1 })
const of = (kind: Kind) => fc.record({ kind: fc.constant(kind), person })
const events = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: of('nominate') },
    { weight: 2, arbitrary: of('withdraw') },
    { weight: 6, arbitrary: of('register') },
    { weight: 2, arbitrary: of('cancel') },
    { weight: 7, arbitrary: of('credit') },
    { weight: 3, arbitrary: of('revoke') },
    { weight: 5, arbitrary: of('bring') },
    { weight: 2, arbitrary: of('forget') },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('minimum' as const), minimum: fc.nat({ max: 4 }) }),
    },
  ),
  { minLength: 40, maxLength: 60, size: 'max' },
)

test('after each of hundreds of random events every unit says what counting person by person says', async () => {
  const { owner, coverage, tier } = await ledger()
  let seen = 0
  let most = 0
  await fc.assert(
    fc.asyncProperty(events, async (happened) => {
      const { id, model, event } = await tier()
      for (const e of happened) {
        await event(e)
        expect(await coverage(id)).toEqual(expected(model))
        seen += 1
        most = Math.max(most, model.credited.size)
      }
      const before = await coverage(id)
      expect(await recount(owner, id)).toMatchObject({ wrongUnits: 0, wrongPeople: 0 })
      expect(await coverage(id)).toEqual(before)
    }),
    // A fixed seed: whether enough happened must not depend on luck.
    { numRuns: 8, seed: 2026 },
  )
  expect(seen).toBeGreaterThanOrEqual(300)
  expect(most).toBeGreaterThan(3)
}, 120_000)

test('a coverage that was spoilt is told apart and made right by counting anew, each step in one round trip', async () => {
  const { org, owner, coverage, tier } = await ledger()
  const { id, model, event } = await tier()
  for (const who of [0, 1, 4, 5]) {
    await event({ kind: 'nominate', person: who })
    await event({ kind: 'register', person: who })
    await event({ kind: 'credit', person: who })
  }
  const right = expected(model)
  expect(right.map(({ code }) => code)).toEqual(['B1', 'B2', 'D1', 'ST'])
  await org.db.execute({
    sql: 'update coverage set trained = trained + 3, units_one = 7 where tier_id = ? and unit_id = ?',
    args: [id, org.unitId('B1')],
  })
  await org.db.execute({
    sql: 'delete from coverage where tier_id = ? and unit_id = ?',
    args: [id, org.unitId('D1')],
  })
  expect(await coverage(id)).not.toEqual(right)
  const check = await recount(owner, id, false)
  expect(check).toMatchObject({
    stage: 'done',
    units: 9,
    ofUnits: 9,
    wrongPeople: 0,
    firstUnit: { code: 'B1' },
  })
  expect(await coverage(id)).not.toEqual(right)
  const draft = { id: v7(), tierId: id, mend: true }
  expect(await owner.post('/coverage/recounts', draft)).toMatchObject({
    status: 201,
    trips: 1,
    body: { mend: true, stage: 'people', people: 0, units: 0 },
  })
  // Asked again it is the same one; another of the tier waits until it has ended.
  expect((await owner.post('/coverage/recounts', draft)).status).toBe(201)
  expect((await owner.post('/coverage/recounts', { ...draft, id: v7() })).status).toBe(409)
  const one = await owner.post(`/coverage/recounts/${draft.id}/steps`)
  expect(one).toMatchObject({ status: 201, trips: 1, body: { stage: 'units', wrongUnits: 0 } })
  w.clock.now += 180
  await w.tick()
  const told = () => owner.get<{ stage: string }>(`/coverage/recounts/${draft.id}`)
  await expect.poll(async () => (await told()).body.stage, { timeout: 10_000 }).toBe('done')
  expect(await told()).toMatchObject({
    trips: 1,
    body: { people: 17, units: 9, wrongPeople: 0, wrongUnits: 2, firstUnit: { code: 'B1' }, anew: 0 },
  })
  expect(await coverage(id)).toEqual(right)
  expect((await owner.get(`/coverage/recounts?tier=${id}`)).body).toMatchObject({
    recounts: [{ id: draft.id }, { mend: false }],
  })
})

test('whose credential runs out stays trained and is valid no more, on its day; a renewal makes him valid again', async () => {
  const { org, tier } = await ledger()
  const { id, event } = await tier()
  for (const kind of ['register', 'credit'] as const)
    for (const person of [0, 4]) await event({ kind, person })
  const told = async (on = '') => {
    // Days pass: who asks has just signed in.
    const reader = await org.person('Reader', { grants: ['viewer@ST'] })
    const { body } = await reader.get<{ unit: { trained: number; valid: number } }>(
      `/coverage/${id}?unit=${org.unitId('D1')}${on && `&on=${on}`}`,
    )
    return [body.unit.trained, body.unit.valid]
  }
  expect(await told()).toEqual([2, 2])
  const noon = Math.floor(Date.parse('2026-12-01T06:30:00Z') / 1000)
  const one = 'person_id = (select person_id from credentials where tier_id = ? order by id limit 1)'
  await org.db.execute({ sql: `update credentials set valid_until = ? where ${one}`, args: [noon, id] })
  w.clock.now = noon - 1
  await w.tick()
  expect(await told()).toEqual([2, 2])
  w.clock.now = noon + 2 * 86_400
  await w.tick()
  await expect.poll(() => told(), { timeout: 10_000 }).toEqual([2, 1])
  expect([await told('2026-11-30'), await told('2026-12-01')]).toEqual([
    [2, 2],
    [2, 1],
  ])
  await org.db.execute({ sql: `update credentials set valid_until = ? where ${one}`, args: [noon * 2, id] })
  expect(await told()).toEqual([2, 2])
  const admin = await org.person('Admin', { grants: ['owner@ST'] })
  expect(await recount(admin, id)).toMatchObject({ wrongUnits: 0 })
})

test('only who edits the organisation counts anew; another tier stays as it is', async () => {
  const { org, owner, coverage, tier } = await ledger()
  const [one, other] = [await tier(), await tier()]
  for (const { event } of [one, other]) await event({ kind: 'nominate', person: 0 })
  await org.db.execute('update coverage set nominated = 9')
  const planner = await org.person('Planner', { grants: ['planner@ST', 'admin@D1'] })
  const draft = () => ({ id: v7(), tierId: one.id, mend: true })
  const refused = await planner.post('/coverage/recounts', draft())
  expect(refused.status).toBe(404)
  expect((await owner.post('/coverage/recounts', { ...draft(), tierId: v7() })).text).toBe(refused.text)
  expect((await coverage(one.id))[0]).toMatchObject({ nominated: 9 })
  const { body } = await owner.post<{ id: string }>('/coverage/recounts', draft())
  for (const path of [body.id, `${body.id}/steps`].map((part) => `/coverage/recounts/${part}`))
    expect((await (path.endsWith('steps') ? planner.post(path) : planner.get(path))).text).toBe(refused.text)
  for (let step = 0; step < 9; step += 1) await owner.post(`/coverage/recounts/${body.id}/steps`)
  expect(await coverage(one.id)).toEqual(expected(one.model))
  expect((await coverage(other.id))[0]).toMatchObject({ nominated: 9 })
})

test('coverage of a wide unit is paged by code, and each page says the whole on top', async () => {
  const booths = Array.from({ length: 260 }, (_, n) => `B${String(n).padStart(3, '0')}`)
  const org = await w.organisation({ units: ['ST', 'D1<ST', ...booths.map((code) => `${code}<D1`)] })
  const { tierId } = await cascade(org)
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  type Page = { unit: { units: number }; children: { unit: { code: string } }[]; after: string | null }
  const page = (after: string) =>
    owner.get<Page>(`/coverage/${tierId(2)}?unit=${org.unitId('D1')}${after ? `&after=${after}` : ''}`)
  const first = await page('')
  expect(first.trips).toBe(1)
  expect(first.body.unit.units).toBe(260)
  expect(first.body.children).toHaveLength(200)
  expect(first.body.after).toBe('B199')
  const second = await page('B199')
  expect(second.body.after).toBeNull()
  expect([...first.body.children, ...second.body.children].map(({ unit }) => unit.code)).toEqual(booths)
  expect(second.body.unit).toEqual(first.body.unit)
})
