import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

// A guest taught Asha (D1) and Ravi (D2) in the first hall. Asha taught fourteen workers of B1, and Tara of B3, which lies in
// D2; one of them, Mohan, taught the others of his booth.

type Named = { id: string; nameEn: string }
type Link = {
  credentialId: string
  person: Named
  unit: { code: string }
  stands: string
  taught: number
  seen: boolean
  trainedBy: (Named & { credentialId: string | null })[]
}
type Chain = { chain: (Link & { step: number; hall: { trained: number; seen: boolean } | null })[] }
type Page = { trained: number; hidden: number; trainees: Link[]; after: string | null }

let w: World
let org: TestOrganisation
const ids: Record<string, string> = {}
const at = (day: string) => Date.parse(`${day}T06:00:00Z`) / 1000
const WORKERS = Array.from({ length: 14 }, (_, n) => `Worker ${String(n + 1).padStart(2, '0')}`)

type Who = Awaited<ReturnType<TestOrganisation['person']>>
let [owner, district, booth, asha, sita]: (Who | undefined)[] = []
const given = (one: Who | undefined): Who => {
  if (!one) throw new Error('nobody')
  return one
}

beforeAll(async () => {
  w = await world()
  org = await w.organisation()
  const made = await cascade(org)
  const guest = await org.person('Guest')
  owner = await org.person('Owner', { grants: ['owner@ST'] })
  district = await org.person('District', { unit: 'D1', grants: ['registrar@D1'] })
  booth = await org.person('Booth', { unit: 'B1', grants: ['registrar@B1'] })
  asha = await org.person('Asha', { unit: 'D1' })
  const ravi = await org.person('Ravi', { unit: 'D2' })
  const tara = await org.person('Tara', { unit: 'B3' })
  const hall = await made.workshop({ faculty: [guest.id] })
  const first = { workshopId: hall, issuedAt: at('2026-11-17'), by: [guest.id] }
  ids.asha = await trained(org, made, { ...first, personId: asha.id, unit: 'D1' })
  ids.ravi = await trained(org, made, { ...first, personId: ravi.id, unit: 'D2' })
  const batch = await made.workshop({ tier: 2, unit: 'D1', faculty: [asha.id] })
  const second = {
    workshopId: batch,
    issuedAt: at('2026-11-18'),
    by: [asha.id],
    through: ids.asha,
    generation: 2,
  }
  for (const name of WORKERS) {
    const { id } = await org.person(name, { unit: 'B1' })
    ids[name] = await trained(org, made, { ...second, personId: id, unit: 'B1' })
    ids[`${name} himself`] = id
  }
  ids.tara = await trained(org, made, { ...second, personId: tara.id, unit: 'B3' })
  const mohan = ids['Worker 01 himself'] ?? ''
  const last = await made.workshop({ tier: 3, unit: 'B1', faculty: [mohan] })
  sita = await org.person('Sita', { unit: 'B1' })
  ids.sita = await trained(org, made, {
    workshopId: last,
    issuedAt: at('2026-11-19'),
    by: [mohan],
    through: ids['Worker 01'] ?? '',
    personId: sita.id,
    unit: 'B1',
    generation: 3,
  })
  Object.assign(ids, { hall, batch, guest: guest.id })
  await org.db.execute({
    sql: "update credentials set revoked_at = ?, revoked_by = 'x', revoked_reason = 'wrong' where id = ?",
    args: [w.clock.now - 60, ids['Worker 02'] ?? ''],
  })
  await org.db.execute({
    sql: 'update credentials set valid_until = ? where id = ?',
    args: [w.clock.now, ids['Worker 03'] ?? ''],
  })
}, 60_000)
afterAll(() => w.close())

test('from the last booth the line leads up to the first hall, in one round trip however long it is', async () => {
  const { body, trips, status } = await given(owner).get<Chain>(`/credentials/${ids.sita}/lineage`)
  expect({ status, trips }).toEqual({ status: 200, trips: 1 })
  expect(body.chain.map(({ step, person, taught, hall }) => [step, person.nameEn, taught, hall])).toEqual([
    [0, 'Sita', 0, null],
    [1, 'Worker 01', 1, null],
    [2, 'Asha', 14, { trained: 2, seen: true }],
  ])
  expect((await given(owner).get(`/credentials/${ids.asha}/lineage`)).trips).toBe(1)
})

test('each is told as valid, expired or revoked, and counted for whoever taught him only while he is not revoked', async () => {
  const { body, trips } = await given(owner).get<Page>(`/credentials/${ids.asha}/trainees`)
  expect(trips).toBe(1)
  expect({ trained: body.trained, hidden: body.hidden }).toEqual({ trained: 14, hidden: 0 })
  expect(body.trainees.slice(0, 3).map(({ stands }) => stands)).toEqual(['valid', 'revoked', 'expired'])
  const rest = await given(owner).get<Page>(`/credentials/${ids.asha}/trainees?after=${body.after}`)
  expect(rest.body.after).toBeNull()
  expect([...body.trainees, ...rest.body.trainees].map(({ person }) => person.nameEn)).toEqual([
    ...WORKERS,
    'Tara',
  ])
})

test('whom one may not see is counted and not named: of the other district, and above', async () => {
  const { body } = await given(district).get<Page>(`/credentials/${ids.asha}/trainees`)
  expect({ trained: body.trained, hidden: body.hidden }).toEqual({ trained: 14, hidden: 1 })
  const rest = await given(district).get<Page>(`/credentials/${ids.asha}/trainees?after=${body.after}`)
  expect(body.trainees.length + rest.body.trainees.length).toBe(14)
  expect(JSON.stringify([body, rest.body])).not.toContain('Tara')
  expect((await given(district).get(`/workshops/${ids.hall}/lineage`)).status).toBe(404)
  expect((await given(district).get(`/workshops/${ids.hall}/descendants`)).status).toBe(404)
})

test('a booth sees its own lines up to the hall, and opens nothing that lies above it', async () => {
  const { body, trips } = await given(booth).get<Chain>(`/units/${org.unitId('B1')}/lineage`)
  expect(trips).toBe(1)
  expect(body).toMatchObject({ hidden: 0, more: 0, unit: { code: 'B1' } })
  expect(body.chain.filter(({ step }) => step === 0)).toHaveLength(15)
  const above = body.chain.find(({ person }) => person.nameEn === 'Asha')
  expect(above).toMatchObject({ seen: false, taught: 14, hall: { trained: 2, seen: false } })
  for (const path of [`/credentials/${ids.asha}/trainees`, `/credentials/${ids.asha}/descendants`])
    expect((await given(booth).get(path)).status).toBe(404)
  expect((await given(booth).get(`/units/${org.unitId('B3')}/lineage`)).status).toBe(404)
  expect((await given(booth).get(`/units/${org.unitId('D1')}/lineage`)).status).toBe(404)
})

test('somebody without any power sees his own line and nobody else’s', async () => {
  const own = await given(sita).get<Chain>(`/people/${given(sita).id}/lineage`)
  expect(own.trips).toBe(1)
  expect(own.body.chain.map(({ person, seen }) => [person.nameEn, seen])).toEqual([
    ['Sita', true],
    ['Worker 01', false],
    ['Asha', false],
  ])
  for (const path of [`/people/${given(asha).id}/lineage`, `/units/${org.unitId('B1')}/lineage`])
    expect((await given(sita).get(path)).status).toBe(404)
  expect((await given(sita).get(`/credentials/${ids.sita}/trainees`)).body).toMatchObject({ trained: 0 })
})

test('who taught in the first hall leads down from it: its trainees, and how many below them by tier', async () => {
  const { body } = await given(owner).get<Chain & { halls: { workshop: Named; trained: number }[] }>(
    `/people/${ids.guest}/lineage`,
  )
  expect(body.chain).toEqual([])
  expect(body.halls.map(({ workshop, trained }) => [workshop.id, trained])).toEqual([[ids.hall, 2]])
  const hall = await given(owner).get<Page & { trainers: Named[] }>(`/workshops/${ids.hall}/lineage`)
  expect(hall.trips).toBe(1)
  expect(hall.body.trainers).toMatchObject([{ nameEn: 'Guest', credentialId: null }])
  expect(hall.body.trainees.map(({ person, taught }) => [person.nameEn, taught])).toEqual([
    ['Asha', 14],
    ['Ravi', 0],
  ])
  const below = await given(owner).get<{ tiers: { step: number; trained: number; revoked: number }[] }>(
    `/workshops/${ids.hall}/descendants`,
  )
  expect(below.trips).toBe(1)
  expect(below.body.tiers.map(({ step, trained, revoked }) => [step, trained, revoked])).toEqual([
    [1, 2, 0],
    [2, 14, 1],
    [3, 1, 0],
  ])
})
