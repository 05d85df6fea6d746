import { sql } from 'drizzle-orm'
import { ask } from '../../approvals/index.ts'
import { type Asking, record } from '../../platform/audit.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { askedFacts, dueOf, fromRegistrations, moneyPlace, paidOf } from '../queries.ts'

/** A request by somebody who is known. */
export type Asker = { var: Asking['var'] & { actor: Actor } }

/** What is asked to be waived. */
export type WaiverInput = {
  approvalId: string
  registrationId: string
  amountMinor: number
  reason: string
  sponsor: string | null
}

const owed = sql`(${dueOf(sql`g.id`)} - ${paidOf(sql`g.id`)})`

/** Puts a waiver before the second person if so much is owed; says last how the registration stands. */
export function askWaiver(input: WaiverInput, c: Asker, holds: Holds) {
  const { approvalId, registrationId, amountMinor, reason, sponsor } = input
  const seen = sql`from ${fromRegistrations} where g.id = ${registrationId} and ${holds(moneyPlace)}`
  const detail = JSON.stringify({ amountMinor, registrationId, ...(sponsor && { sponsor }) })
  return [
    ask(
      {
        id: approvalId,
        kind: 'waiver',
        subjectId: registrationId,
        unitId: sql`(select w.unit_id ${seen})`,
        workshopId: sql`(select w.id ${seen})`,
        personId: sql`(select g.person_id ${seen})`,
        detail: sql`json_set(${detail}, '$.currency', (select w.currency ${seen}))`,
        reason,
      },
      c.var,
      sql`exists (select 1 ${seen} and g.cancelled_at is null and ${amountMinor} <= ${owed})`,
    ),
    record(c, 'approval.asked', approvalId, { kind: 'waiver', registrationId, amountMinor }),
    q.all<{
      cancelledAt: number | null
      owedMinor: number
      decision: string | null
      asked: number
      open: number
    }>(sql`select g.cancelled_at as "cancelledAt", ${owed} as "owedMinor",
      ${askedFacts({ approvalId, kind: 'waiver', subject: sql`g.id`, actor: c.var.actor })} ${seen}`),
  ] as const
}
