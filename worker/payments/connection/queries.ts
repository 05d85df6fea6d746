import { type SQL, sql } from 'drizzle-orm'
import { connectedAccounts } from '../../../db/directory/schema.ts'
import { rootPath } from '../../organisations/index.ts'
import type { Actor, Holds } from '../../platform/auth.ts'
import { insertIf, q } from '../../platform/sql.ts'
import { raise, settleRaised } from '../exceptions/queries.ts'
import type { ExceptionKind } from '../exceptions/rules.ts'
import { type AccountFacts, isAsked, isReady } from './rules.ts'

/** How an account came to be connected: opened for the organisation by us, or its own that it had already. */
export type ConnectedBy = 'onboarding' | 'oauth'

/** The organisation's account as it was known last; `requirements` is JSON. Nulls: never heard of. */
export type OwnRow = {
  nameEn: string
  account: string | null
  ready: number
  /** How many accounts it has had. */
  accounts: number
  livemode: number | null
  way: ConnectedBy | null
  connectedAt: number | null
  disconnectedAt: number | null
  chargesEnabled: number | null
  payoutsEnabled: number | null
  detailsSubmitted: number | null
  cardPayments: string | null
  disabledReason: string | null
  requirements: string | null
  checkedAt: number | null
  /** Payments begun and not decided, and refunds that Stripe has not ended. */
  checkouts: number
  refunds: number
}

const checkoutsOn = (account: SQL) =>
  sql`(select count(*) from attempts a where a.decision is null and a.stripe_account_id = ${account})`
const refundsOn = (account: SQL) => sql`(select count(*) from stripe_refunds r
  join attempts a on a.id = r.attempt_id where r.state in ('waiting', 'pending') and a.stripe_account_id = ${account})`

/** The organisation's name and account, for whoever may connect one. */
export const ownAccount = (holds: Holds) =>
  q.all<OwnRow>(sql`select o.name_en as "nameEn", o.stripe_account_id as account, o.stripe_ready as ready,
      (select count(*) from stripe_accounts) as accounts, s.livemode, s.way, s.connected_at as "connectedAt",
      s.disconnected_at as "disconnectedAt", s.charges_enabled as "chargesEnabled",
      s.payouts_enabled as "payoutsEnabled", s.details_submitted as "detailsSubmitted",
      s.card_payments as "cardPayments", s.disabled_reason as "disabledReason", s.requirements,
      s.checked_at as "checkedAt", ${checkoutsOn(sql`o.stripe_account_id`)} as checkouts,
      ${refundsOn(sql`o.stripe_account_id`)} as refunds
    from organisation o left join stripe_accounts s on s.id = o.stripe_account_id
    where ${holds({ path: rootPath })}`)

/** Whose account it is, and in which mode. */
export type Claim = { account: string; slug: string; livemode: boolean }

/**
 * In the directory: an account becomes an organisation's own, unless it is another's or the organisation uses one
 * already. What was parked because it was disconnected is looked at again. Answers whose it is then.
 */
export const claim = ({ account, slug, livemode }: Claim, now: number) =>
  [
    insertIf(
      connectedAccounts,
      { id: account, slug, livemode: livemode ? 1 : 0, connectedAt: now, checkedAt: now },
      sql`true`,
    ),
    q.run(sql`update or ignore connected_accounts set deauthorized_at = null, checked_at = ${now}
      where id = ${account} and slug = ${slug} and livemode = ${livemode ? 1 : 0} and deauthorized_at is not null`),
    q.run(sql`update stripe_inbox set state = 'received', error = null, done_at = null
      where account = ${account} and state = 'parked' and error = ${DISCONNECTED}
        and exists (select 1 from connected_accounts where id = ${account} and deauthorized_at is null)`),
    ownerOf(account),
  ] as const

/** Why an event of an account that has cut us off is parked. */
export const DISCONNECTED = 'the account is disconnected'

/** In the directory: when Stripe was asked how an account stands. */
export const checked = (account: string, now: number) =>
  q.run(sql`update connected_accounts set checked_at = ${now} where id = ${account}`)

/** In the directory: the organisation has cut us off. */
export const disconnect = (account: string, now: number) =>
  q.run(sql`update connected_accounts set deauthorized_at = ${now}, charges_enabled = 0, checked_at = ${now}
    where id = ${account} and deauthorized_at is null`)

/** In the organisation: its fees go to this account from now on. One that is in use is not replaced. */
export const adopt = (account: string, now: number) =>
  q.run(sql`update organisation set stripe_account_id = ${account}, stripe_ready = 0
    where stripe_account_id is null or exists (select 1 from stripe_accounts s
      where s.id = organisation.stripe_account_id and s.disconnected_at <= ${now})`)

/** How an account became the organisation's. */
export type Coming = { livemode: boolean; way: ConnectedBy; personId: string | null; fresh: boolean }

/**
 * In the organisation: what Stripe said of its account, whether it takes fees now, and what somebody must look at. An
 * account that is not its own changes nothing; one that was disconnected comes back only `fresh` from Stripe's page.
 */
export function keepFacts(f: AccountFacts, { livemode, way, personId, fresh }: Coming, now: number) {
  const bit = (on: boolean) => (on ? 1 : 0)
  const ready = isReady(f)
  const used = sql`exists (select 1 from organisation o join stripe_accounts s on s.id = o.stripe_account_id
    where o.stripe_account_id = ${f.id} and s.disconnected_at is null)`
  const alert = (kind: ExceptionKind, on: boolean, detail: Record<string, string | number | null>) =>
    on ? raise({ kind, subject: f.id, detail }, now, used) : settleRaised({ kind, subject: f.id }, now, used)
  return [
    q.run(sql`insert into stripe_accounts (id, livemode, way, connected_at, connected_by, charges_enabled,
        payouts_enabled, details_submitted, card_payments, disabled_reason, requirements, checked_at)
      select ${f.id}, ${bit(livemode)}, ${way}, ${now}, ${personId}, ${bit(f.chargesEnabled)}, ${bit(f.payoutsEnabled)},
        ${bit(f.detailsSubmitted)}, ${f.cardPayments}, ${f.disabledReason}, ${JSON.stringify(f.requirements)}, ${now}
      from organisation where stripe_account_id = ${f.id}
      on conflict (id) do update set charges_enabled = excluded.charges_enabled,
        payouts_enabled = excluded.payouts_enabled, details_submitted = excluded.details_submitted,
        card_payments = excluded.card_payments, disabled_reason = excluded.disabled_reason,
        requirements = excluded.requirements, checked_at = excluded.checked_at,
        way = case when ${bit(fresh)} then excluded.way else way end,
        connected_at = case when ${bit(fresh)} and disconnected_at is not null then excluded.connected_at else connected_at end,
        connected_by = case when ${bit(fresh)} then excluded.connected_by else connected_by end,
        disconnected_by = case when ${bit(fresh)} then null else disconnected_by end,
        disconnected_at = case when ${bit(fresh)} then null else disconnected_at end
      where excluded.checked_at >= checked_at`),
    q.run(
      sql`update organisation set stripe_ready = ${bit(ready)} where stripe_account_id = ${f.id} and ${used}`,
    ),
    alert('account-disabled', f.detailsSubmitted && !ready, {
      reason: f.disabledReason,
      cards: f.cardPayments,
    }),
    alert('account-asked', f.detailsSubmitted && ready && isAsked(f), { deadline: f.requirements.deadline }),
    settleRaised({ kind: 'account-disconnected', subject: f.id }, now, used),
  ] as const
}

/** In the organisation: its account has cut us off, by itself. Nothing can be paid online any more. */
export const lose = (account: string, livemode: boolean, now: number) =>
  [
    q.run(sql`insert into stripe_accounts (id, livemode, way, connected_at, checked_at, disconnected_at)
      select ${account}, ${livemode ? 1 : 0}, 'onboarding', ${now}, ${now}, ${now} from organisation
      where stripe_account_id = ${account}
      on conflict (id) do update set disconnected_at = ${now}, checked_at = ${now} where disconnected_at is null`),
    raise({ kind: 'account-disconnected', subject: account }, now, sql`changes() > 0`),
    q.run(sql`update organisation set stripe_ready = 0 where stripe_account_id = ${account}`),
  ] as const

/** In the organisation: no new session is opened on its account. */
export const pause = (account: string, holds: Holds) =>
  q.run(sql`update organisation set stripe_ready = 0 where stripe_account_id = ${account}
    and ${holds({ path: rootPath })}`)

/** In the organisation: the treasurer disconnects an account on which nothing is under way. */
export const part = (account: string, actor: Actor, now: number, holds: Holds) =>
  q.run(sql`update stripe_accounts set disconnected_at = ${now}, disconnected_by = ${actor.personId}
    where id = ${account} and disconnected_at is null and ${holds({ path: rootPath })}
      and ${checkoutsOn(sql`stripe_accounts.id`)} = 0 and ${refundsOn(sql`stripe_accounts.id`)} = 0`)

/** Sessions that can still be paid into an account. */
export const openSessions = (account: string) =>
  q.all<{ sessionId: string }>(sql`select session_id as "sessionId" from attempts
    where decision is null and session_id is not null and stripe_account_id = ${account} limit 200`)

/** In the directory: whose account it is, in which mode, and whether it is still connected. */
export const ownerOf = (account: string) =>
  q.all<{ slug: string; livemode: number; deauthorizedAt: number | null }>(
    sql`select slug, livemode, deauthorized_at as "deauthorizedAt" from connected_accounts where id = ${account}`,
  )

/** In the directory: every account of a mode that is still connected, and up to when its events were read. */
export const connected = (livemode: boolean) =>
  q.all<{ id: string; slug: string; since: number; sweptAt: number | null }>(
    sql`select id, slug, coalesce(swept_at, connected_at) as since, swept_at as "sweptAt" from connected_accounts
      where deauthorized_at is null and livemode = ${livemode ? 1 : 0}`,
  )

/** In the directory: an account's events were read up to an instant. */
export const swept = (account: string, until: number) =>
  q.run(
    sql`update connected_accounts set swept_at = max(coalesce(swept_at, 0), ${until}) where id = ${account}`,
  )
