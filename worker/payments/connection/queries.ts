import { sql } from 'drizzle-orm'
import { connectedAccounts } from '../../../db/directory/schema.ts'
import { rootPath } from '../../organisations/index.ts'
import type { Holds } from '../../platform/auth.ts'
import { insertIf, q } from '../../platform/sql.ts'

/** The organisation's name and account, for whoever may connect one. */
export const ownAccount = (holds: Holds) =>
  q.all<{
    nameEn: string
    account: string | null
  }>(sql`select name_en as "nameEn", stripe_account_id as account
    from organisation where ${holds({ path: rootPath })}`)

/** What Stripe says of a connected account, as far as it matters here. */
export type AccountFacts = {
  id: string
  chargesEnabled: boolean
  detailsSubmitted: boolean
  cardPayments: boolean
  disabledReason: string | null
}

/** Whether fees can be paid into an account. */
export const isReady = (a: AccountFacts) => a.chargesEnabled && a.cardPayments

/** In the directory: whose account this is, and how it stands. The first to claim an account keeps it. */
export const connect = (a: AccountFacts, slug: string, livemode: boolean, now: number) =>
  [
    insertIf(
      connectedAccounts,
      { id: a.id, slug, livemode: livemode ? 1 : 0, connectedAt: now, checkedAt: now },
      sql`true`,
    ),
    refresh(a, now),
  ] as const

/** In the directory: how an account stands. */
export const refresh = (a: AccountFacts, now: number) =>
  q.run(sql`update connected_accounts set charges_enabled = ${a.chargesEnabled ? 1 : 0},
    details_submitted = ${a.detailsSubmitted ? 1 : 0}, disabled_reason = ${a.disabledReason}, checked_at = ${now}
    where id = ${a.id}`)

/** In the directory: the organisation has cut us off. */
export const disconnect = (account: string, now: number) =>
  q.run(sql`update connected_accounts set deauthorized_at = ${now}, charges_enabled = 0, checked_at = ${now}
    where id = ${account} and deauthorized_at is null`)

/** In the organisation: which account its fees go to, and whether it takes any now. */
export const adopt = (account: string, ready: boolean) =>
  q.run(sql`update organisation set stripe_account_id = ${account}, stripe_ready = ${ready ? 1 : 0}
    where stripe_account_id is null or stripe_account_id = ${account}`)

/** In the organisation: whether its account takes fees now. An account that is not its own changes nothing. */
export const setReady = (account: string, ready: boolean) =>
  q.run(sql`update organisation set stripe_ready = ${ready ? 1 : 0} where stripe_account_id = ${account}`)

/** In the directory: whose account it is, and whether it is still connected. */
export const ownerOf = (account: string) =>
  q.all<{ slug: string; deauthorizedAt: number | null }>(sql`select slug, deauthorized_at as "deauthorizedAt"
    from connected_accounts where id = ${account}`)

/** In the directory: every account that is still connected. */
export const connected = () =>
  q.all<{ id: string; slug: string }>(
    sql`select id, slug from connected_accounts where deauthorized_at is null`,
  )
