import { type SQL, sql } from 'drizzle-orm'
import { q } from '../../platform/sql.ts'
import { cutoff, type RuleName } from '../rules.ts'

/** The organisation's own rules. */
export const ownRules = () =>
  q.all<{ rule: string; days: number | null }>(sql`select rule, days from retention_rules`)

/** The latest runs. */
export const runs = () =>
  q.all<{ ranOn: string; ranAt: number; counts: string }>(
    sql`select ran_on as "ranOn", ran_at as "ranAt", counts from retention_runs order by ran_on desc limit 10`,
  )

/** Sets a rule where the guard holds; the same again changes nothing. */
export const setRule = (
  rule: RuleName,
  days: number | null,
  by: { personId: string; now: number },
  guard: SQL,
) =>
  q.run(sql`insert into retention_rules (rule, days, set_by, set_at)
    select ${rule}, ${days}, ${by.personId}, ${by.now} where ${guard}
    on conflict (rule) do update set days = excluded.days, set_by = excluded.set_by, set_at = excluded.set_at
      where days is not excluded.days`)

/** A person's phone has no use left: his last workshop is long over, and he holds no office and no power. */
const unused = (until: number) => sql`(p.phone is not null or p.email is not null)
  and exists (select 1 from registrations r where r.person_id = p.id)
  and not exists (select 1 from registrations r join workshops w on w.id = r.workshop_id
    where r.person_id = p.id and w.ends_on > date(${until}, 'unixepoch'))
  and not exists (select 1 from offices o where o.person_id = p.id and o.until_on is null)
  and not exists (select 1 from grants g where g.person_id = p.id
    and (g.until_at is null or g.until_at > ${until}))`

const TENANT = ['messages', 'entries', 'phones', 'requests'] as const

/** The rules that act in an organisation's own database. */
export type TenantRule = (typeof TENANT)[number]

/** What a rule reaches, as the condition of its statement; `until` is its cutoff. */
const reached: Record<TenantRule, (until: number) => SQL> = {
  messages: (until) => sql`sent_at is not null and sent_at <= ${until}`,
  entries: (until) => sql`ended_at is not null and ended_at <= ${until}`,
  phones: (until) => sql`id in (select p.id from people p where ${unused(until)})`,
  requests: (until) =>
    sql`outcome is not null and closed_at <= ${until} and (words <> '{}' or answer is not null)`,
}

const TABLES: Record<TenantRule, SQL> = {
  messages: sql`outbox`,
  entries: sql`entries`,
  phones: sql`people`,
  requests: sql`privacy_requests`,
}

const doing: Record<TenantRule, SQL> = {
  messages: sql`delete from outbox`,
  entries: sql`delete from entries`,
  phones: sql`update people set phone = null, email = null, version = version + 1`,
  requests: sql`update privacy_requests set words = '{}', answer = null`,
}

type Standing = readonly { rule: RuleName; days: number | null }[]

const acting = (rules: Standing, now: number) =>
  TENANT.flatMap((rule) => {
    const until = cutoff(rules.find((one) => one.rule === rule)?.days ?? null, now)
    return until === null ? [] : [{ rule, until }]
  })

/** How much each rule that is on reaches now, as one JSON object. */
export const reachedBy = (rules: Standing, now: number) => {
  const counts = acting(rules, now).map(
    ({ rule, until }) => sql`${rule}, (select count(*) from ${TABLES[rule]} where ${reached[rule](until)})`,
  )
  return q.all<{ counts: string }>(sql`select json_object(${sql.join(counts, sql`, `)}) as counts`)
}

/** Takes away what the rules reach. */
export const takeAway = (rules: Standing, now: number) =>
  acting(rules, now).map(({ rule, until }) => q.run(sql`${doing[rule]} where ${reached[rule](until)}`))

/** Notes a run, one a day. */
export const ran = (day: string, counts: string, now: number) =>
  q.run(sql`insert into retention_runs (ran_on, ran_at, counts) values (${day}, ${now}, ${counts})
    on conflict do nothing`)
