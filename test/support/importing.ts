import { v7 } from 'uuid'
import { suggested, toSend } from '../../web/imports/reading/columns.ts'
import { readBytes } from '../../web/imports/reading/file.ts'
import type { Answer } from './world.ts'

type Client = {
  get: <T>(path: string) => Promise<Answer<T>>
  post: <T>(path: string, json?: unknown) => Promise<Answer<T>>
  put: <T>(path: string, json?: unknown) => Promise<Answer<T>>
}

/** An import as the API tells it. */
export type Told = {
  id: string
  state: string
  rows: number
  passed: number
  added: number
  changed: number
  same: number
  refused: number
  written: number
  kept: number
}

type Counted = {
  code: string
  count: number
  examples: { row: number; column: string; value: string; after: string | null }[]
}

/** What an import would do. */
export type Told2 = {
  import: Told
  faults: Counted[]
  repairs: Counted[]
  changes: Counted[]
  asked: { place: string; rows: number; choices: { id: string; code: string }[] }[]
  askedPeople: {
    who: string
    rows: number
    choices: { id: string; nameEn: string; unit: { code: string } }[]
  }[]
}

/** A table to be brought: the first row are our columns. Rows are numbered as spreadsheets do. */
export type Brought = {
  kind: 'units' | 'people' | 'offices' | 'trainings'
  unitId: string
  table: readonly (readonly string[])[]
}

/** A table from the text of a file, read as a browser reads it, its columns guessed by their headings. */
export async function tableOf(kind: Brought['kind'], csv: string): Promise<string[][]> {
  const read = await readBytes(`${kind}.csv`, Buffer.from(csv))
  const sheet = read.sheet(0)
  const { columns, rows } = toSend(kind, sheet, suggested(kind, sheet.header, {}))
  return [columns, ...rows.map(([, cells]) => cells)]
}

/** Opens an import and sends its rows in chunks of a size. */
export async function send(as: Client, { kind, unitId, table }: Brought, size = 500): Promise<string> {
  const [columns = [], ...rows] = table
  const id = v7()
  const draft = { id, kind, unitId, fileName: `${kind}.csv`, bytes: 1000, rows: rows.length, columns }
  const opened = await as.post('/imports', draft)
  if (opened.status !== 201) throw new Error(`not opened: ${opened.text}`)
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size).map((cells, index) => [from + index + 2, cells])
    const sent = await as.put(`/imports/${id}/chunks/${from / size}`, { kind, columns, rows: part })
    if (sent.status !== 200) throw new Error(`chunk ${from}: ${sent.text}`)
  }
  return id
}

const PASSES = ['open', 'naming', 'checking', 'committing', 'reverting']

/** Goes on with an import until a person has to say something. */
export async function goOn(as: Client, id: string): Promise<Told> {
  for (;;) {
    const { status, body, text } = await as.post<Told>(`/imports/${id}/steps`)
    if (status !== 200) throw new Error(`step: ${text}`)
    if (!PASSES.includes(body.state)) return body
  }
}

/** Sends and judges a table; answers the import's id and its report. */
export async function judged(as: Client, brought: Brought, size?: number) {
  const id = await send(as, brought, size)
  await goOn(as, id)
  return { id, ...(await as.get<Told2>(`/imports/${id}/report`)).body }
}

/** Writes an import that was judged, leaving out what is refused. */
export async function written(as: Client, id: string): Promise<Told> {
  const answer = await as.post(`/imports/${id}/commitment`, { leaveOut: true })
  if (answer.status !== 201) throw new Error(`not written: ${answer.text}`)
  return goOn(as, id)
}

/** Sends, judges and writes a table, leaving out what is refused. */
export const brought = async (as: Client, table: Brought, size?: number): Promise<Told> =>
  written(as, (await judged(as, table, size)).id)
