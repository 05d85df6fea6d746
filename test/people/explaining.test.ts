import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CAPABILITIES, type Capability, ROLE_NAMES, ROLES } from '../../worker/platform/roles.ts'
import { cascade } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Named = { id: string; nameEn: string }
type Source = {
  grantId: string | null
  credentialCode: string | null
  role: string
  unit: { code: string }
  wing: Named | null
  workshop: Named | null
  fromAt: number
  untilAt: number | null
  givenBy: Named | null
}
type Powers = {
  person: Named
  unit: { code: string }
  capabilities: { capability: Capability; held: boolean; because: number[] }[]
  sources: Source[]
  elsewhere: Source[]
}
type Client = Awaited<ReturnType<TestOrganisation['person']>>

const held = ({ capabilities }: Powers) =>
  capabilities.filter((each) => each.held).map(({ capability }) => capability)

async function manned() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const admin = await o.person('Admin', { grants: ['admin@ST'] })
  const asha = await o.person('Asha', { unit: 'B1', phone: '+919999900101' })
  const powers = (personId: string, unit: string, more = '') =>
    admin.get<Powers>(`/people/${personId}/powers?unit=${o.unitId(unit)}${more}`)
  return { o, owner, admin, asha, powers }
}

test('what somebody may do at a unit, by which role, of which unit, since when and given by whom', async () => {
  const { o, admin, asha, powers } = await manned()
  const given = { id: v7(), personId: asha.id, role: 'registrar', unitId: o.unitId('D1') }
  await admin.post('/grants', given)
  const answer = await powers(asha.id, 'B2')
  expect([answer.status, answer.trips]).toEqual([200, 1])
  expect(held(answer.body)).toEqual(
    CAPABILITIES.filter((one) => (ROLES.registrar as readonly string[]).includes(one)),
  )
  expect(answer.body.sources).toMatchObject([
    {
      grantId: given.id,
      credentialCode: null,
      role: 'registrar',
      unit: { code: 'D1' },
      fromAt: w.clock.now,
      untilAt: null,
      givenBy: { id: admin.id, nameEn: 'Admin' },
    },
  ])
  const contact = answer.body.capabilities.find(({ capability }) => capability === 'people:contact')
  expect(contact).toEqual({ capability: 'people:contact', held: true, because: [0] })
  const above = await powers(asha.id, 'ST')
  expect(held(above.body)).toEqual([])
  expect([above.body.sources, above.body.elsewhere.length]).toEqual([[], 1])
})

test('a limited power counts only where its limit is asked for', async () => {
  const { o, asha, powers } = await manned()
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  const grant = await o.grant(asha.id, 'registrar', 'D1')
  await o.db.execute({ sql: "update grants set wing_id = 'youth' where id = ?", args: [grant] })
  expect(held((await powers(asha.id, 'B1')).body)).toEqual([])
  const youth = await powers(asha.id, 'B1', '&wing=youth')
  expect(held(youth.body)).toContain('people:read')
  expect(youth.body.sources).toMatchObject([{ wing: { id: 'youth', nameEn: 'Youth' } }])
  expect(held((await powers(asha.id, 'B1', '&wing=women')).body)).toEqual([])
})

test('a credential is a reason, with its code and who issued it', async () => {
  const { o, owner, asha, powers } = await manned()
  const programme = await cascade(o)
  const workshopId = await programme.workshop({ tier: 1, unit: 'D1', faculty: [owner.id] })
  const { id } = await programme.register(workshopId, asha.id, 'D1')
  await o.db.execute({
    sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation,
      issued_by, issued_at, signature) values (?, 'ABCDE23456', ?, ?, ?, ?, ?, 1, ?, ?, 'x')`,
    args: [v7(), id, asha.id, programme.tierId(1), workshopId, o.unitId('D1'), owner.id, w.clock.now],
  })
  const next = await powers(asha.id, 'B1', `&tier=${programme.tierId(2)}`)
  expect(held(next.body)).toContain('workshops:open')
  expect(next.body.sources).toMatchObject([
    {
      grantId: null,
      credentialCode: 'ABCDE23456',
      role: 'trainer',
      unit: { code: 'D1' },
      givenBy: { id: owner.id },
    },
  ])
  expect(held((await powers(asha.id, 'B1')).body)).toEqual([])
})

test('ended powers and powers to come are no reason', async () => {
  const { o, asha, powers } = await manned()
  const [ended, later] = [await o.grant(asha.id, 'viewer', 'ST'), await o.grant(asha.id, 'registrar', 'ST')]
  const now = w.clock.now
  await o.db.execute({ sql: 'update grants set until_at = ? where id = ?', args: [now, ended] })
  await o.db.execute({ sql: 'update grants set from_at = ? where id = ?', args: [now + 60, later] })
  const { body } = await powers(asha.id, 'B1')
  expect([held(body), body.sources, body.elsewhere]).toEqual([[], [], []])
})

test('only who edits grants there and sees the person asks; to all others it does not exist', async () => {
  const { o, asha } = await manned()
  const near = await o.person('Near', { unit: 'D1', grants: ['admin@D1'] })
  const far = await o.person('Far', { unit: 'D2', grants: ['admin@D2'] })
  const ask = (who: Client, personId: string, unit: string) =>
    who.get(`/people/${personId}/powers?unit=${o.unitId(unit)}`)
  expect((await ask(near, asha.id, 'B1')).status).toBe(200)
  const missing = await ask(near, v7(), 'B1')
  for (const refused of [
    await ask(near, asha.id, 'ST'),
    await ask(near, asha.id, 'B3'),
    await ask(near, far.id, 'B1'),
    await ask(far, asha.id, 'B3'),
    await ask(asha, asha.id, 'B1'),
  ])
    expect([refused.status, refused.text]).toEqual([404, missing.text])
})

/** A request that each of these capabilities opens at B1, and nothing else does. */
const OPENS: [Capability, (who: Client, at: Place) => Promise<{ status: number }>][] = [
  ['people:read', (who, { asha }) => who.get(`/people/${asha}`)],
  ['people:edit', (who, { asha }) => who.get(`/people/${asha}/cards`)],
  [
    'people:contact',
    async (who, { asha }) => {
      const page = await who.get<{ contactShown?: boolean }>(`/people/${asha}`)
      return { status: page.body.contactShown ? 200 : 404 }
    },
  ],
  ['units:read', (who, { b1 }) => who.get(`/units/${b1}`)],
  ['workshops:read', (who, { workshop }) => who.get(`/workshops/${workshop}`)],
  ['workshops:edit', (who, { workshop }) => who.get(`/workshops/${workshop}/guest-links`)],
  ['registrations:read', (who, { workshop }) => who.get(`/workshops/${workshop}/roster`)],
  ['attendance:mark', (who, { workshop }) => who.get(`/workshops/${workshop}/attendance`)],
  ['credentials:issue', (who, { workshop }) => who.get(`/workshops/${workshop}/credentials/offer`)],
]
type Place = { asha: string; b1: string; workshop: string }

describe.each(ROLE_NAMES)('%s', (role) => {
  test('the explanation says what real requests do, in the unit and beside it', async () => {
    const { o, owner, asha, powers } = await manned()
    const programme = await cascade(o)
    const workshop = await programme.workshop({ tier: 1, unit: 'D1', faculty: [owner.id] })
    const here = { asha: asha.id, b1: o.unitId('B1'), workshop }
    for (const unit of ['D1', 'D2']) {
      const officer = await o.person('Officer', { unit: 'ST', grants: [`${role}@${unit}`] })
      const said = held((await powers(officer.id, 'D1', `&workshop=${workshop}`)).body)
      const done: Capability[] = []
      for (const [capability, request] of OPENS)
        if ((await request(officer, here)).status === 200) done.push(capability)
      const asked = OPENS.map(([capability]) => capability)
      expect(done).toEqual(asked.filter((one) => said.includes(one)))
    }
  })
})

type Watchers = {
  watchers: {
    person: Named
    role: string
    unit: { code: string }
    wing: Named | null
    seesMe: boolean
    seesContact: boolean
  }[]
  revealings: { at: number; by: Named | null }[]
}

test('who can see me: every power that reaches me, the widest first, and who sees my contact', async () => {
  const { o, owner, admin, asha } = await manned()
  await o.db.batch(
    [
      "insert into wings values ('youth', 'Youth', 'युवा'), ('women', 'Women', 'महिला')",
      { sql: "insert into wing_members values (?, 'youth')", args: [asha.id] },
    ],
    'write',
  )
  const planner = await o.person('Planner', { grants: ['planner@D1'] })
  for (const [name, wing] of [
    ['Youth head', 'youth'],
    ['Women head', 'women'],
  ] as const) {
    const head = await o.person(name, { grants: ['registrar@D1'] })
    await o.db.execute({ sql: 'update grants set wing_id = ? where person_id = ?', args: [wing, head.id] })
  }
  await o.person('Far', { grants: ['registrar@D2'] })
  await o.person('Cashier', { grants: ['cashier@ST'] })
  const gone = await o.person('Gone', { grants: ['registrar@B1'] })
  await o.db.execute({ sql: 'update grants set until_at = from_at where person_id = ?', args: [gone.id] })
  await o.grant(asha.id, 'registrar', 'B1')
  const answer = await asha.get<Watchers>('/me/watchers')
  expect([answer.status, answer.trips]).toEqual([200, 1])
  const lines = answer.body.watchers.map(
    ({ person, role, unit, seesMe, seesContact }) =>
      `${person.nameEn} ${role}@${unit.code} ${seesMe ? 'me' : ''}${seesContact ? '+contact' : ''}`,
  )
  expect(lines).toEqual([
    'Admin admin@ST me+contact',
    'Owner owner@ST me+contact',
    'Planner planner@D1 me',
    'Youth head registrar@D1 me+contact',
  ])
  // The list tells the truth: who is on it sees the page, who is not does not.
  for (const who of [owner, admin, planner]) expect((await who.get(`/people/${asha.id}`)).status).toBe(200)
})

test('who looked at my phone, the newest first; not I myself, and nobody of another’s', async () => {
  const { o, admin, asha } = await manned()
  const seen = (actor: string, subject: string, at: number) =>
    o.db.execute({
      sql: "insert into audit (at, actor_id, account_id, action, subject_id, detail, request_id) values (?, ?, 'a', 'person.contact-seen', ?, '{}', ?)",
      args: [at, actor, subject, v7()],
    })
  await seen(admin.id, asha.id, 100)
  await seen(admin.id, asha.id, 200)
  await seen(asha.id, asha.id, 300)
  await seen(asha.id, admin.id, 400)
  expect((await asha.get<Watchers>('/me/watchers')).body.revealings).toMatchObject([
    { at: 200, by: { nameEn: 'Admin' } },
    { at: 100, by: { nameEn: 'Admin' } },
  ])
})

test('somebody who has not given his name yet is seen by nobody', async () => {
  const { o } = await manned()
  const id = v7()
  const nobody = o.client(await w.token(o.slug, id))
  expect((await nobody.get<Watchers>('/me/watchers')).body).toEqual({ watchers: [], revealings: [] })
})
