import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Page, RIGHT, taught, WRONG } from '../support/sampled.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Refresher = {
  id: string
  people: number
  registered: number
  renewed: number
  asked: number
  known: number
  trainer: { id: string } | null
  samplingId: string
  workshops: {
    id: string
    nameEn: string
    nameHi: string
    published: boolean
    people: number
    startsOn: string
  }[]
}

/** Of Asha's people all four who were asked knew, of Ravi's none. */
async function asked(planned = 0) {
  const made = await taught(w, planned)
  const { sampler, draft, answer, org, asha } = made
  const { body } = await sampler.post<Page>('/samplings', draft())
  const known = new Set(
    (await org.rows('select credential_id as id from sampled where trainer_id = ?', [asha.id])).map(
      ({ id }) => id,
    ),
  )
  for (const { credentialId } of body.sampled)
    await answer(body.id, credentialId, known.has(credentialId) ? RIGHT : WRONG)
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const refresher = (more = {}) => ({
    id: v7(),
    tierId: made.made.tierId(2),
    unitId: org.unitId('ST'),
    trainerId: made.ravi.id,
    generation: null,
    startsOn: '2026-12-07',
    titleEn: 'Refresher',
    titleHi: 'पुनश्चर्या',
    ...more,
  })
  return { ...made, samplingId: body.id, planner, refresher }
}

test('one tap calls exactly the six whom Ravi taught: a draft where they live, linked to the sample; a retry is the same one', async () => {
  const { planner, refresher, ravi, samplingId, org } = await asked()
  const draft = refresher()
  const made = await planner.post<Refresher>('/refreshers', draft)
  expect(made).toMatchObject({ status: 201, trips: 2 })
  expect(made.body).toMatchObject({
    ...{ people: 6, registered: 0, renewed: 0, asked: 4, known: 0, samplingId },
    trainer: { id: ravi.id },
    workshops: [
      {
        ...{ nameEn: 'Refresher: Tier 2, D2', nameHi: 'पुनश्चर्या: चरण 2, D2', people: 6 },
        ...{ published: false, startsOn: '2026-12-07' },
      },
    ],
  })
  const [workshop] = made.body.workshops
  expect(
    await org.rows('select distinct unit_id from catchment_terms where workshop_id = ?', [
      workshop?.id ?? '',
    ]),
  ).toEqual([{ unit_id: org.unitId('B3') }])
  expect((await planner.post<Refresher>('/refreshers', draft)).body).toEqual(made.body)
  expect(await planner.post('/refreshers', refresher())).toMatchObject({ status: 409 })
  const list = await planner.get<{ refreshers: Refresher[] }>('/refreshers')
  expect([list.trips, list.body.refreshers.map(({ id }) => id)]).toEqual([1, [draft.id]])
  const whom = await planner.get<{ people: { person: { nameEn: string } }[] }>(
    `/refreshers/workshops/${workshop?.id}`,
  )
  expect([whom.trips, whom.body.people.map(({ person }) => person.nameEn).toSorted()]).toEqual([
    1,
    Array.from({ length: 6 }, (_, n) => `Worker B3 ${n}`),
  ])
})

test('a seat there is theirs alone, takes none of their unit’s places, and passing renews the credential', async () => {
  const { planner, refresher, org, made } = await asked()
  const { body } = await planner.post<Refresher>('/refreshers', refresher())
  const [workshop] = body.workshops
  const id = workshop?.id ?? ''
  const stranger = await org.person('Stranger', { unit: 'B3' })
  await expect(made.register(id, stranger.id, 'B3')).rejects.toThrow('outside-catchment')
  const [one] = await org.rows(
    'select c.id, c.person_id from credentials c join refresher_people r on r.credential_id = c.id',
  )
  const again = await made.register(id, String(one?.person_id), 'B3')
  await org.db.execute({
    sql: 'insert into renewals (id, credential_id, registration_id, renewed_by, renewed_at) values (?, ?, ?, ?, 1)',
    args: [v7(), String(one?.id), again.id, 'x'],
  })
  const page = await planner.get<Refresher>(`/refreshers/${body.id}`)
  expect([page.trips, page.body]).toMatchObject([1, { people: 6, registered: 1, renewed: 1 }])
})

test('what most still know calls nobody; a whole generation is called where each of it lives; D1 sees nothing of D2', async () => {
  const { planner, refresher, asha, org } = await asked()
  expect(await planner.post('/refreshers', refresher({ trainerId: asha.id }))).toMatchObject({ status: 409 })
  expect(await planner.post('/refreshers', refresher({ generation: 2, trainerId: null }))).toMatchObject({
    status: 409,
  })
  await org.db.execute('update sampled set known = 0 where answers is not null')
  const both = await planner.post<Refresher>('/refreshers', refresher({ generation: 2, trainerId: null }))
  expect(both).toMatchObject({ status: 201, body: { people: 12, trainer: null, generation: 2 } })
  expect(both.body.workshops.map(({ nameEn, people }) => [nameEn, people]).toSorted()).toEqual([
    ['Refresher: Tier 2, D1', 6],
    ['Refresher: Tier 2, D2', 6],
  ])
  const district = await org.person('District', { grants: ['planner@D1'] })
  expect(await district.get(`/refreshers/${both.body.id}`)).toMatchObject({ status: 404 })
  expect(await district.post('/refreshers', refresher())).toMatchObject({ status: 404 })
  expect((await district.get<{ refreshers: [] }>('/refreshers')).body.refreshers).toEqual([])
})

test('a published plan stays a partition beside a refresher, and whoever draws it up sees its own workshops only', async () => {
  const { planner, refresher, org, made } = await asked(1)
  const { rows } = await org.db.execute('select id, unit_id from workshops')
  for (const row of rows)
    await org.db.execute({
      sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
      args: [String(row.id), String(row.unit_id)],
    })
  const path = `/tiers/${made.tierId(2)}/plan`
  expect((await planner.post(`${path}/publication`)).status).toBe(200)
  const { body } = await planner.post<Refresher>('/refreshers', refresher())
  const plan = await planner.get<{ publishable: boolean; workshops: unknown[] }>(path)
  expect([plan.body.publishable, plan.body.workshops.length]).toEqual([true, 2])
  expect((await planner.post(`/workshops/${body.workshops[0]?.id}/cancellation`)).status).toBe(200)
})
