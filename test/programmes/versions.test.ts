import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Version = {
  version: number
  fromOn: string
  nameEn: string
  noteEn: string | null
  workshops: number
  people: number
}

/** A subject taught in two halls: before the day on which the tests begin (22 November), and after it. */
async function taught() {
  const org = await w.organisation()
  const made = await cascade(org)
  const planner = await org.person('Planner', { grants: ['planner@ST'] })
  const subject = { id: v7(), nameEn: 'Speaking', nameHi: 'भाषण' }
  await planner.post(`/programmes/${made.programmeId}/subjects`, subject)
  const hall = async (startsOn: string, unit: string) => {
    const id = await made.workshop({ tier: 1, startsOn, days: 1 })
    await org.db.execute({
      sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
        values (?, ?, ?, 600, 660, ?, 'Speaking', 'भाषण')`,
      args: [v7(), id, startsOn, subject.id],
    })
    const person = await org.person(`Trained ${unit}`, { unit })
    const { id: registrationId } = await made.register(id, person.id, unit)
    const credentialId = v7()
    await org.db.execute({
      sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
          issued_at, signature) values (?, ?, ?, ?, ?, ?, ?, 1, 'x', 0, 'x')`,
      args: [credentialId, `C${unit}`, registrationId, person.id, made.tierId(1), id, org.unitId(unit)],
    })
    return { id, credentialId, person }
  }
  const note = { noteEn: 'Two new chapters', noteHi: 'दो नए अध्याय' }
  return { org, made, planner, subject, hall, note, path: `/subjects/${subject.id}` }
}

test('a new version begins today: what was taught before it was taught with the old one, and the list names the hall', async () => {
  const { planner, hall, note, path, subject } = await taught()
  const old = await hall('2026-11-16', 'D1')
  const same = await hall('2026-11-22', 'D2')
  const begun = await planner.post<{ versions: Version[] }>(`${path}/versions`, { version: 1, ...note })
  expect(begun).toMatchObject({
    status: 201,
    trips: 1,
    body: { versions: [{ version: 2, fromOn: '2026-11-22', ...note }, { version: 1 }] },
  })
  const history = await planner.get<{ versions: Version[] }>(`${path}/versions`)
  expect(history).toMatchObject({ status: 200, trips: 1, body: { version: 2, nameEn: 'Speaking' } })
  expect(history.body.versions.map(({ version, workshops, people }) => [version, workshops, people])).toEqual(
    [
      [2, 1, 1],
      [1, 1, 1],
    ],
  )
  const list = await planner.get(`${path}/taught-old`)
  expect(list).toMatchObject({ status: 200, trips: 1 })
  expect(list.body).toEqual({
    workshops: [expect.objectContaining({ id: old.id, startsOn: '2026-11-16', version: 1, people: 1 })],
    after: null,
  })
  const told = (version: number) => ({ body: { subjects: [{ id: subject.id, version, current: 2 }] } })
  expect(await old.person.get(`/credentials/${old.credentialId}`)).toMatchObject(told(1))
  expect(await same.person.get(`/credentials/${same.credentialId}`)).toMatchObject(told(2))
})

test('the same beginning again is the same version; one seen before it is refused, and a renaming begins one too', async () => {
  const { planner, note, path, subject, made, org } = await taught()
  const begin = (body: object) => planner.post<{ versions: Version[] }>(`${path}/versions`, body)
  expect((await begin({ version: 1, ...note })).status).toBe(201)
  expect((await begin({ version: 1, ...note })).body.versions).toHaveLength(2)
  expect(await begin({ version: 1, noteEn: 'Other', noteHi: 'और' })).toMatchObject({ status: 412 })
  const page = await planner.get<{ version: number }>(`/programmes/${made.programmeId}`)
  const put = { version: page.body.version, subjects: [{ ...subject, nameEn: 'Public speaking' }] }
  expect(await planner.put(`/programmes/${made.programmeId}/subjects`, put)).toMatchObject({ status: 200 })
  const { body } = await planner.get<{ versions: Version[] }>(`${path}/versions`)
  expect(body.versions.map(({ version, nameEn, noteEn }) => [version, nameEn, noteEn])).toEqual([
    [3, 'Public speaking', null],
    [2, 'Speaking', 'Two new chapters'],
    [1, 'Speaking', null],
  ])
  const member = await org.person('Member')
  expect(await member.get(`${path}/versions`)).toMatchObject({ status: 404 })
  expect(await member.post(`${path}/versions`, { version: 3, ...note })).toMatchObject({ status: 404 })
})
