import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/auth.ts'
import { q } from '../../platform/sql.ts'
import { amountOf, comesTo, SUBJECTS, subjectJson, unionOf, unmatched } from './subjects.ts'

/** How many lines a page holds, and how many proposals a line. */
export const [PAGE, PROPOSALS] = [30, 4]

/** How many days may lie between what we know and what the bank shows, where nothing but the amount tells. */
const NEAR = 5 * 86_400

const left = sql`(l.amount_minor - l.matched_minor)`
const explained = sql`exists (select 1 from bank_matches em where em.line_id = l.id)`

/** A line as its statement reads it. */
export type LineRow = {
  id: string
  accountId: string
  dayOn: string
  amountMinor: number
  narration: string
  reference: string
  leftMinor: number
  aside: string | null
}

const STATES = {
  open: sql`l.aside is null and l.amount_minor <> l.matched_minor`,
  matched: sql`l.aside is null and ${explained}`,
  aside: sql`l.aside is not null`,
}

/** Which lines are asked for. */
export type LinesAsked = {
  state: keyof typeof STATES
  account?: string | undefined
  after?: string | undefined
}

function pageOf({ state, account, after }: LinesAsked, guard: SQL): SQL {
  return sql`select l.* from bank_lines l where ${STATES[state]} and ${guard}
    ${account ? sql`and l.account_id = ${account}` : sql``}
    ${after ? sql`and (l.day_on, l.id) < (select al.day_on, al.id from bank_lines al where al.id = ${after})` : sql``}
    order by l.day_on desc, l.id desc limit ${PAGE + 1}`
}

const columns = sql`l.id, l.account_id as "accountId", l.day_on as "dayOn", l.amount_minor as "amountMinor", l.narration,
  l.reference, ${left} as "leftMinor", l.aside`

/** What lines `l` show, as JSON, each with how it was found. */
const shown = (lines: SQL) =>
  q.all<{ lineId: string; subject: string; found: string }>(
    unionOf(
      (s) => sql`select l.id as "lineId", ${subjectJson(s)} as subject, m.found
        from (${lines}) l cross join bank_matches m on m.line_id = l.id and m.kind = ${s.kind} cross join ${s.from}
          on ${s.id} = m.subject_id ${s.claimed === 1 ? sql`and ${s.open}` : sql``}`,
    ),
  )

/** Ways in which a line `l` may point to a fact `s`, the surest first: through what it is looked up, and on what. */
const hints = (s: (typeof SUBJECTS)[number]) => {
  const words = sql`cross join json_each(l.tokens) tw`
  const day = sql`unixepoch(l.day_on)`
  const surest = { found: 'reference', rank: 1, through: words, on: sql`${s.plain} = tw.value` }
  const weakest = {
    found: 'amount',
    rank: 3,
    through: sql``,
    on: sql`${comesTo(s, left)} and ${s.at} > ${day} - ${NEAR} and ${s.at} < ${day} + ${NEAR}`,
  }
  // Cash that was brought to the bank is nobody's registration and no cheque.
  if (s.kind === 'deposit') return [surest, weakest]
  if (s.kind === 'payout') {
    const told = sql`exists (select 1 from json_each(l.tokens) tw where tw.value = 'STRIPE')`
    return [surest, { ...weakest, found: 'words', rank: 2, on: sql`${weakest.on} and ${told}` }, weakest]
  }
  return [
    surest,
    {
      found: 'words',
      rank: 2,
      through: sql`${words} cross join registrations wg on wg.code = tw.value`,
      on: sql`${s.registration} = wg.id`,
    },
    {
      found: 'words',
      rank: 2,
      through: words,
      on: sql`${s.provider} = 'cheque' and ${comesTo(s, left)} and substr(${s.reference}, 1, 6) = tw.value`,
    },
    weakest,
  ]
}

/** What lines `l` that are not explained may show, the likeliest first. */
const proposed = (lines: SQL) =>
  q.all<{ lineId: string; subject: string; found: string }>(sql`
    select "lineId", subject, found from (
      select "lineId", subject, found, rank, row_number() over (partition by "lineId" order by rank, at desc, id) as place
      from (select "lineId", id, kind, subject, at, found, min(rank) as rank from (${unionOf((s) =>
        sql.join(
          hints(s).map(
            ({ found, rank, through, on }) => sql`select l.id as "lineId", ${s.id} as id, ${s.kind} as kind,
              ${subjectJson(s)} as subject, ${s.at} as at, ${found} as found, ${rank} as rank
            from (${lines}) l ${through} cross join ${s.from} on ${on}
            where l.aside is null and ${s.open} and ${unmatched(s)} and ${amountOf(s)} * ${left} > 0
              and abs(${amountOf(s)}) <= abs(${left})`,
          ),
          sql` union all `,
        ),
      )}) group by "lineId", kind, id))
    where place <= ${PROPOSALS} order by "lineId", place`)

/** A page of lines, what they show, what they may show, and how many are not explained. */
export function lineList(asked: LinesAsked, guard: SQL) {
  const page = pageOf(asked, guard)
  return [
    q.all<LineRow>(sql`select ${columns} from (${page}) l order by l.day_on desc, l.id desc`),
    shown(page),
    proposed(page),
    q.all<{ unexplained: number }>(sql`select count(*) as unexplained from bank_lines l
      where ${STATES.open} and ${guard}`),
  ] as const
}

/** One line with what it shows and may show. */
export function oneLine(id: string, guard: SQL) {
  const line = sql`select l.* from bank_lines l where l.id = ${id} and ${guard}`
  return [q.all<LineRow>(sql`select ${columns} from (${line}) l`), shown(line), proposed(line)] as const
}

type By = { actor: Actor; now: number }

/** Says by hand what a line shows. What does not fit its amount is refused by a trigger. */
export const match = (id: string, kind: string, subjectId: string, { actor, now }: By, guard: SQL) =>
  q.run(sql`insert into bank_matches (kind, subject_id, line_id, amount_minor, found, matched_by, matched_at)
    ${unionOf(
      (s) => sql`select ${kind}, ${s.id}, l.id, ${amountOf(s)}, 'hand', ${actor.personId}, ${now}
        from bank_lines l join ${s.from} on ${s.id} = ${subjectId} and ${s.open}
        where l.id = ${id} and ${guard}`,
      SUBJECTS.filter((s) => s.kind === kind),
    )}
    on conflict do nothing`)

/** Takes back what a line was said to show, unless a claim or a cheque was settled by it. */
export const unmatch = (id: string, guard: SQL) =>
  q.run(sql`delete from bank_matches where line_id = ${id} and ${guard} and not exists (
    select 1 from bank_matches m where m.line_id = ${id} and m.kind = 'payment' and (
      exists (select 1 from claims k where k.id = m.subject_id and k.outcome = 'verified' and k.ended_at >= m.matched_at)
      or exists (select 1 from clearings c where c.payment_id = m.subject_id and c.cleared_at >= m.matched_at)))`)

/** Sets a line aside that is no affair of fees, with a word why; an empty word brings it back. */
export const setAside = (id: string, reason: string, { actor, now }: By, guard: SQL) =>
  q.run(sql`update bank_lines as l set aside = ${reason || null}, aside_by = ${actor.personId}, aside_at = ${now}
    where l.id = ${id} and l.aside is not ${reason || null} and not ${explained} and ${guard}`)
