import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Actor, Holds } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { jsonList, q, whenWritten } from '../../platform/sql.ts'
import type { AccountDraft, RulesDraft } from './shapes.ts'

const rootPath = sql`(select path from units where parent_id is null)`

/** True for whoever `holds` the route's capability over the whole organisation: its bank is nobody's part of it. */
export const atRoot = (holds: Holds) => holds({ path: rootPath })

/** Whether the caller may. */
export const mayHere = (holds: Holds) => q.all<{ may: number }>(sql`select ${atRoot(holds)} as may`)

const named = (id: SQL) => sql`(select json_object('id', np.id, 'nameEn', np.name_en, 'nameHi', np.name_hi)
  from people np where np.id = ${id})`

/** An account as its statement reads it. */
export type AccountRow = {
  id: string
  name: string
  holder: string
  vpa: string | null
  bank: string | null
  number: string | null
  ifsc: string | null
  setById: string
  setBy: string | null
  setAt: number
  endedById: string | null
  endedBy: string | null
  endedAt: number | null
}

/** The accounts of now, then those that ended. */
export const accounts = (guard: SQL) =>
  q.all<AccountRow>(sql`select id, name, holder, vpa, bank, number, ifsc, set_by as "setById",
      ${named(sql`set_by`)} as "setBy", set_at as "setAt", ended_by as "endedById", ${named(sql`ended_by`)} as "endedBy",
      ended_at as "endedAt"
    from bank_accounts where ${guard} order by ended_at is not null, set_at desc, id desc limit 100`)

type By = { actor: Actor; now: number }

/** Sets an account, unless one of the same address or number is in use. */
export const setAccount = (a: z.infer<typeof AccountDraft>, { actor, now }: By, guard: SQL) =>
  q.run(sql`insert into bank_accounts (id, name, holder, vpa, bank, number, ifsc, set_by, set_at)
    select ${a.id}, ${a.name}, ${a.holder}, ${a.vpa ?? null}, ${a.bank ?? null}, ${a.number ?? null}, ${a.ifsc ?? null},
      ${actor.personId}, ${now} where ${guard} on conflict do nothing`)

/** Ends an account: nothing is sent to it any more. */
export const endAccount = (id: string, { actor, now }: By, guard: SQL) =>
  q.run(sql`update bank_accounts set ended_by = ${actor.personId}, ended_at = ${now}
    where id = ${id} and ended_at is null and ${guard}`)

/** Tells whoever else looks after the organisation's money that an account changed, if the statement before wrote. */
export const tellChanged = (id: string, link: string, { actor, now }: By) =>
  q.run(sql`insert into outbox (id, key, topic, person_id, facts, created_at)
    select ${newId()} || ':' || p.person_id, 'account-changed:' || b.id || ':' || ${now} || ':' || p.person_id,
      'account-changed', p.person_id, json_object('name', b.name, 'link', ${link}), ${now}
    from bank_accounts b, (select distinct person_id from powers where role in ('owner', 'treasurer')
      and path = ${rootPath} and person_id <> ${actor.personId} and from_at <= ${now}
      and (until_at is null or until_at > ${now})) p
    where b.id = ${id} and ${whenWritten} on conflict do nothing`)

/** The rules of money as their statement reads them. */
export type RulesRow = {
  version: number
  twoAboveMinor: number
  claimDays: number
  classification: 'contribution' | 'fee_for_service' | null
  programmes: string
  setById: string | null
  setBy: string | null
  setAt: number
  byKind: 'contribution' | 'fee_for_service'
}

/** The rules of money that are in force. */
export const rules = (guard: SQL) =>
  q.all<RulesRow>(sql`select r.seq as version, r.two_above_minor as "twoAboveMinor", r.claim_days as "claimDays",
      r.classification, r.programmes, r.set_by as "setById", ${named(sql`r.set_by`)} as "setBy", r.set_at as "setAt",
      case o.kind when 'political_party' then 'contribution' else 'fee_for_service' end as "byKind"
    from money_rule r, organisation o where ${guard}`)

/** Sets the rules of money, if those that were seen are in force. */
export const setRules = (r: z.infer<typeof RulesDraft>, { actor, now }: By, guard: SQL) =>
  q.run(sql`insert into money_rules (seq, two_above_minor, claim_days, classification, programmes, set_by, set_at)
    select ${r.version + 1}, ${r.twoAboveMinor}, ${r.claimDays}, ${r.classification},
      ${JSON.stringify(Object.fromEntries(r.programmes.map((p) => [p.programmeId, p.classification])))},
      ${actor.personId}, ${now}
    where ${guard} and not exists (select 1 from money_rules where seq > ${r.version})
      and exists (select 1 from money_rules where seq = ${r.version})
      and not exists (select 1 from json_each(${jsonList(r.programmes.map((p) => p.programmeId))})
        where value not in (select id from programmes))
    on conflict do nothing`)
