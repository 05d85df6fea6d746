import { apiFetch, json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import type { Ask, Told } from './bringing.ts'
import type { Kind } from './columns.ts'

/** Asks the API of an organisation. */
export const asking =
  (organisation: string): Ask =>
  async (method, path, body) =>
    json(
      apiFetch(`/api/o/${encodeURIComponent(organisation)}${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    )

/** Where something is, and what stood there; `after` what it becomes. */
export type Example = { row: number; column: string; value: string; after: string | null }

/** A kind of fault, of mending or of change, with its first examples. */
export type Counted = { code: string; count: number; examples: readonly Example[] }

/** A text that may mean several units. */
export type Asked = { place: string; rows: number; choices: readonly (Unit & { trail: string })[] }

/** A text that may mean several people. */
export type AskedPerson = {
  who: string
  rows: number
  choices: readonly {
    id: string
    nameEn: string
    nameHi: string
    guardianName: string | null
    bornYear: number | null
    unit: Unit
  }[]
}

/** What somebody answers: which unit a text means, or who. */
export type Answers = {
  answers?: { place: string; unitId: string }[]
  people?: { who: string; personId: string }[]
}

/** What an import would do. */
export type Report = {
  import: Told
  faults: readonly Counted[]
  repairs: readonly Counted[]
  changes: readonly Counted[]
  asked: readonly Asked[]
  askedPeople: readonly AskedPerson[]
}

/** The newest imports, and what headings stood for the last time. */
export type Known = {
  imports: readonly Told[]
  mappings: readonly { kind: Kind; mapping: Readonly<Record<string, string>> }[]
}

/** A row to be corrected. */
export type RefusedRow = {
  row: number
  cells: readonly string[]
  column: string
  code: string
  value: string
}

/** All rows of an import that were refused. */
export async function refusedOf(ask: Ask, id: string): Promise<RefusedRow[]> {
  const all: RefusedRow[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = (await ask('GET', `/imports/${id}/refused?after=${after}`)) as {
      rows: RefusedRow[]
      after: number | null
    }
    all.push(...page.rows)
    after = page.after
  }
  return all
}
