import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { type Built, builders, everywhere, found } from './in-process.ts'

const { changes, history, undoings, standing, load } = await builders()

/** What may be read from end to end: subqueries that are bounded already, and tiers. Whatever else is scanned grows. */
const BOUNDED = new Set([
  'b',
  'c',
  'f',
  'h',
  'm',
  'n',
  'o',
  'r',
  's',
  't',
  'above',
  'organisation',
  'CONSTANT',
  '(subquery',
])

test('a unit as of a day, its history, its offices and what stands on a change are found by their indexes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-plans-'))
  const db = found(join(folder, 'plans.db'), 0)
  const [unit, change, on] = [v7(), v7(), '2026-11-21']
  const asked: [string, readonly unknown[]][] = [
    ['page', history.unitPageThen(unit, on, everywhere)],
    ['children', [history.childrenThen(unit, '', on, everywhere)]],
    ['offices', [standing.officesIn(unit, everywhere), standing.tiersIn(unit, everywhere)]],
    ['sight', [changes.sightOver(change, 0), changes.servedOver(change, on)]],
    ['load', load.loadOf({ tops: [unit], people: [] }, on)],
    ['built', [undoings.built(change)]],
    ['changes', [changes.changesWhere(sql`x.unit_id = ${unit}`, 0, everywhere)]],
  ]
  const scans = asked.flatMap(([name, statements]) =>
    statements.flatMap((statement) => {
      const built = statement as Built
      const plan = db.run({ getSQL: () => sql`explain query plan ${built.getSQL()}` })
      return plan
        .map(({ detail }) => `${detail}`)
        .filter((detail) => /^SCAN (?!.*VIRTUAL)/.test(detail))
        .map((detail) => `${name}: ${detail}`)
    }),
  )
  db.close()
  rmSync(folder, { recursive: true })
  const large = scans.filter((line) => !BOUNDED.has(/SCAN (\(?\w+)/.exec(line)?.[1] ?? ''))
  expect(large).toEqual([])
})
