import { v7 } from 'uuid'
import { cascade, FIRST_DAY } from '../support/cascade.ts'
import type { TestOrganisation } from '../support/organisation.ts'

const AT = Math.floor(Date.parse(`${FIRST_DAY}T06:00:00Z`) / 1000)

/** Everything that belongs to people, row by row, but for what counts up at every change. */
export async function whole(o: TestOrganisation) {
  const people = (await o.rows('select * from people order by id')).map(({ version: _, ...row }) => row)
  const tables = await Promise.all(
    [
      'select * from registrations order by id',
      'select * from credentials order by id',
      'select * from nominations order by id',
      'select * from grants order by id',
      'select * from cards order by id',
      'select * from offices order by id',
      'select * from consents order by id',
      'select * from privacy_requests order by id',
      'select * from wing_members order by person_id, wing_id',
      'select * from skills order by person_id, skill',
      'select * from faculty order by workshop_id, person_id',
      'select * from lineage order by credential_id, trainer_id',
      'select * from entries order by session_id, person_id',
      'select * from coverage where nominated + registered + trained <> 0 order by tier_id, unit_id',
      'select account, sum(amount_minor) as n from ledger_entries group by account having n <> 0 order by account',
      'select * from payments order by id',
      'select * from marks order by id',
    ].map((sql) => o.rows(sql)),
  )
  return [people, ...tables]
}

/** A programme with two workshops of its booth tier and one of the next, with a fee, and hands to fill them. */
export async function stand(o: TestOrganisation) {
  const programme = await cascade(o, [{ minimum: 1 }, { minimum: 2 }])
  const tiers = [programme.tierId(2), programme.tierId(3)]
  const workshops = [
    { id: await programme.workshop({ tier: 2, unit: 'D1' }), tierId: tiers[0] ?? '' },
    { id: await programme.workshop({ tier: 2, unit: 'D2' }), tierId: tiers[0] ?? '' },
    { id: await programme.workshop({ tier: 3, unit: 'B1' }), tierId: tiers[1] ?? '' },
  ]
  await o.db.execute("insert into office_kinds values ('head', 'Head', 'प्रमुख')")
  await o.db.execute("insert into wings values ('youth', 'Youth', 'युवा')")
  const run = (sql: string, args: (string | number | null)[]) => o.db.execute({ sql, args })

  const register = async (personId: string, at: number, unit: string) => {
    const workshop = workshops[at % workshops.length]
    const id = v7()
    const { rowsAffected } = await run(
      `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        values (?, ?, ?, ?, ?, ?, 'x', ?) on conflict do nothing`,
      [id, workshop?.id ?? '', workshop?.tierId ?? '', personId, o.unitId(unit), id, AT],
    )
    if (rowsAffected === 0) return undefined
    await run(
      "insert into dues (registration_id, amount_minor, currency, raised_at) values (?, 1000, 'INR', ?)",
      [id, AT],
    )
    return id
  }
  const pay = (registrationId: string, amount: number) =>
    run(
      `insert into payments (id, registration_id, provider, amount_minor, currency, received_at)
        values (?, ?, 'upi', ?, 'INR', ?)`,
      [v7(), registrationId, amount, AT],
    )
  const mark = (registrationId: string) =>
    run(
      "insert into marks (id, registration_id, day_on, marked_by, marked_at, way) values (?, ?, ?, 'x', ?, 'name')",
      [v7(), registrationId, FIRST_DAY, AT],
    )
  const credit = async (registrationId: string, trainerId: string | null = null) => {
    const id = v7()
    await run(
      `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation, issued_by,
          issued_at, signature)
        select ?, ?, r.id, r.person_id, r.tier_id, r.workshop_id, r.unit_id, 1, 'x', ?, 'x' from registrations r
        where r.id = ? and r.cancelled_at is null on conflict do nothing`,
      [id, id, AT, registrationId],
    )
    if (trainerId)
      await run(
        `insert into lineage (credential_id, trainer_id, trainer_credential_id)
          select ?, ?, (select id from credentials where person_id = ? and revoked_at is null limit 1)
          where exists (select 1 from credentials where id = ?) on conflict do nothing`,
        [id, trainerId, trainerId, id],
      )
    return id
  }
  const nominate = (personId: string, tier: number, unit: string) =>
    run(
      `insert into nominations (id, tier_id, person_id, unit_id, nominated_at) values (?, ?, ?, ?, ?)
        on conflict do nothing`,
      [v7(), tiers[tier % 2] ?? '', personId, o.unitId(unit), AT],
    )
  const office = (personId: string, unit: string, fromOn: string) =>
    run("insert into offices values (?, ?, ?, 'head', ?, null) on conflict do nothing", [
      v7(),
      personId,
      o.unitId(unit),
      fromOn,
    ])
  const belong = (personId: string) =>
    run("insert into wing_members values (?, 'youth') on conflict do nothing", [personId])
  const skill = (personId: string, state: string) =>
    run(
      `insert into skills (person_id, skill, state, said_at, evidence) values (?, 'singing', ?, ?, 'heard')
        on conflict do nothing`,
      [personId, state, AT],
    )
  const teach = (personId: string, at: number) =>
    run('insert into faculty values (?, ?, 0) on conflict do nothing', [
      workshops[at % workshops.length]?.id ?? '',
      personId,
    ])
  return { tiers, workshops, register, pay, mark, credit, nominate, office, belong, skill, teach }
}

/** What must hold of an organisation at any time: coverage as recounted, books that balance, nothing owed wrongly. */
export async function wrongIn(
  o: TestOrganisation,
  rebuild: (tierId: string) => Promise<number>,
  tiers: string[],
) {
  const changed = await Promise.all(tiers.map(rebuild))
  const unbalanced = await o.rows(
    'select posting_key from ledger_entries group by posting_key having sum(amount_minor) <> 0',
  )
  const owed = await o.rows(`select r.id from registrations r join dues d on d.registration_id = r.id
    where (select coalesce(sum(amount_minor), 0) from ledger_entries where account = 'receivable:' || r.id)
      <> (case when r.cancelled_at is null then d.amount_minor - (select coalesce(sum(amount_minor), 0) from payments y
        where y.registration_id = r.id) else min(0, d.amount_minor - (select coalesce(sum(amount_minor), 0) from payments y
        where y.registration_id = r.id)) end)`)
  const strays = await o.rows(`select 'stray' as kind from people p where p.merged_into is not null and (
    exists (select 1 from registrations where person_id = p.id) or exists (select 1 from credentials where person_id = p.id)
    or exists (select 1 from nominations where person_id = p.id) or exists (select 1 from offices where person_id = p.id)
    or exists (select 1 from skills where person_id = p.id) or exists (select 1 from wing_members where person_id = p.id))`)
  return { changed: changed.filter((n) => n !== 0), unbalanced, owed, strays }
}
