import { v7 } from 'uuid'
import type { TestOrganisation } from './organisation.ts'

/** Publishes the next version of a privacy notice in an organisation, and says its id. */
export async function publishNotice(o: TestOrganisation, at: number): Promise<string> {
  const id = v7()
  await o.db.execute({
    sql: `insert into notices (id, version, text_en, text_hi, contact, published_at)
      select ?, 1 + (select coalesce(max(version), 0) from notices), 'What we keep', 'हम क्या रखते हैं', 'desk', ?`,
    args: [id, at],
  })
  return id
}
