import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Open = { nominations: { id: string; next: number; mine: boolean; steps: object[] }[] }

/** Booths of D1 nominate for a hall of the district; whoever agrees is below in the tree, and above. */
async function booths(tier: { approvals?: number; nominateBy?: string; skill?: string }) {
  const org = await w.organisation()
  const run = await cascade(org)
  const tierId = run.tierId(2)
  await org.db.execute({
    sql: 'update tiers set approvals = ?, nominate_by = ?, skill = ? where id = ?',
    args: [tier.approvals ?? 0, tier.nominateBy ?? null, tier.skill ?? null, tierId],
  })
  const workshopId = await run.workshop({ tier: 2, unit: 'D1' })
  await org.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [workshopId, org.unitId('D1')],
  })
  const [asha, booth, second, district, state] = [
    await org.person('Asha', { unit: 'B1' }),
    await org.person('Booth officer', { unit: 'B1', grants: ['registrar@B1'] }),
    await org.person('Second officer', { unit: 'B1', grants: ['registrar@B1'] }),
    await org.person('District officer', { unit: 'D1', grants: ['registrar@D1'] }),
    await org.person('State officer', { unit: 'ST', grants: ['registrar@ST'] }),
  ]
  const nominationId = v7()
  const nominate = (by: typeof booth, id = nominationId) =>
    by.post('/nominations', { id, tierId, personId: asha.id })
  const step = (by: typeof booth, n: number, decision = 'approved') =>
    by.post(`/nominations/${nominationId}/steps`, {
      step: n,
      decision,
      note: decision === 'refused' ? 'Moved away' : '',
    })
  const offer = () => district.get<{ offer: string }>(`/workshops/${workshopId}/offer?person=${asha.id}`)
  const open = (by: typeof booth, unit = 'B1') =>
    by.get<Open>(`/tiers/${tierId}/nominations?unit=${org.unitId(unit)}`)
  const register = (code = 'DIRECT22') =>
    org.db.execute({
      sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        values (?, ?, ?, ?, ?, ?, 'an import', 0)`,
      args: [v7(), workshopId, tierId, asha.id, org.unitId('B1'), code],
    })
  return {
    org,
    run,
    tierId,
    workshopId,
    asha,
    booth,
    second,
    district,
    state,
    nominate,
    step,
    offer,
    open,
    register,
  }
}

test('a nomination goes from the unit to the level above, and only then is there a seat', async () => {
  const { booth, second, district, nominate, step, offer, open, register } = await booths({ approvals: 2 })
  expect((await offer()).body).toMatchObject({ type: '/problems/nomination-open' })
  await nominate(booth)
  expect((await open(second)).body.nominations).toMatchObject([{ next: 1, mine: true, steps: [] }])
  expect((await open(booth)).body.nominations).toMatchObject([{ next: 1, mine: false }])
  expect(await step(second, 1)).toMatchObject({ status: 201, trips: 1, body: { complete: false } })
  await expect(register()).rejects.toThrow('nomination-open')
  expect(await open(district, 'D1')).toMatchObject({
    trips: 1,
    body: { nominations: [{ next: 2, mine: true, steps: [{ step: 1, by: { nameEn: 'Second officer' } }] }] },
  })
  expect((await step(district, 2)).body).toMatchObject({ complete: true })
  const sealed = await offer()
  expect(sealed.status).toBe(200)
  expect((await district.post('/registrations', { offer: sealed.body.offer })).status).toBe(201)
})

test('no path gives a seat while somebody has yet to agree: not an offer, not a group, not a statement of the database', async () => {
  const { org, asha, booth, district, workshopId, nominate, offer, register } = await booths({ approvals: 1 })
  await nominate(booth)
  expect((await offer()).body).toMatchObject({ type: '/problems/nomination-open' })
  const group = await district.post<{ type: string }>(`/workshops/${workshopId}/group-offer`, {
    personIds: [asha.id],
  })
  expect(JSON.stringify(group.body)).toContain('nomination-open')
  await expect(register()).rejects.toThrow('nomination-open')
  expect(await org.rows('select id from registrations')).toEqual([])
})

test('an offer that was sealed before an agreement was needed seats nobody afterwards', async () => {
  const { org, district, offer, tierId } = await booths({})
  const sealed = await offer()
  await org.db.execute({ sql: 'update tiers set approvals = 1 where id = ?', args: [tierId] })
  expect((await district.post('/registrations', { offer: sealed.body.offer })).body).toMatchObject({
    type: '/problems/nomination-open',
  })
})

test('nobody agrees to what he proposed, to himself, or twice; and nobody from below takes the step above', async () => {
  const { org, asha, booth, second, nominate, step } = await booths({ approvals: 2 })
  await nominate(booth)
  expect((await step(booth, 1)).body).toMatchObject({ type: '/problems/two-people' })
  await org.grant(asha.id, 'registrar', 'B1')
  expect((await step(asha, 1)).body).toMatchObject({ type: '/problems/two-people' })
  expect((await step(second, 2)).body).toMatchObject({ type: '/problems/state-changed' })
  expect((await step(second, 1)).status).toBe(201)
  expect((await step(second, 2)).body).toMatchObject({ type: '/problems/two-people' })
  const third = await org.person('Third officer', { unit: 'B1', grants: ['registrar@B1'] })
  expect((await step(third, 2)).body).toMatchObject({ type: '/problems/not-found' })
  const stranger = await org.person('Stranger', { unit: 'D2', grants: ['registrar@D2'] })
  expect((await step(stranger, 2)).status).toBe(404)
  expect(await org.rows('select step from nomination_steps')).toEqual([{ step: 1 }])
})

test('a step sent again is the same step; somebody else is told that it was taken', async () => {
  const { org, booth, second, district, nominate, step } = await booths({ approvals: 1 })
  await nominate(booth)
  const first = await step(second, 1)
  expect((await step(second, 1)).text).toBe(first.text)
  expect((await step(district, 1)).body).toMatchObject({ type: '/problems/state-changed' })
  expect(await org.rows("select count(*) as n from audit where action = 'nomination.decided'")).toEqual([
    { n: 1 },
  ])
})

test('a refusal with its reason ends the nomination, and the place is free again', async () => {
  const { org, booth, second, nominate, step, offer, open } = await booths({ approvals: 1 })
  await nominate(booth)
  const refused = await step(second, 1, 'refused')
  expect(refused.body).toMatchObject({ decision: 'refused', complete: false })
  expect((await open(second)).body.nominations).toEqual([])
  expect((await offer()).body).toMatchObject({ type: '/problems/nomination-open' })
  const counted = await org.rows('select nominated from coverage where unit_id = ?', [org.unitId('B1')])
  expect(counted).toEqual([{ nominated: 0 }])
  expect((await nominate(booth, v7())).status).toBe(201)
})

test('until its day a unit nominates; after it the level above does, and the unit is told so', async () => {
  const { org, booth, district, nominate } = await booths({ nominateBy: '2026-11-21' })
  expect((await nominate(booth)).body).toMatchObject({ type: '/problems/nominations-over' })
  expect(await org.rows('select id from nominations')).toEqual([])
  expect((await nominate(district)).status).toBe(201)
  const earlier = await booths({ nominateBy: '2026-11-22' })
  expect((await earlier.nominate(earlier.booth)).status).toBe(201)
})

test('a tier that asks for a skill seats whoever has it verified, not whoever claims it', async () => {
  const { org, asha, offer, register } = await booths({ skill: 'it' })
  expect((await offer()).body).toMatchObject({ type: '/problems/not-qualified' })
  await org.db.execute({
    sql: "insert into skills (person_id, skill, state, said_at) values (?, 'it', 'claimed', 0)",
    args: [asha.id],
  })
  expect((await offer()).body).toMatchObject({ type: '/problems/not-qualified' })
  await expect(register()).rejects.toThrow('not-qualified')
  await org.db.execute("update skills set state = 'verified'")
  expect((await offer()).status).toBe(200)
})
