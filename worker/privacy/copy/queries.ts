import { type SQL, sql } from 'drizzle-orm'
import { powersOn } from '../../platform/auth.ts'
import { rolesWith } from '../../platform/roles.ts'
import { q } from '../../platform/sql.ts'
import { SECTIONS, type Section } from './shapes.ts'

const HISTORY_MAX = 2000

/** Roles that see a person of their units by name. */
const readers = sql.raw(
  [
    ...new Set([
      ...rolesWith('people:read'),
      ...rolesWith('registrations:read'),
      ...rolesWith('privacy:manage'),
    ]),
  ]
    .map((role) => `'${role}'`)
    .join(', '),
)

const unitOf = (id: string) => sql.raw(`(select name_en || ' / ' || name_hi from units where id = ${id})`)

const workshop = sql.raw(`w.name_en || ' / ' || w.name_hi`)

/** What each part of a copy is read by, of the person `:id`. */
const READ: Record<Section, (id: string, now: number) => SQL> = {
  person: (id) => sql`select p.name_en as "nameEn", p.name_hi as "nameHi", ${unitOf('p.unit_id')} as unit,
      p.guardian_name as "guardianName", p.gender, p.born_year as "bornYear", p.phone, p.email, p.language,
      p.has_smartphone as "hasSmartphone", p.can_read as "canRead", p.external_code as code, p.created_at as "keptSinceAt"
    from people p where p.id = ${id}`,
  transfers: (id) => sql`select ${unitOf('t.from_unit_id')} as "from", ${unitOf('t.unit_id')} as unit, t.at
    from transfers t where t.person_id = ${id} order by t.seq`,
  merges: (
    id,
  ) => sql`select g.name_en || ' / ' || g.name_hi as name, m.merged_at as at, m.undone_at as "undoneAt",
      m.gone_before as facts
    from merges m join people g on g.id = m.gone_id where m.kept_id = ${id} order by m.merged_at`,
  lists: (id) =>
    sql`select name, filters, saved_at as "savedAt" from people_lists where owner_id = ${id} order by name`,
  offices: (id) => sql`select k.name_en || ' / ' || k.name_hi as office, ${unitOf('o.unit_id')} as unit,
      o.from_on as "fromOn", o.until_on as "untilOn"
    from offices o join office_kinds k on k.id = o.kind_id where o.person_id = ${id} order by o.from_on`,
  wings: (id) => sql`select w.name_en || ' / ' || w.name_hi as wing
    from wing_members m join wings w on w.id = m.wing_id where m.person_id = ${id} order by w.name_en`,
  skills: (id) =>
    sql`select skill, state, evidence, said_at as "saidAt" from skills where person_id = ${id} order by skill`,
  powers: (
    id,
  ) => sql`select g.role, ${unitOf('g.unit_id')} as unit, g.from_at as "fromAt", g.until_at as "untilAt"
    from grants g where g.person_id = ${id} order by g.from_at`,
  nominations: (id) => sql`select t.name_en || ' / ' || t.name_hi as tier, ${unitOf('n.unit_id')} as unit,
      n.nominated_at as "nominatedAt", n.withdrawn_at as "withdrawnAt"
    from nominations n join tiers t on t.id = n.tier_id where n.person_id = ${id} order by n.nominated_at`,
  registrations: (id) => sql`select ${workshop} as workshop, ${unitOf('r.unit_id')} as unit, r.code,
      r.registered_at as "registeredAt", r.cancelled_at as "cancelledAt", d.amount_minor as "dueMinor"
    from registrations r join workshops w on w.id = r.workshop_id left join dues d on d.registration_id = r.id
    where r.person_id = ${id} order by r.registered_at`,
  waits: (
    id,
  ) => sql`select ${workshop} as workshop, ${unitOf('wp.unit_id')} as unit, a.state, a.asked_at as "askedAt",
      a.offered_at as "offeredAt", a.ended_at as "endedAt", (select group_concat(v.reason, '; ') from wait_moves v
        where v.wait_id = a.id) as reason
    from wait_people wp join waits a on a.id = wp.wait_id join workshops w on w.id = a.workshop_id
    where wp.person_id = ${id} order by a.asked_at`,
  attendance: (
    id,
  ) => sql`select ${workshop} as workshop, m.day_on as "dayOn", m.way, m.marked_at as "markedAt"
    from registrations r join marks m on m.registration_id = r.id join workshops w on w.id = r.workshop_id
    where r.person_id = ${id}
    union all select ${workshop} || ': ' || s.title_en || ' / ' || s.title_hi, s.day_on, 'session', o.marked_at
    from registrations r join session_marks o on o.registration_id = r.id join sessions s on s.id = o.session_id
      join workshops w on w.id = r.workshop_id
    where r.person_id = ${id} order by 2, 4`,
  assessments: (
    id,
  ) => sql`select ${workshop} as workshop, p.name_en || ' / ' || p.name_hi as name, x.right, x.questions,
      x.passed, x.taken_at as "takenAt"
    from registrations r join results x on x.registration_id = r.id join papers p on p.id = x.paper_id
      join workshops w on w.id = r.workshop_id
    where r.person_id = ${id} order by x.taken_at`,
  stays: (id) => sql`select ${workshop} as workshop, ${unitOf('y.unit_id')} as unit, y.from_on as "fromOn",
      y.until_on as "untilOn", y.done, y.logged_at as "recordedAt"
    from registrations r join stays y on y.registration_id = r.id join workshops w on w.id = r.workshop_id
    where r.person_id = ${id} order by y.from_on`,
  payments: (
    id,
  ) => sql`select ${workshop} as workshop, y.amount_minor as "amountMinor", y.currency, y.provider,
      y.reference, y.payer_name as "payerName", y.received_at as "receivedAt", c.number as receipt
    from registrations r join payments y on y.registration_id = r.id join workshops w on w.id = r.workshop_id
      left join receipts c on c.payment_id = y.id
    where r.person_id = ${id}
    union all select ${workshop}, k.amount_minor, k.currency, k.provider, k.reference, k.payer_name, k.claimed_at, null
    from registrations r join claims k on k.registration_id = r.id join workshops w on w.id = r.workshop_id
    where r.person_id = ${id} and k.outcome is not 'verified' order by 7`,
  payer: (id) => sql`select y.legal_name as "legalName", y.address, y.pan_last as "panEndsWith", y.citizen,
      y.declared_at as "declaredAt", y.recorded_at as "recordedAt" from payers y where y.person_id = ${id}`,
  exceptions: (id) => sql`select x.kind, x.raised_at as "raisedAt", x.settled_at as "settledAt", x.note
    from exceptions x where x.subject in (select m.subject from money_subjects m where m.person_id = ${id})
    order by x.raised_at`,
  questions: (
    id,
  ) => sql`select a.kind, ${workshop} as workshop, a.reason, a.asked_at as "askedAt", a.decision as outcome,
      a.note as answer, a.decided_at as "closedAt"
    from approvals a left join workshops w on w.id = a.workshop_id where a.person_id = ${id} order by a.asked_at`,
  certificates: (id) => sql`select ${workshop} as workshop, c.code, c.generation, c.issued_at as "issuedAt",
      c.revoked_at as "revokedAt", c.revoked_reason as "revokedReason"
    from credentials c join workshops w on w.id = c.workshop_id where c.person_id = ${id} order by c.issued_at`,
  trainings: (
    id,
  ) => sql`select t.name_en || ' / ' || t.name_hi as tier, s.name_en || ' / ' || s.name_hi as subject,
      ${unitOf('y.unit_id')} as unit, y.on_day as "on", y.taught_by as "taughtBy", y.place, y.certificate,
      y.recorded_at as "recordedAt"
    from prior_trainings y left join tiers t on t.id = y.tier_id left join subjects s on s.id = y.subject_id
    where y.person_id = ${id} order by y.on_day`,
  samples: (
    id,
  ) => sql`select ${workshop} as workshop, s.answers, s.known as "right", s.missed, s.asked_at as "askedAt"
    from credentials c join sampled s on s.credential_id = c.id join workshops w on w.id = c.workshop_id
    where c.person_id = ${id} and (s.answers is not null or s.missed is not null) order by s.asked_at`,
  teaching: (id) => sql`select ${workshop} as workshop, w.starts_on as "startsOn", f.leads
    from faculty f join workshops w on w.id = f.workshop_id where f.person_id = ${id} order by w.starts_on`,
  signed: (
    id,
  ) => sql`select t.name_en || ' / ' || t.name_hi as tier, ${unitOf('f.unit_id')} as unit, f.on_day as "dayOn",
      f.trained, f.units, f.note as remark, f.signed_at as "signedAt"
    from sign_offs f join tiers t on t.id = f.tier_id where f.signed_by = ${id} order by f.seq`,
  duties: (id) => sql`select ${workshop} as workshop, s.title_en || ' / ' || s.title_hi as session,
      d.assigned_at as "givenAt", d.ended_at as "endedAt", nullif(d.reason, '') as reason
    from duties d join workshops w on w.id = d.workshop_id left join sessions s on s.id = d.session_id
    where d.person_id = ${id} order by d.assigned_at`,
  feedback: (
    id,
  ) => sql`select ${workshop} as workshop, coalesce(s.title_en || ' / ' || s.title_hi, '') as session,
      f.clear || ', ' || f.useful || ', ' || f.involved || ', ' || f.ready as said, nullif(f.words, '') as words,
      f.changed_at as "changedAt"
    from registrations r join feedback f on f.registration_id = r.id join workshops w on w.id = f.workshop_id
      left join sessions s on s.id = f.session_id
    where r.person_id = ${id} order by f.changed_at`,
  consents: (id) => sql`select c.given, n.version, c.language, c.channel, c.recorded_at as "recordedAt",
      c.witness_name as witness, c.read_out as "readOut", c.guardian_name as guardian, c.guardian_relation as relation,
      c.guardian_verified as verified
    from consents c join notices n on n.id = c.notice_id where c.person_id = ${id} order by c.seq`,
  requests: (
    id,
  ) => sql`select r.kind, r.words, r.asked_at as "askedAt", r.outcome, r.answer, r.closed_at as "closedAt"
    from privacy_requests r where r.person_id = ${id} order by r.asked_at`,
  cards: (id) => sql`select number, issued_at as "issuedAt", revoked_at as "revokedAt"
    from cards where person_id = ${id} order by issued_at`,
  entries: (id) => sql`select entered_at as "enteredAt", ended_at as "endedAt",
      case when card_id is null then 'account' else 'card' end as way
    from entries where person_id = ${id} order by entered_at`,
  messages: (id) => sql`select topic, created_at as "createdAt", sent_at as "sentAt"
    from outbox where person_id = ${id} order by created_at`,
  seenBy: (
    id,
    now,
  ) => sql`select distinct h.name_en || ' / ' || h.name_hi as name, o.role, u.name_en || ' / ' || u.name_hi as unit
    from people p cross join units pu on pu.id = p.unit_id
      cross join ${powersOn(sql`(select hu.path from people h join units hu on hu.id = h.unit_id where h.id = ${id})`)} o
      join people h on h.id = o.person_id join units u on u.path = o.path
    where p.id = ${id} and h.id <> p.id and o.role in (${readers}) and o.from_at <= ${now}
      and (o.until_at is null or o.until_at > ${now}) and o.workshop_id is null
      and (o.wing_id is null or exists (select 1 from wing_members m where m.person_id = p.id and m.wing_id = o.wing_id))
    order by u.path, name`,
  history: (
    id,
  ) => sql`select a.at, a.action, case when a.actor_id = ${id} then 'self' else b.name_en || ' / ' || b.name_hi end as by
    from audit a left join people b on b.id = a.actor_id
    where a.subject_id in (select ${id} union all select id from registrations where person_id = ${id}
      union all select id from nominations where person_id = ${id} union all select id from credentials where person_id = ${id}
      union all select id from offices where person_id = ${id} union all select id from grants where person_id = ${id}
      union all select id from cards where person_id = ${id} union all select id from privacy_requests where person_id = ${id}
      union all select y.id from payments y join registrations r on r.id = y.registration_id where r.person_id = ${id})
    order by a.seq limit ${HISTORY_MAX}`,
}

/** The statements of a copy, one a part, in the order of `SECTIONS`; nothing where the guard does not hold. */
export const parts = (personId: string, now: number, guard: SQL) =>
  SECTIONS.map((section) =>
    q.all<Record<string, string | number | null>>(
      sql`select * from (${READ[section](personId, now)}) where ${guard}`,
    ),
  )

/** Whose copy it is. */
export const holder = () =>
  q.all<{ nameEn: string; nameHi: string; contact: string | null }>(sql`select name_en as "nameEn",
    name_hi as "nameHi", (select contact from notices order by version desc limit 1) as contact from organisation`)
