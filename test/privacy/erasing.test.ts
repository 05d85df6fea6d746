import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchText } from '../../worker/hierarchy/names.ts'
import { cascade } from '../support/cascade.ts'
import { brought, judged } from '../support/importing.ts'
import { publishNotice } from '../support/notice.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { signInFully } from '../support/signing-in.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const NAME = { nameEn: 'Zyxandra Quorvelli', nameHi: 'झ्यक्षांद्रा क्वोर्वेल्ली' }
const EMAIL = 'zyxandra.quorvelli@example.org'
const FATHER = 'Wumpelton Quorvelli'
const CODE = 'MEMBER-ZQ-77'

type Made = { id: string }
type Asked = { id: string; state: string; approvalId: string }

/** Everything that lies in the files of a database, as bytes. */
const bytesOf = (name: string) =>
  Buffer.concat(
    ['', '-wal'].map((suffix) => {
      try {
        return readFileSync(join(w.folder, `${name}.db${suffix}`))
      } catch {
        return Buffer.alloc(0)
      }
    }),
  )

/** Which of some texts lie in the files of the organisation or the directory, in any case of letters. */
function traces(slug: string, texts: readonly string[]): string[] {
  const files = [bytesOf(`o-${slug}`), bytesOf('directory')]
  const plain = files.map((bytes) => bytes.toString('latin1').toLowerCase())
  const latin = (text: string) => Buffer.from(text).toString('latin1').toLowerCase()
  return texts.filter((text) => plain.some((content) => content.includes(latin(text))))
}

/** What must be the same before and after. */
const lasting = (o: TestOrganisation) =>
  Promise.all([
    o.rows('select * from coverage order by tier_id, unit_id'),
    o.rows('select * from ledger_entries order by posting_key, line'),
    o.rows('select * from lineage order by credential_id, trainer_id'),
    o.rows('select * from marks order by id'),
    o.rows('select payment_id, number from receipts order by number'),
    o.rows('select id, registration_id, amount_minor, reference from payments order by id'),
    o.rows('select * from unit_counts order by unit_id, level_id'),
  ])

/** A life in the organisation: added, entered, consented, seated, paid, marked, certified, nominated, complaining. */
async function life(o: TestOrganisation, phone: string) {
  const noticeId = await publishNotice(o, w.clock.now)
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const second = await o.person('Second', { grants: ['privacy_officer@ST'] })
  const programme = await cascade(o, [{ passDays: 1 }, { passDays: 1 }])
  const workshopId = await programme.workshop({ tier: 2, unit: 'D1', faculty: [owner.id] })
  await o.db.execute({ sql: 'update workshops set fee_minor = 150000 where id = ?', args: [workshopId] })
  await o.db.execute({
    sql: 'insert into catchment_terms (workshop_id, unit_id, sign) values (?, ?, 1)',
    args: [workshopId, o.unitId('D1')],
  })
  const personId = v7()
  const added = await owner.post('/people', {
    id: personId,
    ...NAME,
    unitId: o.unitId('B1'),
    phone,
    email: EMAIL,
    guardianName: FATHER,
    code: CODE,
    bornYear: 1981,
  })
  expect(added.status).toBe(201)
  const table = (father: string) => [
    ['unit_code', 'name_en', 'name_hi', 'code', 'phone', 'guardian_name'],
    ['B1', NAME.nameEn, NAME.nameHi, CODE, phone, father],
  ]
  const unitId = o.unitId('ST')
  const again = await brought(owner, { kind: 'people', unitId, table: table(`${FATHER} senior`) })
  expect(again).toMatchObject({ state: 'done', changed: 1 })
  await judged(owner, { kind: 'people', unitId, table: table(FATHER) })
  expect(await o.rows('select count(*) as n from import_rows')).toEqual([{ n: 2 }])
  await o.db.execute("insert into office_kinds values ('head', 'Head', 'प्रमुख')")
  await owner.post(`/people/${personId}/offices`, {
    id: v7(),
    unitId: o.unitId('B1'),
    kindId: 'head',
    fromOn: '2026-01-01',
  })
  await owner.put(`/people/${personId}/skills/drumming`, { state: 'claimed' })
  const card = await owner.post<{ number: string; secret: string }>(`/people/${personId}/cards`, { id: v7() })
  const session = await signInFully(w, phone)
  const entered = await w.call<{ accessToken: string; personId: string }>('POST', `/o/${o.slug}/entry`, {
    as: session.accessToken,
    json: {},
  })
  expect(entered.body.personId).toBe(personId)
  const own = o.client(entered.body.accessToken)
  const witness = { name: NAME.nameEn, readOut: 'read' }
  await own.post('/me/consents', { id: v7(), noticeId, language: 'hi', given: true, witness })
  const offer = await own.get<{ offer: string }>(`/workshops/${workshopId}/offer`)
  const seat = await own.post<Made & { code: string }>('/registrations', { offer: offer.body.offer })
  expect(seat.status).toBe(201)
  const paid = await owner.post<Made>('/payments', {
    id: v7(),
    registrationId: seat.body.id,
    provider: 'upi',
    amountMinor: 150_000,
    reference: '123456789012',
    payerName: NAME.nameEn,
  })
  expect(paid.status).toBe(201)
  const marked = await owner.post(`/workshops/${workshopId}/marks`, {
    id: v7(),
    code: seat.body.code,
    dayOn: '2026-11-20',
    way: 'qr',
  })
  expect(marked.status).toBe(201)
  const issuing = await owner.get<{ offer: string }>(`/workshops/${workshopId}/credentials/offer`)
  const issued = await owner.post<{ issued: { code: string; person: Made }[] }>(
    `/workshops/${workshopId}/credentials`,
    { offer: issuing.body.offer },
  )
  await owner.post('/nominations', { id: v7(), tierId: programme.tierId(3), personId })
  await own.post('/me/requests', { id: v7(), asked: { kind: 'grievance', text: `${NAME.nameEn} complains` } })
  await own.post('/me/requests', {
    id: v7(),
    asked: { kind: 'nomination', nominee: { name: FATHER, relation: 'father' } },
  })
  expect((await owner.get('/people?q=Zyxandra')).body.people).toHaveLength(1)
  expect((await second.post(`/privacy/people/${personId}/copies`)).status).toBe(201)
  return {
    owner,
    second,
    own,
    personId,
    session,
    card: card.body,
    certificate: issued.body.issued[0]?.code ?? '',
  }
}

const kept = async (o: TestOrganisation) => {
  const [row] = await o.rows('select forgotten_at, scrubbed_at from erasures')
  return row?.forgotten_at !== null && row?.scrubbed_at !== null
}

test('somebody who is erased leaves no byte behind, and every count stays', async () => {
  const o = await w.organisation()
  const phone = '+919999960101'
  const { owner, second, own, personId, session, card, certificate } = await life(o, phone)
  const texts = [
    NAME.nameEn,
    'Zyxandra',
    'Quorvelli',
    NAME.nameHi,
    'झ्यक्षांद्रा',
    phone,
    phone.slice(3),
    EMAIL,
    FATHER,
    'Wumpelton',
    CODE,
    ...searchText([NAME.nameEn, NAME.nameHi])
      .split(' ')
      .filter((word) => word.length > 4),
  ]
  expect(traces(o.slug, [NAME.nameEn, NAME.nameHi, phone, EMAIL, FATHER, CODE])).toHaveLength(6)
  const before = await lasting(o)
  const asked = await own.post<Asked>('/me/requests', {
    id: v7(),
    asked: { kind: 'erasure', text: `${NAME.nameHi} चाहती हैं` },
  })
  expect([asked.status, asked.trips, asked.body.state]).toEqual([201, 1, 'waiting'])
  const decide = (as: typeof owner) =>
    as.post(`/approvals/${asked.body.approvalId}/decision`, { decision: 'approved', note: NAME.nameEn })
  expect((await decide(own as typeof owner)).status).toBe(403)
  expect((await decide(second)).status).toBe(200)
  expect((await own.get('/me')).status).toBe(401)
  await w.tick()
  await expect.poll(() => kept(o), { timeout: 10_000 }).toBe(true)

  expect(traces(o.slug, texts)).toEqual([])
  expect(await lasting(o)).toEqual(before)
  const [person] = await o.rows('select * from people where id = ?', [personId])
  expect(person).toMatchObject({
    name_en: `Erased person ${person?.seq}`,
    name_hi: `हटाया गया व्यक्ति ${person?.seq}`,
    phone: null,
    email: null,
    born_year: null,
    guardian_name: null,
    external_code: null,
  })
  expect((await owner.get<{ people: [] }>('/people?q=Zyxandra')).body.people).toEqual([])
  const verified = await o.nobody.get(`/public/credentials/${certificate}`)
  expect(verified.body).toMatchObject({ valid: false, state: 'erased', credential: null })
  const { number, secret } = card
  expect((await o.nobody.post('/card-entry', { number, secret })).status).toBe(401)
  expect((await w.call('GET', '/account', { as: session.accessToken })).status).toBe(401)
  expect(await o.rows('select kind, words, answer, outcome from privacy_requests order by id')).toEqual([
    { kind: 'grievance', words: '{}', answer: null, outcome: null },
    { kind: 'nomination', words: '{}', answer: null, outcome: 'done' },
    { kind: 'erasure', words: '{}', answer: null, outcome: 'done' },
  ])

  const again = { id: v7(), personId, asked: { kind: 'erasure' } }
  const repeated = await second.post<Asked>('/privacy/requests', again)
  expect([repeated.status, repeated.body.id, repeated.body.state]).toEqual([201, asked.body.id, 'done'])
  expect(await o.rows('select count(*) as n from erasures')).toEqual([{ n: 1 }])
  const seat = await owner.get<{ version: number }>(`/people/${personId}`)
  const revived = await owner.patch(`/people/${personId}`, { version: seat.body.version, ...NAME })
  expect(revived.status).toBe(404)
})

test('nobody is erased by one person, by SQL past the approval, or as the last owner', async () => {
  const o = await w.organisation()
  const [owner, second, asha] = [
    await o.person('Owner', { grants: ['owner@ST'] }),
    await o.person('Second', { grants: ['privacy_officer@ST'] }),
    await o.person('Asha', { unit: 'B1' }),
  ]
  const ask = (as: typeof owner, personId: string) =>
    as.post<Asked>('/privacy/requests', { id: v7(), personId, asked: { kind: 'erasure' } })
  const yes = (as: typeof owner, approvalId: string) =>
    as.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
  const asked = await ask(owner, asha.id)
  expect((await yes(owner, asked.body.approvalId)).body.type).toBe('/problems/two-people')
  const twice = await ask(second, asha.id)
  expect(twice.body.id).toBe(asked.body.id)
  await expect(
    o.db.execute({
      sql: "insert into erasures (person_id, approval_id, erased_at, contacts) values (?, ?, 1, '[]')",
      args: [asha.id, asked.body.approvalId],
    }),
  ).rejects.toThrow('problem:two-people')
  const last = await ask(second, owner.id)
  const third = await o.person('Third', { grants: ['privacy_officer@ST'] })
  expect((await yes(third, last.body.approvalId)).body.type).toBe('/problems/last-owner')
  expect(await o.rows("select name_en from people where name_en like 'Erased%'")).toEqual([])
  const refused = await second.post(`/approvals/${asked.body.approvalId}/decision`, {
    decision: 'refused',
    note: 'He asked for something else',
  })
  expect(refused.status).toBe(200)
  expect(await o.rows('select outcome, answer from privacy_requests where person_id = ?', [asha.id])).toEqual(
    [{ outcome: 'refused', answer: 'He asked for something else' }],
  )
})

test('a login that another organisation uses stays; here it leads nowhere', async () => {
  const [a, b] = [await w.organisation(), await w.organisation()]
  const phone = '+919999960102'
  const officer = await a.person('Officer', { grants: ['privacy_officer@ST'] })
  const second = await a.person('Second', { grants: ['privacy_officer@ST'] })
  const [here, there] = [
    await a.person('Asha', { unit: 'B1', phone }),
    await b.person('Asha', { unit: 'B1', phone }),
  ]
  const session = await signInFully(w, phone)
  const enter = (slug: string) =>
    w.call<{ personId: string }>('POST', `/o/${slug}/entry`, { as: session.accessToken, json: {} })
  expect((await enter(a.slug)).body.personId).toBe(here.id)
  await enter(b.slug)
  const asked = await officer.post<Asked>('/privacy/requests', {
    id: v7(),
    personId: here.id,
    asked: { kind: 'erasure' },
  })
  await second.post(`/approvals/${asked.body.approvalId}/decision`, { decision: 'approved' })
  await w.tick()
  await expect.poll(() => kept(a), { timeout: 10_000 }).toBe(true)
  expect((await enter(b.slug)).body.personId).toBe(there.id)
  expect((await enter(a.slug)).body.personId).not.toBe(here.id)
  const { rows } = await w.database('directory').execute({
    sql: 'select slug from memberships where person_id = ?',
    args: [here.id],
  })
  expect(rows).toEqual([])
})
