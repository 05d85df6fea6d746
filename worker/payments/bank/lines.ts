import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q } from '../../platform/sql.ts'
import { tokensOf } from './rules.ts'
import type { LinesDraft } from './shapes.ts'
import { amountOf, SUBJECTS, unionOf, unmatched } from './subjects.ts'

type Lines = z.infer<typeof LinesDraft>['lines']
type By = { actor: Actor; now: number; load: string }

/** Keeps lines of a statement; those that are here already stay as they are. `load` names this request. */
export function keepLines(accountId: string, lines: Lines, { actor, now, load }: By, guard: SQL) {
  const rows = lines.map((line) => ({
    ...line,
    id: newId(),
    tokens: tokensOf(line.narration, line.reference),
  }))
  const of = (name: string) => sql.raw(`j.value ->> '${name}'`)
  return q.run(sql`insert into bank_lines (id, account_id, day_on, amount_minor, narration, reference, balance_minor, nth,
      tokens, loaded_by, loaded_at, load)
    select ${of('id')}, a.id, ${of('dayOn')}, ${of('amountMinor')}, ${of('narration')}, ${of('reference')},
      ${of('balanceMinor')}, ${of('nth')}, ${of('tokens')}, ${actor.personId}, ${now}, ${load}
    from json_each(${jsonList(rows)}) j join bank_accounts a on a.id = ${accountId} where ${guard}
    on conflict do nothing`)
}

/**
 * Matches the lines of a load with whatever of ours carries a reference that stands in them, where the amounts are equal:
 * of one fact, or of all that share the reference.
 */
export const matchByReference = ({ actor, now, load }: By) =>
  q.run(sql`insert into bank_matches (kind, subject_id, line_id, amount_minor, found, matched_by, matched_at)
    ${unionOf(
      (s) => sql`select ${s.kind}, f.id, f.line_id, f.amount_minor, 'reference', ${actor.personId}, ${now}
      from (select ${s.id} as id, l.id as line_id, ${amountOf(s)} as amount_minor, l.amount_minor as line_minor,
          sum(${amountOf(s)}) over (partition by l.id) as all_minor, count(*) over (partition by ${s.id}) as lines
        from bank_lines l join (select distinct tl.id as line_id, t.value
            from bank_lines tl, json_each(tl.tokens) t where tl.load = ${load}) tk on tk.line_id = l.id
          join ${s.from} on ${s.plain} = tk.value and ${s.open}
        where l.load = ${load} and not exists (select 1 from bank_matches lm where lm.line_id = l.id)
          and ${unmatched(s)}) f
      where f.all_minor = f.line_minor and f.lines = 1`,
      SUBJECTS.filter(({ certain }) => certain),
    )}
    on conflict do nothing`)

const owed = sql`coalesce((select d.amount_minor
    - coalesce((select sum(dw.amount_minor) from waivers dw where dw.registration_id = d.registration_id), 0)
    - coalesce((select sum(dp.amount_minor) from payments dp where dp.registration_id = d.registration_id), 0)
  from dues d join registrations g on g.id = d.registration_id
  where d.registration_id = claims.registration_id and g.cancelled_at is null), 0)`

/**
 * Verifies the claims that lines `l` show, one a registration: the bank said so, and the caller is not the payer. What
 * this cannot verify, such as a fee that was paid meanwhile, stays open and is marked as seen.
 */
export const verifyShown = ({ actor, now }: Omit<By, 'load'>, lines: SQL) =>
  q.run(sql`update claims set outcome = 'verified', ended_by = ${actor.personId}, ended_account = ${actor.accountId},
      ended_at = ${now}
    where outcome is null and id in (select min(k.id) from bank_matches m join bank_lines l on l.id = m.line_id
        join claims k on k.id = m.subject_id and k.outcome is null join registrations g on g.id = k.registration_id
      where m.kind = 'payment' and ${lines} and g.person_id <> ${actor.personId}
        and not exists (select 1 from entries e where e.person_id = g.person_id and e.account_id = ${actor.accountId})
      group by k.registration_id)
      and amount_minor <= ${owed}`)

/** Tells everybody whose claim was verified by lines `l`. */
export const tellVerified = (link: string, now: number, lines: SQL) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select 'paid:' || p.id, 'payment-received:' || p.id, 'payment-received', g.person_id,
      json_object('receiptNumber', x.number, 'amountMinor', p.amount_minor, 'currency', p.currency,
        'link', ${link} || g.id), ${now}
    from bank_lines l join bank_matches m on m.line_id = l.id and m.kind = 'payment'
      join claims k on k.id = m.subject_id and k.outcome = 'verified' and k.ended_at = ${now}
      join payments p on p.id = k.id join receipts x on x.payment_id = p.id join registrations g on g.id = p.registration_id
    where ${lines} on conflict do nothing`)

/** What a load came to. */
export const loadFacts = ({ load, now }: By) =>
  q.all<{ loaded: number; matched: number; verified: number }>(sql`select count(*) as loaded,
      coalesce(sum(exists (select 1 from bank_matches m where m.line_id = l.id)), 0) as matched,
      coalesce(sum(exists (select 1 from bank_matches m join claims k on k.id = m.subject_id and k.ended_at = ${now}
        where m.line_id = l.id and m.kind = 'payment')), 0) as verified
    from bank_lines l where l.load = ${load}`)
