/** An import as the server tells it. */
export type Told = {
  id: string
  kind: 'units' | 'people' | 'offices' | 'trainings'
  unitId: string
  fileName: string
  bytes: number
  rows: number
  columns: string[]
  state:
    | 'open'
    | 'naming'
    | 'checking'
    | 'ready'
    | 'committing'
    | 'done'
    | 'cancelled'
    | 'reverting'
    | 'reverted'
  received: number
  passed: number
  added: number
  changed: number
  same: number
  refused: number
  written: number
  kept: number
  madeAt: number
}

/** How the server is asked; answers the JSON of a good answer and throws what it refuses. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  json?: unknown,
) => Promise<unknown>

/** A table to be brought. */
export type Bringing = Pick<Told, 'id' | 'kind' | 'unitId' | 'fileName' | 'bytes' | 'columns'> & {
  rows: readonly (readonly [number, readonly string[]])[]
  mapping: Readonly<Record<string, string>>
}

/** Most rows and letters of a chunk, and how many are under way at once. */
const [CHUNK_ROWS, CHUNK_LETTERS, AT_ONCE] = [2000, 400_000, 3]

/** The rows in chunks that one request carries; the same table always makes the same chunks. */
export function chunksOf<R extends readonly [number, readonly string[]]>(rows: readonly R[]): R[][] {
  const chunks: R[][] = []
  let letters = 0
  for (const row of rows) {
    const size = row[1].reduce((sum, cell) => sum + cell.length + 4, 12)
    const chunk = chunks.at(-1)
    if (chunk && chunk.length < CHUNK_ROWS && letters + size <= CHUNK_LETTERS) {
      chunk.push(row)
      letters += size
    } else {
      chunks.push([row])
      letters = size
    }
  }
  return chunks
}

/** The answer of the first one; when it is refused the others are waited for, so that none is left alone. */
async function first(under: Promise<unknown>[]): Promise<unknown> {
  try {
    return await under.shift()
  } catch (refused) {
    await Promise.allSettled(under)
    throw refused
  }
}

const asTold = (answer: unknown): Told => answer as Told

/** Opens an import and sends its rows; begun before and broken off, it goes on. Tells after each chunk. */
export async function* send(ask: Ask, { rows, ...about }: Bringing): AsyncGenerator<Told> {
  let told = asTold(await ask('POST', '/imports', { ...about, rows: rows.length }))
  yield told
  if (told.state !== 'open') return
  const { kind, columns } = about
  const chunks = chunksOf(rows).map((part, chunk) => () => {
    const put = ask('PUT', `/imports/${about.id}/chunks/${chunk}`, { kind, columns, rows: part })
    // It is heard where its turn comes.
    put.catch(() => undefined)
    return put
  })
  const under: Promise<unknown>[] = chunks.splice(0, AT_ONCE).map((put) => put())
  while (under.length > 0) {
    const { received } = (await first(under)) as { received: number }
    const next = chunks.shift()
    if (next) under.push(next())
    told = { ...told, received: Math.max(told.received, received) }
    yield told
  }
}

/** States in which the server has something to do. */
export const BUSY: ReadonlySet<Told['state']> = new Set(['naming', 'checking', 'committing', 'reverting'])

/** Goes on until a person has something to say; tells after each step. */
export async function* goOn(ask: Ask, id: string): AsyncGenerator<Told> {
  for (;;) {
    const told = asTold(await ask('POST', `/imports/${id}/steps`))
    yield told
    if (!BUSY.has(told.state)) return
  }
}
