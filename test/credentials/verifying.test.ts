import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimsOf } from '../../worker/credentials/rules.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { cascade } from '../support/cascade.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Verified = { valid: boolean; state: string; credential: Record<string, unknown> | null }

/** One credential of the state hall, issued over HTTP. */
async function issued() {
  const org = await w.organisation()
  const { workshop, register, mark } = await cascade(org)
  const workshopId = await workshop()
  const asha = await org.person('Asha', { unit: 'D1', nameHi: 'आशा' })
  const registration = await register(workshopId, asha.id, 'D1')
  await mark(registration.id, 7)
  const supervisor = await org.person('Supervisor', { grants: ['supervisor@ST'] })
  const path = `/workshops/${workshopId}/credentials`
  const { body } = await supervisor.get<{ offer: string }>(`${path}/offer`)
  const made = await supervisor.post<{ issued: { id: string; code: string }[] }>(path, { offer: body.offer })
  const [credential] = made.body.issued
  if (!credential) throw new Error('nothing issued')
  const verify = (code = credential.code) => org.nobody.get<Verified>(`/public/credentials/${code}`)
  return { org, asha, supervisor, credential, verify, workshopId, registration, mark }
}

test('anybody verifies a code, in small letters and with a blank too', async () => {
  const { credential, verify, org } = await issued()
  const answer = await verify(`${credential.code.slice(0, 5)}%20${credential.code.slice(5)}`.toLowerCase())
  expect(answer).toMatchObject({
    status: 200,
    trips: 1,
    body: {
      valid: true,
      state: 'valid',
      code: credential.code,
      credential: {
        nameEn: 'Asha',
        nameHi: 'आशा',
        organisation: { nameEn: `Test ${org.slug}` },
        programme: { nameEn: 'Booth speakers' },
        tier: { nameEn: 'Tier 1' },
        unit: { nameEn: 'D1' },
        generation: 1,
        issuedOn: '2026-11-22',
        revokedOn: null,
      },
    },
  })
})

test('an unknown code is said to be unknown, and tells nothing', async () => {
  const { verify } = await issued()
  expect((await verify('ABCDEFGHJK')).body).toEqual({
    valid: false,
    state: 'unknown',
    code: 'ABCDEFGHJK',
    credential: null,
  })
})

test.each([
  ['its signature', `signature = replace(signature, substr(signature, -12, 6), 'AAAAAA')`],
  ['the generation', 'generation = 2'],
  ['the holder', `person_id = (select id from people where name_en = 'Supervisor')`],
  ['the unit', `unit_id = (select id from units where code = 'D2')`],
])('a credential with %s tampered with is called altered and shows nothing', async (_what, change) => {
  const { org, credential, verify } = await issued()
  await org.db.execute({ sql: `update credentials set ${change} where id = ?`, args: [credential.id] })
  expect((await verify()).body).toMatchObject({ valid: false, state: 'altered', credential: null })
})

test('the same words signed for another organisation count as altered, signed for this one as valid', async () => {
  const { org, credential, verify } = await issued()
  const [row] = await org.rows('select * from credentials')
  const claims = claimsOf({
    id: credential.id,
    code: credential.code,
    personId: String(row?.person_id),
    tierId: String(row?.tier_id),
    workshopId: String(row?.workshop_id),
    unitId: String(row?.unit_id),
    generation: Number(row?.generation),
  })
  const stateWhenSignedFor = async (audience: string) => {
    const signature = await signToken(w.keys, claims, { audience, now: w.clock.now, life: 0 })
    await org.db.execute({ sql: 'update credentials set signature = ?', args: [signature] })
    return (await verify()).body.state
  }
  expect(await stateWhenSignedFor('rival/credentials')).toBe('altered')
  expect(await stateWhenSignedFor(org.slug)).toBe('altered')
  expect(await stateWhenSignedFor(`${org.slug}/credentials`)).toBe('valid')
})

test('a revoked credential is called revoked, with the day; revoking twice is one revocation', async () => {
  const { org, supervisor, credential, verify } = await issued()
  const path = `/credentials/${credential.id}/revocation`
  const first = await supervisor.post(path, { reason: 'Marked by mistake' })
  expect(first).toMatchObject({ status: 201, trips: 1, body: { revokedReason: 'Marked by mistake' } })
  w.clock.now += 600
  const again = await supervisor.post(path, { reason: 'Another reason' })
  w.clock.now -= 600
  expect(again.text).toBe(first.text)
  expect((await verify()).body).toMatchObject({
    valid: false,
    state: 'revoked',
    credential: { nameEn: 'Asha', revokedOn: '2026-11-22' },
  })
  expect(await org.rows(`select * from audit where action = 'credential.revoked'`)).toHaveLength(1)
})

test('who may not issue there may not revoke: not found, and the credential lives', async () => {
  const { org, asha, credential, verify } = await issued()
  const path = `/credentials/${credential.id}/revocation`
  const elsewhere = await org.person('Elsewhere', { grants: ['supervisor@D1'] })
  for (const person of [asha, elsewhere])
    expect((await person.post(path, { reason: 'Out of spite' })).status).toBe(404)
  expect((await verify()).body.valid).toBe(true)
})

test('a revoked credential is not issued again for the same attendance', async () => {
  const { org, supervisor, credential, workshopId } = await issued()
  await supervisor.post(`/credentials/${credential.id}/revocation`, { reason: 'Marked by mistake' })
  const { body } = await supervisor.get(`/workshops/${workshopId}/credentials/offer`)
  expect(body).toMatchObject({ offer: null, trainees: [{ standing: 'revoked' }] })
  expect(await org.rows('select * from credentials')).toHaveLength(1)
})
