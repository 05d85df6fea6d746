import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { trained } from '../support/trained.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const AT = Math.floor(Date.parse('2026-11-20T06:00:00Z') / 1000)
const RIGHT = [0, 1, 2, 0, 1]
const WRONG = [1, 2, 0, 1, 2]

type Page = {
  id: string
  people: number
  done: number
  questions: Record<string, unknown>[]
  sampled: { credentialId: string; person: { id: string }; done: boolean }[]
}
type Told = { asked: number; known: number | null; interval: { upper: number } | null; refresher: boolean }

const questions = RIGHT.map((answer, n) => ({
  textEn: `Question ${n + 1}`,
  textHi: `प्रश्न ${n + 1}`,
  options: ['🌕', '🌗', '🌑'].map((sign) => ({ sign, nameEn: 'Moon', nameHi: 'चाँद' })),
  answer,
}))

/** Two batches of booth workers, of D1 by Asha and of D2 by Ravi, six people each, and the five questions. */
async function taught() {
  const org = await w.organisation()
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, oneDay, oneDay])
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha', { unit: 'D1', grants: ['registrar@D1'] })
  const ravi = await org.person('Ravi', { unit: 'D2' })
  const sampler = await org.person('Sampler', { grants: ['registrar@ST'] })
  for (const [by, unit, booth] of [
    [asha, 'D1', 'B1'],
    [ravi, 'D2', 'B3'],
  ] as const) {
    const workshopId = await made.workshop({ tier: 2, unit, days: 1, faculty: [by.id] })
    for (let n = 0; n < 6; n += 1) {
      const { id: personId } = await org.person(`Worker ${booth} ${n}`, { unit: booth })
      await trained(org, made, {
        workshopId,
        personId,
        unit: booth,
        issuedAt: AT,
        by: [by.id],
        generation: 2,
      })
    }
  }
  const set = await owner.post(`/programmes/${made.programmeId}/probes`, { id: v7(), questions })
  expect([set.status, set.trips]).toEqual([201, 1])
  const draft = (more = {}) => ({
    id: v7(),
    tierId: made.tierId(2),
    unitId: org.unitId('ST'),
    batches: 2,
    each: 4,
    seed: 7,
    ...more,
  })
  const answer = (samplingId: string, credentialId: string, choices: (number | null)[], by = sampler) =>
    by.put<{ done: boolean }>(`/samplings/${samplingId}/answers/${credentialId}`, { choices })
  return { org, made, owner, asha, ravi, sampler, draft, answer }
}

test('a sample draws four people of each of two batches, and the same seed the same people', async () => {
  const { org, sampler, draft } = await taught()
  const { body, status, trips } = await sampler.post<Page>('/samplings', draft())
  expect([status, trips, body.people, body.done]).toEqual([201, 1, 8, 0])
  expect(body.questions).toHaveLength(5)
  expect(JSON.stringify(body.questions)).not.toContain('answer')
  const people = body.sampled.map(({ credentialId }) => credentialId)
  expect(new Set(people).size).toBe(8)
  await org.db.execute('delete from sampled')
  const again = await sampler.post<Page>('/samplings', draft())
  expect(again.body.sampled.map(({ credentialId }) => credentialId)).toEqual(people)
  await org.db.execute('delete from sampled')
  const other = await sampler.post<Page>('/samplings', draft({ seed: 8 }))
  expect(other.body.sampled.map(({ credentialId }) => credentialId)).not.toEqual(people)
})

test('nobody is drawn twice for the same questions; a retry is the same sample', async () => {
  const { sampler, draft } = await taught()
  const asked = draft()
  const first = await sampler.post<Page>('/samplings', asked)
  const retry = await sampler.post<Page>('/samplings', asked)
  expect(retry.body).toEqual(first.body)
  const second = await sampler.post<Page>('/samplings', draft({ seed: 9 }))
  expect(second.body.people).toBe(4)
  const drawn = [...first.body.sampled, ...second.body.sampled].map(({ credentialId }) => credentialId)
  expect(new Set(drawn).size).toBe(12)
})

test('Asha’s people know, Ravi’s do not: a refresher is proposed for those whom Ravi taught', async () => {
  const { made, owner, sampler, draft, answer, asha, ravi, org } = await taught()
  const { body } = await sampler.post<Page>('/samplings', draft())
  const mine = await org.rows('select credential_id as id from sampled where trainer_id = ?', [asha.id])
  const known = new Set(mine.map(({ id }) => String(id)))
  for (const { credentialId } of body.sampled) {
    const said = await answer(body.id, credentialId, known.has(credentialId) ? RIGHT : WRONG)
    expect([said.status, said.trips, said.body.done]).toEqual([200, 1, true])
  }
  const tier = made.tierId(2)
  const page = await owner.get<{ trainers: (Told & { trainer: { id: string }; trainees: number })[] }>(
    `/tiers/${tier}/fidelity`,
  )
  expect(page.trips).toBe(1)
  const of = (id: string) => page.body.trainers.find(({ trainer }) => trainer.id === id)
  expect(of(asha.id)).toMatchObject({ asked: 4, known: 4, refresher: false })
  expect(of(ravi.id)).toMatchObject({ asked: 4, known: 0, refresher: true, trainees: 6 })
  const whom = await owner.get<{ trainees: unknown[] }>(`/tiers/${tier}/fidelity/${ravi.id}/trainees`)
  expect(whom.body.trainees).toHaveLength(6)
  const curve = await owner.get<{ generations: (Told & { generation: number })[] }>('/fidelity')
  expect(curve.trips).toBe(1)
  expect(curve.body.generations).toMatchObject([{ generation: 2, asked: 8, known: 4, refresher: false }])
})

test('nobody asks those whom he taught himself', async () => {
  const { asha, sampler, draft, answer, org } = await taught()
  const { body } = await sampler.post<Page>('/samplings', draft({ unitId: org.unitId('D1'), batches: 1 }))
  const [first] = body.sampled
  expect((await asha.get(`/samplings/${body.id}`)).status).toBe(200)
  const said = await answer(body.id, first?.credentialId ?? '', RIGHT, asha)
  expect(said).toMatchObject({ status: 403, body: { type: '/problems/two-people' } })
  expect(await org.rows('select count(*) as n from sampled where answers is not null')).toEqual([{ n: 0 }])
})

test('what was answered stays; the same again is the same; who was away is asked later', async () => {
  const { sampler, draft, answer } = await taught()
  const { body } = await sampler.post<Page>('/samplings', draft())
  const [one, two] = body.sampled.map(({ credentialId }) => credentialId)
  const path = `/samplings/${body.id}/answers/${two}`
  expect((await answer(body.id, one ?? '', RIGHT)).status).toBe(200)
  expect((await answer(body.id, one ?? '', RIGHT)).status).toBe(200)
  expect((await answer(body.id, one ?? '', WRONG)).status).toBe(409)
  expect((await sampler.put(path, { missed: 'absent' })).status).toBe(200)
  expect((await answer(body.id, two ?? '', WRONG)).status).toBe(200)
  expect((await sampler.get<Page>(`/samplings/${body.id}`)).body.done).toBe(2)
})

test('nobody’s own result is told to anybody, and what two people answered is told of nobody', async () => {
  const { sampler, owner, draft, answer } = await taught()
  const { body } = await sampler.post<Page>('/samplings', draft({ batches: 1, each: 2 }))
  for (const { credentialId } of body.sampled) await answer(body.id, credentialId, RIGHT)
  const after = await sampler.get<Page>(`/samplings/${body.id}`)
  expect(JSON.stringify(after.body)).not.toMatch(/choices|known|answers/)
  const { body: curve } = await owner.get<{ generations: Told[] }>('/fidelity')
  expect(curve.generations).toMatchObject([{ asked: 2, known: null, interval: null }])
})

test('a viewer sees the curve of his district and no trainer; another district’s sampler sees neither sample nor curve', async () => {
  const { made, org, sampler, draft } = await taught()
  const viewer = await org.person('Viewer', { grants: ['viewer@D1'] })
  const other = await org.person('Other', { grants: ['registrar@D2'] })
  const { body } = await sampler.post<Page>('/samplings', draft({ unitId: org.unitId('D1') }))
  expect((await viewer.get('/fidelity')).status).toBe(200)
  expect((await viewer.get(`/tiers/${made.tierId(2)}/fidelity`)).status).toBe(404)
  expect((await viewer.get('/samplings')).status).toBe(404)
  expect((await other.get(`/samplings/${body.id}`)).status).toBe(404)
  expect((await other.get(`/fidelity?unit=${org.unitId('D1')}`)).status).toBe(404)
  expect((await other.post('/samplings', draft({ unitId: org.unitId('D1') }))).status).toBe(404)
  const id = body.sampled[0]?.credentialId
  expect((await other.put(`/samplings/${body.id}/answers/${id}`, { choices: RIGHT })).status).toBe(404)
})

test('without questions nobody is drawn', async () => {
  const { org, sampler, draft } = await taught()
  await org.db.execute('delete from probes')
  expect((await sampler.post('/samplings', draft())).status).toBe(409)
  expect(await org.rows('select count(*) as n from samplings')).toEqual([{ n: 0 }])
})
