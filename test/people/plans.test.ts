import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workerBuild } from '../../db/local/build.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

type Reads = typeof import('./reads.ts').READS

let w: World
let o: TestOrganisation
let reads: Reads
beforeAll(async () => {
  w = await world()
  o = await w.organisation()
  // The builders import what only the bundler reads (migrations as text).
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-reads-'))
  const outfile = join(folder, 'reads.mjs')
  await build({ ...workerBuild(outfile), entryPoints: ['test/people/reads.ts'] })
  reads = (await import(pathToFileURL(outfile).href)).READS
  rmSync(folder, { recursive: true })
})
afterAll(() => w.close())

/** Tables that grow with people and units; organisation, levels, wings, kinds, tiers and the like may be read whole. */
const LARGE =
  'people units registrations credentials marks payments dues nominations offices wing_members skills consents grants cards faculty lineage entries transfers merges approvals distinct_people people_lists unit_counts sessions workshops audit outbox'.split(
    ' ',
  )

/** Indexes that hold few rows only: questions that are open, lists that are shared. */
const FEW = /USING (COVERING )?INDEX (approvals_open|people_lists_shared)$/

/** The tables by the names that a statement gives them. */
function aliases(text: string): Map<string, string> {
  const names = new Map<string, string>(LARGE.map((name) => [name, name]))
  for (const [, name = '', alias = ''] of text.matchAll(/(?:from|join)\s+"?(\w+)"?\s+(?:as\s+)?"?(\w+)"?/gi))
    if (!/^(on|where|join|cross|left|order|group|limit|union|using|set)$/i.test(alias)) names.set(alias, name)
  return names
}

async function scansOf({ sql: text, params }: { sql: string; params: unknown[] }): Promise<string[]> {
  const { rows } = await o.db.execute({ sql: `explain query plan ${text}`, args: params as never })
  const names = aliases(text)
  return rows
    .map(({ detail }) => String(detail))
    .filter((detail) => {
      const scanned = /^SCAN (\w+)/.exec(detail)?.[1]
      if (!scanned || /VIRTUAL TABLE/.test(detail) || FEW.test(detail)) return false
      return LARGE.includes(names.get(scanned) ?? scanned)
    })
}

test('there are enough statements to read, and a scan would be seen', async () => {
  expect(Object.keys(reads).length).toBeGreaterThan(35)
  const plain = (sql: string) => scansOf({ sql, params: [] })
  expect(await plain("select count(*) from people p where p.gender = 'x'")).toHaveLength(1)
  expect(await plain("select * from units where name_en = 'x'")).toHaveLength(1)
  expect(await o.rows("select name from sqlite_schema where name = 'sqlite_stat1'")).toEqual([])
})

test('no list, search, count or page of people or units reads a large table whole', async () => {
  const wrong: string[] = []
  for (const [name, statements] of Object.entries(reads))
    for (const statement of statements)
      for (const scan of await scansOf(statement)) wrong.push(`${name}: ${scan}`)
  expect(wrong).toEqual([])
})
