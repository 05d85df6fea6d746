import { sql } from 'drizzle-orm'
import { type Actor, type Holds, holding } from '../platform/auth.ts'
import { officesFrom, type page, personFrom } from './queries.ts'
import { maskedEmail, maskedPhone } from './rules.ts'

type PageRows = { [K in keyof ReturnType<typeof page>]: Awaited<ReturnType<typeof page>[K]> }

/** A person's page from its statements; undefined when the person may not be seen. */
export function pageFrom(
  [person]: PageRows[0],
  wings: PageRows[1],
  skills: PageRows[2],
  trainings: PageRows[3],
) {
  if (!person) return undefined
  const { offices, contactShown, ...columns } = person
  return {
    ...personFrom(columns),
    contactShown: contactShown === 1,
    offices: officesFrom(offices),
    wings,
    skills,
    trainings,
  }
}

type Asker = { var: { actor: Actor; now: number } }

/** A page as it is answered: phone and e-mail are masked, but for the person himself. */
export const masked = <T extends { id: string; phone: string | null; email: string | null }>(
  c: Asker,
  page: T,
): T =>
  page.id === c.var.actor.personId
    ? page
    : { ...page, phone: maskedPhone(page.phone), email: maskedEmail(page.email) }

/** The caller's power to see phone and e-mail; everybody sees his own. For statements with a person `p`. */
export const contactOver =
  ({ var: { actor, now } }: Asker): Holds =>
  (place) =>
    sql`(p.id = ${actor.personId} or ${holding(actor, 'people:contact', now)(place)})`
