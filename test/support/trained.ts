import { v7 } from 'uuid'
import type { cascade } from './cascade.ts'
import type { TestOrganisation } from './organisation.ts'

type Cascade = Awaited<ReturnType<typeof cascade>>

/** What issuing writes: a registration and its credential, taught by these people. Rows are written directly. */
export async function trained(
  org: TestOrganisation,
  made: Cascade,
  of: {
    workshopId: string
    personId: string
    unit: string
    issuedAt: number
    by?: string[]
    /** The credential by which they taught. */
    through?: string
    generation?: number
  },
) {
  const registration = await made.register(of.workshopId, of.personId, of.unit)
  const id = v7()
  await org.db.execute({
    sql: `insert into credentials (id, code, registration_id, person_id, tier_id, workshop_id, unit_id, generation,
        issued_by, issued_at, signature)
      select ?, ?, r.id, r.person_id, r.tier_id, r.workshop_id, r.unit_id, ?, 'a test', ?, 'a test'
      from registrations r where r.id = ?`,
    args: [id, `C-${id}`, of.generation ?? 1, of.issuedAt, registration.id],
  })
  for (const trainer of of.by ?? [])
    await org.db.execute({
      sql: 'insert into lineage (credential_id, trainer_id, trainer_credential_id) values (?, ?, ?)',
      args: [id, trainer, of.through ?? null],
    })
  return id
}

/** Adds a subject to a programme and says its id. */
export async function subject(org: TestOrganisation, programmeId: string, position: number) {
  const id = v7()
  await org.db.execute({
    sql: 'insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, ?, ?, ?)',
    args: [id, programmeId, position, `Subject ${position}`, `विषय ${position}`],
  })
  return id
}

/** Adds a session of a subject to a workshop and says its id. */
export async function session(org: TestOrganisation, workshopId: string, subjectId: string) {
  const id = v7()
  await org.db.execute({
    sql: `insert into sessions (id, workshop_id, day_on, starts_minute, ends_minute, subject_id, title_en, title_hi)
      select ?, w.id, w.starts_on, 600, 660, ?, 'Session', 'सत्र' from workshops w where w.id = ?`,
    args: [id, subjectId, workshopId],
  })
  return id
}
