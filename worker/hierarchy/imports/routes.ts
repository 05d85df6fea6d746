import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { DryRun, faultsByKind, ImportReport, severalOf, sheetIn } from '../../platform/csv.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, takesCsv, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { countOf, factsFor, writeUnits, written } from './queries.ts'
import { planUnits } from './rules.ts'

const COLUMNS = {
  required: ['code', 'parent_code', 'level'],
  oneOf: [['name_en', 'name_hi']],
  optional: ['aliases'],
}

const Aliases = z.array(z.string())
const Written = z.tuple([z.object({ units: z.int() })])

/** Importing the tree from a table: read once, decide, write once. */
export const imports = new Hono<TenantEnv>().post(
  '/imports/units',
  may('units:edit'),
  answers(ImportReport, 'Import units from CSV'),
  valid('query', DryRun),
  takesCsv(COLUMNS),
  async (c) => {
    const { db, holds, now, scopes } = c.var
    const sheet = await sheetIn(c, COLUMNS)
    const rows = sheet.rows.map(({ row, cell }) => ({
      row,
      code: cell('code'),
      parentCode: cell('parent_code'),
      level: cell('level'),
      nameEn: cell('name_en'),
      nameHi: cell('name_hi'),
      aliases: severalOf(cell('aliases')),
    }))
    const codes = [...new Set(rows.flatMap(({ code, parentCode }) => [code, parentCode]))]
    const [powers, levels, found] = await db.read([scopes, ...factsFor(codes, holds)])
    if (powers.length === 0) throw new Problem('not-found')
    const there = found.map(({ aliases, mine, ...unit }) => ({
      ...unit,
      aliases: Aliases.parse(JSON.parse(aliases)),
      mine: mine === 1,
    }))
    const { add, rename, unchanged, faults } = planUnits(rows, levels, there)
    const report = {
      rows: rows.length,
      accepted: add.length + rename.length,
      changed: rename.length,
      unchanged,
      faults: faultsByKind([...sheet.faults, ...faults]),
      ignored: sheet.ignored,
    }
    if (c.req.valid('query').dryRun === 'true') return c.json({ ...report, committed: false })
    if (report.faults.length > 0) throw new Problem('invalid', { ...report, committed: false })
    if (report.accepted === 0) return c.json({ ...report, committed: true })
    const { ids, statements } = writeUnits(add, rename, holds, now)
    const results = await db.write([
      scopes,
      ...statements,
      record(c, 'units.imported', 'units', { added: add.length, renamed: rename.length }, written(ids)),
      countOf(ids),
    ])
    const [{ units }] = Written.parse(results.at(-1))
    if (units !== ids.length) throw new Problem('state-changed', { written: units })
    return c.json({ ...report, committed: true })
  },
)
