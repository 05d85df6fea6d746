import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A statement as it went to a database. */
export type Sent = { sql: string; args: (string | number | null)[] }

type Value = { type: string; value?: string | number; base64?: string }
type Statement = { sql?: string; sql_id?: number; args?: Value[] }
type Step = {
  type: string
  sql?: string
  sql_id?: number
  stmt?: Statement
  batch?: { steps: { stmt: Statement }[] }
}

const plain = ({ type, value }: Value) =>
  type === 'null' ? null : type === 'integer' || type === 'float' ? Number(value) : `${value ?? ''}`

/** The statements of one pipeline; a text that is sent once is named by its number from then on. */
function statementsOf(body: string): Sent[] {
  const { requests = [] } = JSON.parse(body) as { requests?: Step[] }
  const stored = new Map(requests.map(({ type, sql_id, sql }) => [type === 'store_sql' ? sql_id : null, sql]))
  return requests
    .flatMap(({ stmt, batch }) => [stmt, ...(batch?.steps ?? []).map((step) => step.stmt)])
    .flatMap((stmt) => {
      const sql = stmt?.sql ?? stored.get(stmt?.sql_id)
      return stmt && sql ? [{ sql, args: (stmt.args ?? []).map(plain) }] : []
    })
}

/** Stands between the Worker and the databases, and hears every statement of an organisation's. */
export async function listening() {
  let target = ''
  let heard: Sent[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'POST',
      headers: { authorization, 'content-type': type },
      body,
    })
    if (request.url?.startsWith('/o-')) heard.push(...statementsOf(body.toString()))
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Names the server that everything goes on to. */
    to: (url: string) => {
      target = url
    },
    /** What was heard since it was last asked. */
    take: () => {
      const all = heard
      heard = []
      return all
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}
