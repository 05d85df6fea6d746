import type * as z from 'zod'
import { Problem } from '../../platform/problem.ts'
import { capIn } from '../roster/answers.ts'
import { Named } from '../roster/shapes.ts'
import type { burdens, ClashRow, DutyRow, grounds } from './queries.ts'
import type { DutyGiven } from './shapes.ts'

const namedIn = (json: string | null) => (json === null ? null : Named.parse(JSON.parse(json)))

type Grounds = Awaited<ReturnType<typeof grounds>>
type Burdens = Awaited<ReturnType<typeof burdens>>

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function clashOf(row: ClashRow) {
  const [workshop, session] = [namedIn(row.workshop), namedIn(row.session)]
  const { fromOn, untilOn, startsMinute, endsMinute } = row
  return { workshop, session, fromOn, untilOn, startsMinute, endsMinute }
}

/** In words, with the name of the other session or workshop where the caller may know it. */
function clashWords(row: ClashRow): string {
  const { workshop, session, fromOn, untilOn, startsMinute, endsMinute } = clashOf(row)
  const name = [session?.nameEn, workshop?.nameEn].filter(Boolean).join(', ') || 'a duty elsewhere'
  const days = fromOn === untilOn ? fromOn : `${fromOn} to ${untilOn}`
  return `Teaches then: ${name}, ${days}, ${clock(startsMinute)} to ${clock(endsMinute)}`
}

/** Why a duty was not given. */
export function refusalOf([found]: Grounds, clashing: readonly ClashRow[], over: Burdens): Problem {
  if (!found) return new Problem('not-found')
  if (found.cancelled) return new Problem('state-changed')
  const wrong = (pointer: string, code: string, detail: string) =>
    new Problem('invalid', { errors: [{ pointer, code, detail }] })
  if (!found.session) return wrong('/sessionId', 'unknown-session', 'The workshop has no such session')
  if (!found.known) return wrong('/personId', 'unknown-person', 'There is no such person')
  if (!found.qualified) return new Problem('not-qualified')
  if (clashing.length > 0)
    return new Problem('duty-clash', {
      errors: clashing.map((row) => ({ pointer: '/personId', code: 'duty-clash', detail: clashWords(row) })),
      clashes: clashing.map(clashOf),
    })
  const refused = over.filter(({ refused: is }) => is === 1)
  if (refused.length > 0) return new Problem('load-full', { loads: loadsOf(refused) })
  return new Problem('state-changed')
}

const loadsOf = (over: Burdens) =>
  over.flatMap(({ monday, sessions, days, cap }) => {
    const one = capIn(cap)
    return one ? [{ monday, sessions, days, cap: one }] : []
  })

/** A duty as it was given. */
export function givenOf(row: DutyRow, over: Burdens): z.infer<typeof DutyGiven> {
  const { id, workshop, session, person, assignedAt } = row
  return {
    id,
    workshop: Named.parse(JSON.parse(workshop)),
    session: namedIn(session),
    person: Named.parse(JSON.parse(person)),
    assignedAt,
    loads: loadsOf(over),
  }
}
