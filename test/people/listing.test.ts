import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishNotice } from '../support/notice.ts'
import { type World, world } from '../support/world.ts'
import { stand } from './merging.support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Found = { people: { id: string; nameEn: string }[]; after: string | null }
type Saved = { lists: { id: string; name: string; own: boolean; shared: boolean; filters: object }[] }
type Pairs = {
  pairs: { one: { id: string; phone: string | null }; score: number; reasons: string[] }[]
  walked: number
}

async function manned() {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['registrar@ST'] })
  const names = ['Asha', 'Bina', 'Chitra', 'Deepa']
  const people = []
  for (const name of names) people.push(await o.person(name, { unit: 'B1' }))
  const [asha, bina, chitra, deepa] = people.map(({ id }) => id) as [string, string, string, string]
  const s = await stand(o)
  const list = async (question: string) => {
    const { status, body, trips } = await officer.get<Found>(`/people?${question}`)
    expect([status, trips]).toEqual([200, 1])
    const count = await officer.get<{ people: number; more: boolean }>(`/people/count?${question}`)
    expect([count.status, count.trips, count.body.people]).toEqual([200, 1, body.people.length])
    return body.people.map(({ nameEn }) => nameEn).sort()
  }
  return { o, officer, asha, bina, chitra, deepa, s, list }
}

test('filters narrow alone and together, and the count agrees with the list', async () => {
  const { o, asha, bina, chitra, s, list } = await manned()
  const unit = `unit=${o.unitId('B1')}`
  await s.belong(asha)
  await s.belong(bina)
  await s.skill(bina, 'verified')
  await s.office(chitra, 'B1', '2026-01-01')
  const seat = await s.register(asha, 0, 'B1')
  if (seat) await s.credit(seat)
  expect(await list(unit)).toEqual(['Asha', 'Bina', 'Chitra', 'Deepa'])
  expect(await list('wing=youth')).toEqual(['Asha', 'Bina'])
  expect(await list('wing=youth&skill=singing')).toEqual(['Bina'])
  expect(await list(`office=head&${unit}`)).toEqual(['Chitra'])
  expect(await list(`trained=${s.tiers[0]}`)).toEqual(['Asha'])
  expect(await list(`untrained=${s.tiers[0]}&${unit}`)).toEqual(['Bina', 'Chitra', 'Deepa'])
  expect(await list(`untrained=${s.tiers[0]}&wing=youth`)).toEqual(['Bina'])
  await publishNotice(o, w.clock.now)
  const [notice] = await o.rows('select id from notices')
  await o.db.execute({
    sql: `insert into consents (id, person_id, notice_id, given, language, channel, recorded_by, recorded_at)
      values (?, ?, ?, 1, 'hi', 'paper', 'x', 1)`,
    args: [v7(), asha, String(notice?.id)],
  })
  expect(await list(`consent=given&${unit}`)).toEqual(['Asha'])
  expect(await list(`consent=missing&${unit}`)).toEqual(['Bina', 'Chitra', 'Deepa'])
})

test('a wide subtree pages through a wing by its index, everybody once', async () => {
  const { o, officer, list } = await manned()
  await o.db.execute({
    sql: "insert into unit_counts values (?, 'booth', 5000) on conflict do update set units = 5000",
    args: [o.unitId('ST')],
  })
  const ids: string[] = []
  for (let n = 0; n < 120; n += 1) {
    const { id } = await o.person(`Member ${n}`, { unit: n % 2 ? 'B1' : 'B3' })
    await o.db.execute({ sql: "insert into wing_members values (?, 'youth')", args: [id] })
    ids.push(id)
  }
  const seen: string[] = []
  let after = ''
  for (let page = 0; page < 3; page += 1) {
    const { body } = await officer.get<Found>(`/people?wing=youth${after ? `&after=${after}` : ''}`)
    seen.push(...body.people.map(({ id }) => id))
    after = body.after ?? ''
  }
  expect([after, new Set(seen).size, seen.length]).toEqual(['', 120, 120])
  expect(
    await list(`wing=youth&unit=${o.unitId('D2')}`)
      .then((l) => l.length)
      .catch(() => 50),
  ).toBe(50)
  const count = await officer.get<{ people: number }>(`/people/count?wing=youth&unit=${o.unitId('D2')}`)
  expect(count.body.people).toBe(60)
})

test('lists are saved under a name; a shared one is seen by whoever reads the same people, and nobody else', async () => {
  const { o, officer, s } = await manned()
  const near = await o.person('Near', { grants: ['registrar@D1'] })
  const far = await o.person('Far', { grants: ['registrar@D2'] })
  const listId = v7()
  const filters = { unit: o.unitId('D1'), untrained: s.tiers[0] }
  const saved = await officer.put<Saved>(`/people-lists/${listId}`, {
    name: 'To be trained',
    filters,
    shared: false,
  })
  expect([saved.status, saved.trips]).toEqual([200, 1])
  expect(saved.body.lists).toMatchObject([{ id: listId, own: true, shared: false, filters }])
  expect((await near.get<Saved>('/people-lists')).body.lists).toEqual([])
  await officer.put(`/people-lists/${listId}`, { name: 'To be trained', filters, shared: true })
  expect((await near.get<Saved>('/people-lists')).body.lists).toMatchObject([{ id: listId, own: false }])
  expect((await far.get<Saved>('/people-lists')).body.lists).toEqual([])
  expect(
    (await near.put(`/people-lists/${listId}`, { name: 'Mine', filters: {}, shared: true })).status,
  ).toBe(404)
  expect((await near.delete(`/people-lists/${listId}`)).status).toBe(404)
  expect((await officer.delete(`/people-lists/${listId}`)).status).toBe(204)
  expect((await officer.get<Saved>('/people-lists')).body.lists).toEqual([])
})

test('somebody who is in the list twice is found in either script; two who are two are not asked about again', async () => {
  const { o, officer } = await manned()
  const one = await o.person('Sunil Kumar Yadav', { unit: 'B1', phone: '+919999900821' })
  const other = await o.person('सुनील यादव', { unit: 'B1' })
  const shared = await o.person('Geeta Yadav', { unit: 'B1', phone: '+919999900821' })
  const found = await officer.get<Pairs>('/duplicates')
  expect([found.status, found.trips, found.body.pairs.length]).toEqual([200, 1, 1])
  expect(found.body.pairs[0]).toMatchObject({
    one: { id: one.id, phone: '•••••••821' },
    reasons: ['name', 'unit'],
  })
  expect(found.body.walked).toBe(Number((await o.rows('select count(*) as n from people'))[0]?.n))
  expect((await officer.get<Pairs>(`/people/${other.id}/duplicates`)).body.pairs).toHaveLength(1)
  expect((await officer.get<Pairs>(`/people/${shared.id}/duplicates`)).body.pairs).toEqual([])
  expect((await officer.get<Found>('/people?duplicates=likely')).body.people).toHaveLength(2)
  const told = await officer.put(`/people/${other.id}/distinctions/${one.id}`)
  expect([told.status, told.trips]).toEqual([204, 1])
  expect((await officer.get<Pairs>('/duplicates')).body.pairs).toEqual([])
  expect((await officer.get<Found>('/people?duplicates=likely')).body.people).toEqual([])
  expect((await officer.delete(`/people/${one.id}/distinctions/${other.id}`)).status).toBe(204)
  expect((await officer.get<Pairs>('/duplicates')).body.pairs).toHaveLength(1)
  const far = await o.person('Far', { grants: ['registrar@D2'] })
  expect((await far.get<Pairs>('/duplicates')).body.pairs).toEqual([])
  expect((await far.put(`/people/${one.id}/distinctions/${other.id}`)).status).toBe(404)
})

test('a transfer keeps what was earned where it was earned, ends the offices that are named, and is told in the story', async () => {
  const { o, officer, asha, s } = await manned()
  const seat = await s.register(asha, 0, 'B1')
  if (seat) await s.credit(seat)
  await s.office(asha, 'B1', '2026-01-01')
  const [office] = await o.rows('select id from offices')
  const draft = { id: v7(), unitId: o.unitId('B3'), version: 1, endOfficeIds: [String(office?.id)] }
  const moved = await officer.post<{ unit: { code: string }; offices: [] }>(
    `/people/${asha}/transfers`,
    draft,
  )
  expect([moved.status, moved.trips, moved.body.unit.code, moved.body.offices]).toEqual([201, 1, 'B3', []])
  expect((await officer.post(`/people/${asha}/transfers`, draft)).status).toBe(201)
  const late = await officer.post(`/people/${asha}/transfers`, { ...draft, id: v7() })
  expect(late.body.type).toBe('/problems/version-changed')
  expect(await o.rows('select unit_id as u from credentials')).toEqual([{ u: o.unitId('B1') }])
  type Story = {
    transfers: { from: { code: string }; unit: { code: string }; by: { nameEn: string } }[]
    seats: { dueMinor: number | null }[]
    trainings: { above: [] }[]
    offices: { untilOn: string | null }[]
  }
  const story = await officer.get<Story>(`/people/${asha}/story`)
  expect([story.status, story.trips]).toEqual([200, 1])
  expect(story.body).toMatchObject({
    transfers: [{ from: { code: 'B1' }, unit: { code: 'B3' }, by: { nameEn: 'Officer' } }],
    seats: [{ dueMinor: null }],
    trainings: [{ above: [] }],
    offices: [{ untilOn: '2026-11-22' }],
  })
  await officer.patch(`/people/${asha}`, { version: 2, unitId: o.unitId('B2') })
  const again = await officer.get<Story>(`/people/${asha}/story`)
  expect(again.body.transfers.map(({ by }) => by?.nameEn)).toEqual(['Officer', 'Officer'])
  expect(
    (await (await o.person('Far', { grants: ['registrar@D2'] })).get(`/people/${asha}/story`)).status,
  ).toBe(404)
})

test('a skill has evidence in words, without links', async () => {
  const { officer, asha } = await manned()
  const say = (evidence: string) =>
    officer.put<{ skills: { evidence: string; byEn: string }[] }>(`/people/${asha}/skills/drumming`, {
      state: 'verified',
      evidence,
    })
  expect((await say('see https://example.org')).status).toBe(422)
  expect((await say('played at three meetings in Guna')).body.skills).toMatchObject([
    { evidence: 'played at three meetings in Guna', byEn: 'Officer' },
  ])
  const dropped = await officer.delete<{ skills: [] }>(`/people/${asha}/skills/drumming`)
  expect([dropped.status, dropped.body.skills]).toEqual([200, []])
})
