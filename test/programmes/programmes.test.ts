import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const draft = (more = {}) => ({
  id: v7(),
  nameEn: 'Subject speakers',
  nameHi: 'विषय वक्ता',
  aboutEn: '',
  aboutHi: '',
  startsOn: '2026-12-01',
  endsOn: '2027-03-31',
  ...more,
})
const tier = (more = {}) => ({
  id: v7(),
  nameEn: 'State hall',
  nameHi: 'प्रदेश सभागार',
  hostLevelId: 'state',
  traineeLevelId: 'district',
  taughtBy: 'guest',
  planned: true,
  minimum: 2,
  target: 4,
  maximum: 6,
  batchSize: 40,
  days: 2,
  hoursPerDay: 6,
  passDays: 2,
  startBy: '2026-12-05',
  finishBy: '2026-12-20',
  feeMinor: 0,
  ...more,
})
type Page = {
  id: string
  version: number
  publishedAt: number | null
  nameEn: string
  subjects: { id: string; nameEn: string; position: number; syllabusVersion: number }[]
  tiers: { id: string; position: number; planned: boolean; hostLevel: { id: string; depth: number } }[]
}
type Refusal = { type: string; errors: { pointer: string; code: string }[] }
type Tier = { id: string; version: number; minimum: number }

const planner = (o: TestOrganisation) => o.person('Asha Verma', { grants: ['planner@ST'] })

describe('drafting', () => {
  test('a draft is seen by readers of programmes and, once published, by everybody', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const stranger = await o.person('Ravi Joshi')
    const programme = draft()
    const made = await asha.post<Page>('/programmes', programme)
    expect([made.status, made.trips, made.body.version]).toEqual([201, 1, 1])
    const list = async (as: { get: typeof asha.get }) =>
      (await as.get<{ programmes: { id: string }[] }>('/programmes')).body.programmes.map(({ id }) => id)
    expect(await list(asha)).toEqual([programme.id])
    expect(await list(stranger)).toEqual([])
    expect(await list(o.nobody)).toEqual([])
    const missing = await o.nobody.get(`/programmes/${v7()}`)
    const hidden = await o.nobody.get(`/programmes/${programme.id}`)
    expect([hidden.status, hidden.text]).toEqual([404, missing.text])
    const published = await asha.post<Page>(`/programmes/${programme.id}/publication`)
    expect([published.status, published.trips, published.body.publishedAt]).toEqual([200, 1, w.clock.now])
    expect(await list(o.nobody)).toEqual([programme.id])
    expect((await o.nobody.get<Page>(`/programmes/${programme.id}`)).body.nameEn).toBe('Subject speakers')
  })

  test('the same request twice makes one programme and one audit row', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const programme = draft()
    const first = await asha.post('/programmes', programme)
    const again = await asha.post('/programmes', programme)
    expect([again.status, again.text]).toEqual([201, first.text])
    expect(await o.rows('select action, subject_id from audit')).toEqual([
      { action: 'programme.drafted', subject_id: programme.id },
    ])
  })

  test('a planner of one district makes and changes no programme', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const district = await o.person('Meena Patel', { grants: ['planner@D1'] })
    const { id, ...fields } = draft()
    await asha.post('/programmes', { id, ...fields })
    const refused = await district.post('/programmes', draft())
    const missing = await o.nobody.get(`/programmes/${v7()}`)
    expect([refused.status, refused.text]).toEqual([404, missing.text])
    const edit = await district.patch(`/programmes/${id}`, { ...fields, nameEn: 'Mine', version: 1 })
    expect([edit.status, edit.text]).toEqual([404, missing.text])
    expect(await o.rows('select name_en from programmes')).toEqual([{ name_en: 'Subject speakers' }])
  })

  test('a reader limited to one tier or workshop sees its draft and no other', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const mine = draft()
    const other = draft()
    await asha.post('/programmes', mine)
    await asha.post('/programmes', other)
    const hop = tier()
    await asha.post(`/programmes/${mine.id}/tiers`, hop)
    const limited = await o.person('Sunil Rao')
    const grant = await o.grant(limited.id, 'viewer', 'D1')
    await o.db.execute({ sql: 'update grants set tier_id = ? where id = ?', args: [hop.id, grant] })
    const seen = await limited.get<{ programmes: { id: string }[] }>('/programmes')
    expect(seen.body.programmes.map(({ id }) => id)).toEqual([mine.id])
  })

  test('51 programmes come as a page of 50 and a page of 1', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    for (let n = 0; n < 51; n += 1) await asha.post('/programmes', draft({ nameEn: `Programme ${n}` }))
    type List = { programmes: { id: string }[]; after: string }
    const first = await asha.get<List>('/programmes')
    const second = await asha.get<List>(`/programmes?after=${encodeURIComponent(first.body.after)}`)
    expect([first.body.programmes.length, second.body.programmes.length, second.body.after]).toEqual([
      50,
      1,
      null,
    ])
    const ids = [...first.body.programmes, ...second.body.programmes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(51)
  })
})

describe('changing', () => {
  test('the second of two editors is told 412; a retry of the first is not', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const { id, ...fields } = draft()
    await asha.post('/programmes', { id, ...fields })
    const first = await asha.patch<Page>(`/programmes/${id}`, { ...fields, nameEn: 'First', version: 1 })
    expect([first.status, first.body.version, first.trips]).toEqual([200, 2, 1])
    const second = await asha.patch(`/programmes/${id}`, { ...fields, nameEn: 'Second', version: 1 })
    expect([second.status, second.body.type]).toEqual([412, '/problems/version-changed'])
    const retry = await asha.patch<Page>(`/programmes/${id}`, { ...fields, nameEn: 'First', version: 1 })
    expect([retry.status, retry.body.version]).toEqual([200, 2])
    expect(await o.rows("select count(*) n from audit where action = 'programme.edited'")).toEqual([{ n: 1 }])
  })

  test('a programme that ends before it starts is refused at /endsOn', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const refused = await asha.post<Refusal>('/programmes', draft({ endsOn: '2026-11-30' }))
    expect([refused.status, refused.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/endsOn']])
  })
})

describe('the syllabus', () => {
  async function withSubjects(count: number) {
    const o = await w.organisation()
    const asha = await planner(o)
    const programme = draft()
    await asha.post('/programmes', programme)
    const subjects = Array.from({ length: count }, (_, n) => ({
      id: v7(),
      nameEn: `S${n}`,
      nameHi: `वि${n}`,
    }))
    for (const subject of subjects) await asha.post(`/programmes/${programme.id}/subjects`, subject)
    return { o, asha, programme, subjects, path: `/programmes/${programme.id}/subjects` }
  }

  test('14 subjects stand in the order in which they were added', async () => {
    const { asha, programme, subjects } = await withSubjects(14)
    const page = await asha.get<Page>(`/programmes/${programme.id}`)
    expect(page.body.subjects.map(({ id }) => id)).toEqual(subjects.map(({ id }) => id))
    expect(page.body.subjects.map(({ position }) => position)).toEqual(
      Array.from({ length: 14 }, (_, n) => n + 1),
    )
    expect([page.body.version, page.trips]).toEqual([15, 1])
  })

  test('reversed, one renamed and one dropped: only the renamed one has a new version', async () => {
    const { asha, subjects, path } = await withSubjects(3)
    const [a, , c] = subjects
    const next = [c, { ...a, nameEn: 'Renamed' }]
    const put = await asha.put<Page>(path, { version: 4, subjects: next })
    expect([put.status, put.trips]).toEqual([200, 1])
    expect(put.body.subjects.map((s) => [s.id, s.nameEn, s.position, s.syllabusVersion])).toEqual([
      [c?.id, 'S2', 1, 1],
      [a?.id, 'Renamed', 2, 2],
    ])
    const stale = await asha.put(path, { version: 4, subjects })
    expect(stale.status).toBe(412)
    expect((await asha.put(path, { version: 4, subjects: next })).status).toBe(200)
  })

  test('an emptied syllabus is empty, and its version grew once', async () => {
    const { asha, path } = await withSubjects(2)
    const put = await asha.put<Page>(path, { version: 3, subjects: [] })
    expect([put.status, put.body.subjects, put.body.version]).toEqual([200, [], 4])
  })

  test('a subject of another programme is refused at its place and nothing is written', async () => {
    const { asha, o, subjects, path } = await withSubjects(1)
    const other = draft()
    await asha.post('/programmes', other)
    const foreign = { id: v7(), nameEn: 'Foreign', nameHi: 'पराया' }
    await asha.post(`/programmes/${other.id}/subjects`, foreign)
    const put = await asha.put<Refusal>(path, { version: 2, subjects: [...subjects, foreign] })
    expect([put.status, put.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/subjects/1/id', code: 'id-taken' })],
    ])
    expect(await o.rows('select count(*) n from subjects')).toEqual([{ n: 2 }])
    expect(await o.rows("select count(*) n from audit where action = 'syllabus.edited'")).toEqual([{ n: 0 }])
  })
})

describe('tiers', () => {
  test('three hops stand in order and name their levels', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const programme = draft()
    await asha.post('/programmes', programme)
    const hops = [
      tier(),
      tier({ hostLevelId: 'district', traineeLevelId: 'booth', taughtBy: 'credential', planned: false }),
      tier({ hostLevelId: 'booth', traineeLevelId: 'booth', taughtBy: 'credential', planned: false }),
    ]
    for (const hop of hops) {
      const made = await asha.post(`/programmes/${programme.id}/tiers`, hop)
      expect([made.status, made.trips]).toEqual([201, 1])
    }
    const page = await asha.get<Page>(`/programmes/${programme.id}`)
    expect(page.body.tiers.map((t) => [t.id, t.position, t.planned, t.hostLevel.depth])).toEqual(
      hops.map((hop, n) => [hop.id, n + 1, n === 0, n]),
    )
  })

  test.each([
    ['/hostLevelId', 'below-trainees', { hostLevelId: 'booth' }],
    ['/traineeLevelId', 'unknown-level', { traineeLevelId: 'village' }],
    ['/taughtBy', 'first-tier', { taughtBy: 'credential' }],
    ['/target', 'custom', { target: 1 }],
    ['/maximum', 'custom', { maximum: 3 }],
    ['/passDays', 'custom', { passDays: 3 }],
    ['/finishBy', 'custom', { finishBy: '2026-12-01' }],
    ['/feeMinor', 'too_small', { feeMinor: -1 }],
    ['/minimum', 'too_small', { minimum: 0 }],
  ])('a fault at %s (%s) is refused and nothing is written', async (pointer, code, more) => {
    const o = await w.organisation()
    const asha = await planner(o)
    const programme = draft()
    await asha.post('/programmes', programme)
    const refused = await asha.post<Refusal>(`/programmes/${programme.id}/tiers`, tier(more))
    expect([refused.status, refused.body.errors.map((e) => [e.pointer, e.code])]).toEqual([
      422,
      [[pointer, code]],
    ])
    expect(await o.rows('select count(*) n from tiers')).toEqual([{ n: 0 }])
  })

  test('an edit at an old version is 412; once there is a workshop its levels stay, its quota does not', async () => {
    const o = await w.organisation()
    const asha = await planner(o)
    const programme = draft()
    await asha.post('/programmes', programme)
    const { id, ...fields } = tier()
    await asha.post(`/programmes/${programme.id}/tiers`, { id, ...fields })
    const edited = await asha.patch<Tier>(`/tiers/${id}`, { ...fields, minimum: 3, version: 1 })
    expect([edited.status, edited.body.minimum, edited.body.version, edited.trips]).toEqual([200, 3, 2, 1])
    expect((await asha.patch(`/tiers/${id}`, { ...fields, minimum: 4, version: 1 })).status).toBe(412)
    await o.db.execute({
      sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor,
        currency, opens_at, closes_at, created_at) values (?, ?, ?, 'W', 'W', '2026-12-05', '2026-12-06', 5, 0, 'INR', 0, 1, 0)`,
      args: [v7(), id, o.unitId('ST')],
    })
    const moved = await asha.patch(`/tiers/${id}`, { ...fields, traineeLevelId: 'booth', version: 2 })
    expect([moved.status, moved.body.type]).toEqual([409, '/problems/state-changed'])
    expect((await asha.patch(`/tiers/${id}`, { ...fields, minimum: 1, version: 2 })).status).toBe(200)
  })
})
