import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { newId } from '../id.ts'
import type { LevelDraft } from './api.ts'

type Table = Extract<LevelDraft['beginning'], { way: 'table' }>['units']
type Fault = { text: 'level.table.bad' | 'level.table.mixed'; values: { line: number; code: string } }

const ROMAN = /[^a-z0-9]+/g

/** A key for a new level, from its English name, that no level has yet. */
export const slugOf = (name: string, levels: readonly { id: string }[]): string => {
  const plain =
    name
      .toLowerCase()
      .replace(ROMAN, '-')
      .replace(/^-+|-+$/g, '') || 'level'
  const taken = new Set(levels.map(({ id }) => id))
  let slug = plain
  for (let n = 2; taken.has(slug); n++) slug = `${plain}-${n}`
  return slug
}

/** Rows of `unit; new unit; name`, separated by semicolons, tabs or commas. */
export const rowsIn = (table: string): { line: number; child: string; code: string; name: string }[] =>
  table
    .split(/\r?\n/)
    .map((text, at) => {
      const [child = '', code = '', name = ''] = text.split(/[;\t,]/).map((cell) => cell.trim())
      return { line: at + 1, child, code, name: name || code }
    })
    .filter(({ child, code }) => child || code)

/** The code of the unit right above the one with a code; undefined when there is none such. */
const parentOf = async (organisation: string, code: string): Promise<string | undefined> => {
  const api = hierarchyApi(organisation).units
  const { units } = await json(api.search.$get({ query: { q: code } }))
  const unit = units.find((one) => one.code === code)
  if (!unit) return undefined
  const page = await json(api[':unitId'].$get({ param: { unitId: unit.id }, query: {} }))
  return page.ancestors.at(-1)?.code
}

/** The units that a table asks for, each below the parent of the units that it takes. */
export async function groupsIn(
  organisation: string,
  table: string,
): Promise<{ units: Table; problem?: Fault | undefined }> {
  const rows = rowsIn(table)
  const units: Table = []
  for (const [code, group] of Map.groupBy(rows, (row) => row.code)) {
    const parents = new Set<string>()
    for (const row of group) {
      const parent = row.code && row.child ? await parentOf(organisation, row.child) : undefined
      if (!parent)
        return { units: [], problem: { text: 'level.table.bad', values: { line: row.line, code } } }
      parents.add(parent)
    }
    const [parentCode, ...others] = parents
    if (!parentCode || others.length > 0)
      return {
        units: [],
        problem: { text: 'level.table.mixed', values: { line: group[0]?.line ?? 0, code } },
      }
    const called = group[0]?.name ?? code
    const childCodes = group.map(({ child }) => child)
    units.push({ id: newId(), code, nameEn: called, nameHi: called, parentCode, childCodes })
  }
  return { units }
}
