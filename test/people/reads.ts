import { sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { v7 } from 'uuid'
import { childrenOf, topUnits, unitPage } from '../../worker/hierarchy/queries.ts'
import { search } from '../../worker/hierarchy/search.ts'
import { suspected, suspectedOf, twoOf } from '../../worker/people/duplicates/queries.ts'
import { counted, found, type Looking, listed } from '../../worker/people/lists/queries.ts'
import { listsOf } from '../../worker/people/lists/saved.ts'
import { standing } from '../../worker/people/merges/queries.ts'
import { contactOver } from '../../worker/people/page.ts'
import { page } from '../../worker/people/queries.ts'
import { storyOf } from '../../worker/people/story/queries.ts'
import { holding, powersTable } from '../../worker/platform/auth.ts'

const NOW = 1_795_000_000
const actor = { accountId: 'account', sessionId: 'session', personId: v7() }
const id = v7()
const power = (capability: Parameters<typeof holding>[1]) => holding(actor, capability, NOW)
const table = (capability: Parameters<typeof holding>[1], name: string) =>
  powersTable(actor, capability, NOW, name)
const seeing = {
  reading: table('people:read', 'reading_powers'),
  contact: table('people:contact', 'contact_powers'),
}
const tops = sql`select path from (select '/' as path)`
const editing = table('people:edit', 'editing_powers')
const giver = { actor, now: NOW, holds: power('people:edit') }
const base: Looking = { match: undefined, exact: [], after: undefined }

const FILTERS: Record<string, Partial<Looking>> = {
  everybody: {},
  'a unit': { unit: id },
  'a unit, next page': { unit: id, after: id },
  'a wing': { wing: 'youth' },
  'a wing, next page': { wing: 'youth', unit: id, after: id },
  'an office': { office: 'mla' },
  'a skill': { skill: 'singing', unit: id },
  'trained in a tier': { trained: id },
  'not trained in a tier': { untrained: id, unit: id },
  'taught a subject': { subject: id },
  'not taught a subject': { untaught: id },
  'consent missing': { consent: 'missing' },
  'likely duplicates': { duplicates: 'likely' },
  'everything at once': {
    unit: id,
    wing: 'youth',
    office: 'mla',
    skill: 'singing',
    trained: id,
    untaught: id,
    consent: 'given',
    duplicates: 'likely',
    after: id,
  },
}

/** Anything that drizzle can turn into SQL. */
type Statement = { getSQL(): ReturnType<typeof sql> }
const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

const statements: Record<string, readonly unknown[]> = {
  ...Object.fromEntries(
    Object.entries(FILTERS).flatMap(([name, asked]) => [
      [`list: ${name}`, [listed({ ...base, ...asked }, seeing)]],
      [`count: ${name}`, [counted({ ...base, ...asked }, seeing.reading)]],
    ]),
  ),
  'search by name, phone and code': [found({ ...base, match: '"ram" *', exact: ['+919999900000'] }, seeing)],
  'search, narrowed': [found({ ...base, match: '"ram" *', unit: id, wing: 'youth' }, seeing)],
  'saved lists': [listsOf(actor, seeing.reading)],
  "a person's page": page(id, power('people:read'), contactOver({ var: { actor, now: NOW } })),
  "a person's story": storyOf(id, actor, NOW, power('people:read')),
  duplicates: suspected({}, editing),
  'duplicates below a unit, next part': suspected({ unit: id, after: id }, editing),
  'duplicates of one': suspectedOf(id, editing),
  'two side by side': [
    twoOf(id, v7(), editing),
    ...standing({ keptId: id, goneId: v7(), chosen: [] }, giver),
  ],
  'units below a unit': [childrenOf(id, '', power('units:read'))],
  'topmost units': [topUnits(tops)],
  "a unit's page": unitPage(id, power('units:read')),
  'search of units': [
    search({ q: 'rewa', within: id }, tops, actor, NOW),
    search({ q: 'rewa' }, tops, actor, NOW),
  ],
}

/** The SQL of every list, search, count and page of people and units, by what it is, with its parameters. */
export const READS: Record<string, { sql: string; params: unknown[] }[]> = Object.fromEntries(
  Object.entries(statements).map(([name, all]) => [
    name,
    all.map((statement) => dialect.sqlToQuery((statement as Statement).getSQL())),
  ]),
)
