import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Page, RIGHT, taught, WRONG } from '../support/sampled.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Told = { asked: number; known: number | null; interval: { upper: number } | null; refresher: boolean }

test('a sample draws four people of each of two batches, and the same seed the same people', async () => {
  const { org, sampler, draft } = await taught(w)
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
  const { sampler, draft } = await taught(w)
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
  const { made, owner, sampler, draft, answer, asha, ravi, org } = await taught(w)
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
  const { asha, sampler, draft, answer, org } = await taught(w)
  const { body } = await sampler.post<Page>('/samplings', draft({ unitId: org.unitId('D1'), batches: 1 }))
  const [first] = body.sampled
  expect((await asha.get(`/samplings/${body.id}`)).status).toBe(200)
  const said = await answer(body.id, first?.credentialId ?? '', RIGHT, asha)
  expect(said).toMatchObject({ status: 403, body: { type: '/problems/two-people' } })
  expect(await org.rows('select count(*) as n from sampled where answers is not null')).toEqual([{ n: 0 }])
})

test('what was answered stays; the same again is the same; who was away is asked later', async () => {
  const { sampler, draft, answer } = await taught(w)
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
  const { sampler, owner, draft, answer } = await taught(w)
  const { body } = await sampler.post<Page>('/samplings', draft({ batches: 1, each: 2 }))
  for (const { credentialId } of body.sampled) await answer(body.id, credentialId, RIGHT)
  const after = await sampler.get<Page>(`/samplings/${body.id}`)
  expect(JSON.stringify(after.body)).not.toMatch(/choices|known|answers/)
  const { body: curve } = await owner.get<{ generations: Told[] }>('/fidelity')
  expect(curve.generations).toMatchObject([{ asked: 2, known: null, interval: null }])
})

test('a viewer sees the curve of his district and no trainer; another district’s sampler sees neither sample nor curve', async () => {
  const { made, org, sampler, draft } = await taught(w)
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
  const { org, sampler, draft } = await taught(w)
  await org.db.execute('delete from probes')
  expect((await sampler.post('/samplings', draft())).status).toBe(409)
  expect(await org.rows('select count(*) as n from samplings')).toEqual([{ n: 0 }])
})
