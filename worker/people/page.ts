import { type Actor, holding } from '../platform/auth.ts'
import { officesFrom, type page, personFrom } from './queries.ts'

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

/** The caller's power to see phone and e-mail. */
export const contactOver = (c: { var: { actor: Actor; now: number } }) =>
  holding(c.var.actor, 'people:contact', c.var.now)
