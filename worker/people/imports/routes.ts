import { Hono } from 'hono'
import * as z from 'zod'
import { sameName, UnitRef } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import { DryRun, faultsByKind, ImportReport, sheetIn } from '../../platform/csv.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, takesCsv, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { countOf, type FoundUnit, factsFor, writePeople, written } from './queries.ts'
import { COLUMNS, readPerson } from './reading.ts'
import { planPeople } from './rules.ts'

/** A report on people also tells which names were understood as which units, to be looked at before committing. */
const PeopleReport = ImportReport.extend({
  understood: z.array(z.object({ text: z.string(), unit: UnitRef })),
})

const Texts = z.array(z.string())
const Written = z.tuple([z.object({ people: z.int() })])
const texts = (json: string) => Texts.parse(JSON.parse(json))
const truth = (stored: number | null) => (stored === null ? null : stored === 1)

/** The units that a text names; one that only sounds partly alike is none. */
const meant = (found: readonly FoundUnit[]) =>
  found.flatMap(({ aliases, byCode, ...unit }) => {
    const names = [unit.nameEn, unit.nameHi, ...texts(aliases)]
    const named = byCode === 1 || names.some((name) => sameName(name, unit.text))
    return named ? [{ ...unit, byCode: byCode === 1 }] : []
  })

/** Importing people from a table: read once, decide, write once. */
export const imports = new Hono<TenantEnv>().post(
  '/imports/people',
  may('people:edit'),
  answers(PeopleReport, 'Import people from CSV'),
  valid('query', DryRun),
  takesCsv(COLUMNS),
  async (c) => {
    const { actor, db, holds, now, scopes } = c.var
    const sheet = await sheetIn(c, COLUMNS)
    const read = sheet.rows.map(readPerson)
    const rows = read.map(({ person }) => person)
    const [powers, units, people, officeKinds, wings, levels, [zone]] = await db.read([
      scopes,
      ...factsFor(rows, holds),
    ])
    if (powers.length === 0) throw new Problem('not-found')
    const known = people.map((person) => ({
      ...person,
      hasSmartphone: truth(person.hasSmartphone),
      canRead: truth(person.canRead),
      offices: texts(person.offices),
      wings: texts(person.wings),
      skills: texts(person.skills),
      mine: person.mine === 1,
    }))
    const plan = planPeople(rows, { units: meant(units), people: known, officeKinds, wings, levels })
    const { add, change, unchanged, understood } = plan
    const report = {
      rows: rows.length,
      accepted: add.length + change.length,
      changed: change.length,
      unchanged,
      faults: faultsByKind([...sheet.faults, ...read.flatMap(({ faults }) => faults), ...plan.faults]),
      ignored: sheet.ignored,
      understood: understood.map(({ text, byCode: _byCode, ...unit }) => ({ text, unit })),
    }
    if (c.req.valid('query').dryRun === 'true') return c.json({ ...report, committed: false })
    if (report.faults.length > 0) throw new Problem('invalid', { ...report, committed: false })
    if (report.accepted === 0) return c.json({ ...report, committed: true })
    const today = dayOf(now, zone?.timeZone ?? 'UTC')
    const { ids, statements } = writePeople(add, change, { holds, now, today, by: actor.personId })
    const results = await db.write([
      scopes,
      ...statements,
      record(c, 'people.imported', 'people', { added: add.length, changed: change.length }, written(ids)),
      countOf(ids),
    ])
    const [{ people: there }] = Written.parse(results.at(-1))
    if (there !== ids.length) throw new Problem('state-changed', { written: there })
    return c.json({ ...report, committed: true })
  },
)
