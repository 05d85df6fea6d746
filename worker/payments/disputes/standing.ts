import { sql } from 'drizzle-orm'

/** What a bank wants back of what was paid for `g`: what is open before what was decided, then the newest. */
export const disputeOf = sql`(select json_object('amountMinor', d.amount_minor, 'outcome', d.outcome, 'evidenceDue', d.evidence_due,
    'evidenceSent', json(case d.evidence_sent when 0 then 'false' else 'true' end), 'openedAt', d.opened_at)
  from attempt_lines dl join disputes d on d.attempt_id = dl.attempt_id where dl.registration_id = g.id
  order by d.outcome is not null, d.opened_at desc limit 1)`

/** Money that came for `g` alone and pays nothing. */
export const suspenseOf = sql`coalesce((select -sum(sl.amount_minor) from attempt_lines ol
  join attempts sa on sa.id = ol.attempt_id and sa.lines = 1 join ledger_entries sl on sl.account = 'suspense:' || sa.id
  where ol.registration_id = g.id), 0)`
