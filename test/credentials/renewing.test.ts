import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
let begins: number
beforeAll(async () => {
  w = await world()
  begins = w.clock.now
})
afterAll(() => w.close())

const MONTH = 31 * 86_400
type Offer = { offer: string | null; renewable: number; trainees: { standing: string }[] }

/** Asha was trained in the state hall and teaches booths of D1, for as long as the tier's credentials count. */
async function trained(validMonths: number | null) {
  w.clock.now = begins
  const org = await w.organisation()
  const run = await cascade(org, [{ passDays: 2, maximum: 1 }])
  await org.db.execute({
    sql: 'update tiers set valid_months = ? where id = ?',
    args: [validMonths, run.tierId(1)],
  })
  await org.db.execute({
    sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values ('s', ?, 1, 'IT', 'आईटी')",
    args: [run.programmeId],
  })
  const asha = await org.person('Asha', { unit: 'D1' })
  const issuer = await org.person('Issuer', { grants: ['admin@ST'] })
  /** Somebody with a token of the hour. */
  const as = async ({ id }: { id: string }) => org.client(await w.token(org.slug, id))
  /** Somebody sits in a hall of these days and is given what he earned. */
  const sit = async (startsOn: string, days: number) => {
    const workshopId = await run.workshop({ startsOn, days: 3 })
    const seat = await run.register(workshopId, asha.id, 'D1')
    await run.mark(seat.id, days, startsOn)
    const path = `/workshops/${workshopId}/credentials`
    const offer = async () => (await as(issuer)).get<Offer>(`${path}/offer`)
    const give = async () =>
      (await as(issuer)).post<{ issued: object[]; renewed: object[] }>(path, await sealed(offer))
    return { workshopId, seat, offer, give, path }
  }
  const sealed = async (offer: () => Promise<{ body: Offer }>) => ({ offer: (await offer()).body.offer })
  const first = await sit('2026-11-16', 2)
  const given = await first.give()
  expect(given.body.issued).toHaveLength(1)
  const [credential] = await org.rows('select * from credentials')
  const checked = async () => (await org.nobody.get(`/public/credentials/${credential?.code}`)).body
  return { org, ...run, asha, issuer, as, sit, sealed, credential, checked }
}

/** What somebody holds by credentials at an instant, as every statement asks for it. */
const powersAt = (org: Awaited<ReturnType<typeof trained>>['org'], personId: string, at: number) =>
  org.rows(
    `select role from powers where person_id = ? and from_at <= ? and (until_at is null or until_at > ?)`,
    [personId, at, at],
  )

test('a credential of six months teaches for six months, and says so to whoever checks it', async () => {
  const { org, asha, checked } = await trained(6)
  expect(await powersAt(org, asha.id, begins + 5 * MONTH)).toEqual([{ role: 'trainer' }])
  expect(await powersAt(org, asha.id, begins + 6 * MONTH)).toEqual([])
  expect(await checked()).toMatchObject({
    valid: true,
    state: 'valid',
    credential: { validUntilOn: '2027-05-22' },
  })
  w.clock.now = begins + 6 * MONTH
  expect(await checked()).toMatchObject({ valid: false, state: 'expired' })
})

test('a credential without an end counts for ever', async () => {
  const { org, asha, checked } = await trained(null)
  expect(await powersAt(org, asha.id, begins + 500 * MONTH)).toHaveLength(1)
  expect(await checked()).toMatchObject({ valid: true, credential: { validUntilOn: null } })
})

test('passing the tier again renews the same credential: code, batch, lineage and coverage stay', async () => {
  const { org, asha, sit, credential, checked } = await trained(6)
  const before = await org.rows('select * from coverage order by unit_id')
  w.clock.now = begins + 8 * MONTH
  const again = await sit('2027-07-10', 2)
  expect((await again.offer()).body).toMatchObject({
    renewable: 1,
    offered: 0,
    trainees: [{ standing: 'renewable' }],
  })
  const given = await again.give()
  expect(given).toMatchObject({ status: 201, trips: 1, body: { issued: [] } })
  expect(given.body.renewed).toMatchObject([{ credentialId: credential?.id }])
  expect(await org.rows('select id, code, workshop_id, registration_id, signature from credentials')).toEqual(
    [
      expect.objectContaining({
        id: credential?.id,
        code: credential?.code,
        signature: credential?.signature,
      }),
    ],
  )
  const after = await org.rows('select * from coverage order by unit_id')
  expect(after.map((row) => row.trained)).toEqual(before.map((row) => row.trained))
  expect(await checked()).toMatchObject({ valid: true })
  expect(await powersAt(org, asha.id, begins + 13 * MONTH)).toHaveLength(1)
  expect((await again.offer()).body).toMatchObject({ offer: null, trainees: [{ standing: 'renewed' }] })
  await org.db.execute({ sql: 'delete from marks where registration_id = ?', args: [again.seat.id] })
  expect(await org.rows('select id from marks where registration_id = ?', [again.seat.id])).toHaveLength(2)
})

test('who sat but did not pass again, or sat in the same days, is not renewed', async () => {
  const { sit } = await trained(6)
  w.clock.now = begins + 8 * MONTH
  expect((await (await sit('2027-07-10', 1)).offer()).body).toMatchObject({
    offer: null,
    trainees: [{ standing: 'held' }],
  })
  expect((await (await sit('2026-11-17', 2)).offer()).body.trainees[0]).toMatchObject({ standing: 'held' })
})

test('a revoked credential is renewed by nothing', async () => {
  const { org, as, sit, sealed, issuer, credential } = await trained(6)
  w.clock.now = begins + 8 * MONTH
  const again = await sit('2027-07-10', 2)
  const offer = await sealed(again.offer)
  const now = await as(issuer)
  await now.post(`/credentials/${credential?.id}/revocation`, { reason: 'Taught without leave' })
  expect((await now.post(again.path, offer)).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await org.rows('select * from renewals')).toEqual([])
})

test('a subject with a new version asks for a refresher, and the refresher answers it', async () => {
  const { org, as, sit, issuer, asha, credential, tierId } = await trained(null)
  const wanting = async () =>
    (await as(issuer)).get<{ people: object[] }>(`/tiers/${tierId(1)}/renewals?unit=${org.unitId('ST')}`)
  expect(await wanting()).toMatchObject({ status: 200, trips: 1, body: { people: [] } })
  await org.db.execute('update subjects set syllabus_version = syllabus_version + 1')
  expect((await wanting()).body.people).toMatchObject([
    { id: credential?.id, person: { id: asha.id }, outdated: true, expired: false },
  ])
  expect((await (await as(asha)).get(`/credentials/${credential?.id}`)).body).toMatchObject({
    outdated: true,
  })
  w.clock.now = begins + 2 * MONTH
  await (await sit('2027-01-10', 2)).give()
  expect((await wanting()).body.people).toEqual([])
  expect((await (await as(asha)).get(`/credentials/${credential?.id}`)).body).toMatchObject({
    outdated: false,
    renewedAt: w.clock.now,
  })
})

test('whose time is nearly up is told to those above his unit alone', async () => {
  const { org, tierId, credential } = await trained(1)
  const here = await org.person('Registrar 1', { grants: ['registrar@D1'] })
  const there = await org.person('Registrar 2', { grants: ['registrar@D2'] })
  const path = `/tiers/${tierId(1)}/renewals?unit=${org.unitId('D1')}`
  expect((await here.get(path)).body).toMatchObject({ people: [{ id: credential?.id, expired: false }] })
  expect((await there.get(path)).status).toBe(404)
})

test('a refresher takes no second place of the unit', async () => {
  const { org, workshop, asha } = await trained(6)
  const later = await workshop({ startsOn: '2026-12-10', days: 3 })
  await org.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [later, org.unitId('ST')],
  })
  expect((await asha.get(`/workshops/${later}/offer`)).status).toBe(200)
  const ravi = await org.person('Ravi', { unit: 'D1' })
  expect((await ravi.get(`/workshops/${later}/offer`)).body).toMatchObject({ type: '/problems/quota-full' })
})
