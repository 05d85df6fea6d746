import { type SQL, sql } from 'drizzle-orm'
import type { PowersTable } from '../platform/auth.ts'

/** The powers of whoever takes a table, and those by which he sees contacts and money. */
export type Seeing = { own: PowersTable; contact: PowersTable; money: PowersTable }

/** A table: its columns, and the statement of its rows (`id`, `cells`) after a row. */
type Table<A = unknown> = {
  columns: readonly string[]
  rows: (asked: A & { after?: string | undefined }, seeing: Seeing) => SQL
}

const words = (line: string): readonly string[] => line.split(' ')

const beyond = (after: string | undefined, place: SQL, of: SQL) =>
  after ? sql`and ${place} > (${of})` : sql``

/** The cells by which an import knows a person `p` of unit `v`; phones for whoever may see contacts. */
const person = ({ contact }: Seeing) =>
  sql`p.name_en, p.name_hi, p.external_code, case when ${contact.holds({ path: sql`v.path` })} then p.phone end`

/** Units that are open, the top one first. */
export const units: Table = {
  columns: words('code parent_code level name_en name_hi aliases'),
  rows: ({ after }, { own }) => sql`select u.id, json_array(u.code, t.code, u.level_id, u.name_en, u.name_hi,
      (select group_concat(value, '; ') from json_each(u.aliases))) as cells
    from units u left join units t on t.id = u.parent_id
    where u.closed_on is null and ${own.holds({ path: sql`u.path` })}
      ${beyond(after, sql`u.path`, sql`select path from units where id = ${after}`)}
    order by u.path`,
}

/** Offices that people hold or held. */
export const offices: Table = {
  columns: words('name_en name_hi code phone unit_code office from until'),
  rows: (
    { after },
    seeing,
  ) => sql`select o.id, json_array(${person(seeing)}, u.code, o.kind_id, o.from_on, o.until_on) as cells
    from units u cross join offices o on o.unit_id = u.id join people p on p.id = o.person_id join units v on v.id = p.unit_id
    where ${seeing.own.holds({ path: sql`u.path` })} and ${seeing.own.holds({ path: sql`v.path` })}
      ${beyond(after, sql`(u.path, o.id)`, sql`select a.path, b.id from offices b join units a on a.id = b.unit_id where b.id = ${after}`)}
    order by u.path, o.id`,
}

const trainedHere = sql`select c.id, c.unit_id, c.person_id, c.tier_id, null as subject_id, w.ends_on as on_day,
    (select group_concat(f.name_en, '; ') from lineage l join people f on f.id = l.trainer_id
      where l.credential_id = c.id) as taught_by, w.venue_en as place, c.code as certificate, 'here' as source, c.generation
  from credentials c join workshops w on w.id = c.workshop_id where c.revoked_at is null`
const trainedBefore = sql`select id, unit_id, person_id, tier_id, subject_id, on_day, taught_by, place, certificate,
    'before' as source, null as generation from prior_trainings`

/** Who was trained in what: certificates that stand, and training from before. */
export const trainings: Table = {
  columns: words(
    'name_en name_hi code phone unit_code programme tier subject trained_on trained_by place certificate source generation',
  ),
  rows: ({ after }, seeing) => {
    const arm = (of: SQL) => sql`select x.id, u.path, json_array(${person(seeing)}, v.code,
        coalesce((select name_en from programmes where id = t.programme_id),
          (select g.name_en from subjects s join programmes g on g.id = s.programme_id where s.id = x.subject_id)),
        t.name_en, (select name_en from subjects where id = x.subject_id), x.on_day, x.taught_by, x.place, x.certificate,
        x.source, x.generation) as cells
      from units u cross join (${of}) x on x.unit_id = u.id left join tiers t on t.id = x.tier_id
        join people p on p.id = x.person_id join units v on v.id = p.unit_id
      where ${seeing.own.holds({ path: sql`u.path` })}
        ${beyond(
          after,
          sql`(u.path, x.id)`,
          sql`select a.path, b.id from (select id, unit_id from credentials
          union all select id, unit_id from prior_trainings) b join units a on a.id = b.unit_id where b.id = ${after}`,
        )}`
    return sql`select id, cells, path from (${arm(trainedHere)} union all ${arm(trainedBefore)}) order by path, id`
  },
}

/** Registrations of one workshop or of all, with days attended and, for whoever may see it, money. */
export const registrations: Table<{ workshop?: string | undefined }> = {
  columns: words(
    'workshop starts_on name_en name_hi code phone unit_code level registration registered_on cancelled_on days currency due paid',
  ),
  rows: ({ after, workshop }, seeing) => {
    const money = (of: SQL) =>
      sql`case when ${seeing.money.holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })}
        then printf('%.2f', (${of}) / 100.0) end`
    return sql`select g.id, json_array(w.name_en, w.starts_on, ${person(seeing)}, u.code, u.level_id, g.code,
        date(g.registered_at, 'unixepoch'), date(g.cancelled_at, 'unixepoch'),
        (select count(*) from marks m where m.registration_id = g.id), w.currency,
        ${money(sql`select coalesce((select amount_minor from dues where registration_id = g.id), 0)
          - coalesce((select sum(amount_minor) from waivers where registration_id = g.id), 0)`)},
        ${money(sql`select coalesce(sum(amount_minor), 0) from payments where registration_id = g.id`)}) as cells
      from ${
        workshop
          ? sql`registrations g join units u on u.id = g.unit_id`
          : sql`units u cross join registrations g on g.unit_id = u.id`
      } join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id
        join people p on p.id = g.person_id join units v on v.id = p.unit_id
      where ${seeing.own.holds({ path: sql`u.path` })} ${workshop ? sql`and g.workshop_id = ${workshop}` : sql``}
        ${beyond(after, sql`(u.path, g.id)`, sql`select a.path, b.id from registrations b join units a on a.id = b.unit_id where b.id = ${after}`)}
      order by u.path, g.id`
  },
}

/** Payments with their receipts, the oldest first. */
export const payments: Table<{
  from?: number | undefined
  until?: number | undefined
  provider?: string | undefined
}> = {
  columns: words(
    'receipt received_on provider reference currency amount refunded payer name_en name_hi workshop registration',
  ),
  rows: ({ after, from, until, provider }, { own }) => sql`select y.id, json_array(x.number,
      date(y.received_at, 'unixepoch'), y.provider, y.reference, y.currency, printf('%.2f', y.amount_minor / 100.0),
      printf('%.2f', coalesce((select sum(r.amount_minor) from refunds r where r.payment_id = y.id and r.failed_at is null), 0) / 100.0),
      y.payer_name, p.name_en, p.name_hi, w.name_en, g.code) as cells
    from payments y left join receipts x on x.payment_id = y.id join registrations g on g.id = y.registration_id
      join people p on p.id = g.person_id join workshops w on w.id = g.workshop_id join units h on h.id = w.unit_id
    where y.received_at >= ${from ?? 0} and y.received_at < ${until ?? Number.MAX_SAFE_INTEGER}
      ${provider ? sql`and y.provider = ${provider}` : sql``}
      and ${own.holds({ path: sql`h.path`, workshop: sql`w.id`, tier: sql`w.tier_id` })}
      ${beyond(after, sql`(y.received_at, y.id)`, sql`select received_at, id from payments where id = ${after}`)}
    order by y.received_at, y.id`,
}
