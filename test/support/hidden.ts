import { v7 } from 'uuid'
import type { TestOrganisation } from './organisation.ts'
import type { Ids } from './requests.ts'

/** A text of the victim that nobody else may read has one of these words in it. */
export const SECRET = /\bSecret\b|SECRET|गुप्त/

/** Adds to a seeded victim what is not published yet, and a second wing, workshop and tier; says the ids. */
export async function seedHidden(org: TestOrganisation, ids: Ids): Promise<Ids> {
  const [otherWingId, otherWorkshopId, subjectId, draftProgrammeId, draftTierId, draftWorkshopId] = [
    v7(),
    v7(),
    v7(),
    v7(),
    v7(),
    v7(),
  ]
  const copy = async (table: string, id: string, over: Record<string, string | number | null>) => {
    const [row] = await org.rows(`select * from ${table} where id = ?`, [id])
    const cells = Object.entries({ ...row, ...over })
    await org.db.execute({
      sql: `insert into ${table} (${cells.map(([name]) => name)}) values (${cells.map(() => '?')})`,
      args: cells.map(([, value]) => value as string | number | null),
    })
  }
  const hidden = { name_en: 'Secret draft', name_hi: 'गुप्त मसौदा', published_at: null }
  const [other] = await org.rows('select id from tiers where programme_id = ? order by position desc', [
    ids.programmeId ?? '',
  ])
  await org.db.execute({ sql: "insert into wings values (?, 'Women', 'महिला')", args: [otherWingId] })
  await copy('workshops', ids.workshopId ?? '', { id: otherWorkshopId, name_en: 'Other hall' })
  await copy('workshops', ids.workshopId ?? '', { id: draftWorkshopId, ...hidden })
  await copy('programmes', ids.programmeId ?? '', { id: draftProgrammeId, ...hidden })
  await copy('tiers', ids.tierId ?? '', {
    id: draftTierId,
    programme_id: draftProgrammeId,
    name_en: 'Secret tier',
    name_hi: 'गुप्त चरण',
  })
  await org.db.execute({
    sql: "insert into subjects (id, programme_id, position, name_en, name_hi) values (?, ?, 1, 'Speech', 'भाषण')",
    args: [subjectId, ids.programmeId ?? ''],
  })
  const otherTierId = String(other?.id)
  return {
    otherWingId,
    otherWorkshopId,
    otherTierId,
    subjectId,
    draftProgrammeId,
    draftTierId,
    draftWorkshopId,
  }
}
