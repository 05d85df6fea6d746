import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { administer, notAllowed, nowhere } from './admin.ts'
import type { Bounds } from './database.ts'
import { failureOf } from './failure.ts'
import { Folder } from './folder.ts'
import { type Reply, readJson, refusal, send, Token } from './http.ts'
import { runPipeline } from './pipeline.ts'
import { checkFolder, listen } from './start.ts'
import { Streams } from './streams.ts'

/** Where and for whom to serve, with the bounds a test may tighten. */
export type EmbeddedOptions = {
  /** The folder of the database files; it is made if it is missing. */
  readonly folder: string
  /** 0 takes any free port. */
  readonly port?: number
  readonly host?: string
  /** The bearer token of data requests. */
  readonly token: string
  /** The bearer token of `/admin/`. */
  readonly adminToken: string
  /** How long a stream may wait for its next pipeline before it is rolled back. */
  readonly streamIdleMs?: number
  /** How long a writer waits for the write lock before `SQLITE_BUSY`. */
  readonly lockWaitMs?: number
  /** How many databases stay open at once, as long as no more are in use. */
  readonly openDatabases?: number
  /** How long an unused database stays open. */
  readonly databaseIdleMs?: number
  /** Bytes in one request body. */
  readonly longestBody?: number
}

/** A running server. */
export type Embedded = {
  /** Without a slash at the end; a client's URL is `${url}/${name}/`. */
  readonly url: string
  readonly port: number
  /** Pipelines this database has been sent since the start, or by one of the newest requests; 0 for an unknown one. */
  readonly trips: (name: string, request?: string) => number
  /** Stops taking requests, ends the streams and leaves all data in the database files. */
  readonly close: () => Promise<void>
}

const MEBIBYTE = 1_048_576
const KEEP_ALIVE_MS = 75_000
const FAREWELL_MS = 5_000

/** Serves the databases of a folder over HTTP; refuses with one sentence if the folder or the port cannot be used. */
export async function serveEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder: path, port = 0, host = '127.0.0.1' } = options
  checkFolder(path)
  const folder = new Folder(path, boundsOf(options), {
    openDatabases: options.openDatabases ?? 128,
    idleMs: options.databaseIdleMs ?? 60_000,
  })
  const streams = new Streams(options.streamIdleMs ?? 10_000)
  const desk = new Desk(folder, streams, options)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void desk.serve(request, response)
  })
  const bound = await listen(server, port, host)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    trips: (name, request) => folder.trips(name, request),
    close: () => farewell(server, streams, folder),
  }
}

function boundsOf({ lockWaitMs = 15_000 }: EmbeddedOptions): Bounds {
  return { lockWaitMs, busyMs: 2_000, connections: 64, longestResult: 64 * MEBIBYTE }
}

async function farewell(server: Server, streams: Streams, folder: Folder): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), FAREWELL_MS)
  streams.close()
  await closed
  clearTimeout(timer)
  streams.close()
  folder.close()
}

/** Takes requests in, and sees that each gets exactly one reply. */
class Desk {
  readonly #folder: Folder
  readonly #streams: Streams
  readonly #token: Token
  readonly #adminToken: Token
  readonly #longestBody: number

  constructor(folder: Folder, streams: Streams, options: EmbeddedOptions) {
    this.#folder = folder
    this.#streams = streams
    this.#token = new Token(options.token)
    this.#adminToken = new Token(options.adminToken)
    this.#longestBody = options.longestBody ?? 32 * MEBIBYTE
  }

  /** Never rejects. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.#reply(request, response).catch((error) => refusal(failureOf(error)))
    if (!response.destroyed) send(request, response, reply)
  }

  async #reply(request: IncomingMessage, response: ServerResponse): Promise<Reply> {
    const [address = ''] = (request.url ?? '').split('?', 1)
    const [, ...segments] = address.split('/')
    const [first = '', version, action, ...rest] = segments
    if (first === 'admin' && version === 'databases') {
      this.#adminToken.demand(request)
      return administer(request, segments, this.#folder, (database) => this.#streams.close(database))
    }
    if ((version !== 'v2' && version !== 'v3') || rest.length > 0) throw nowhere()
    if (action === undefined || action === '') return probe(request)
    if (action !== 'pipeline') throw nowhere()
    if (request.method !== 'POST') throw notAllowed()
    this.#token.demand(request)
    return this.#pipeline(first, request, response)
  }

  async #pipeline(name: string, request: IncomingMessage, response: ServerResponse): Promise<Reply> {
    const database = this.#folder.visit(name, request.headers['x-request-id']?.toString())
    const body = await readJson(request, this.#longestBody)
    const { text, abandon } = await runPipeline(database, this.#streams, body)
    // Nobody has received the baton, so nobody can end the transaction.
    if (response.destroyed) abandon()
    return { status: 200, text }
  }
}

/** Tells a client which asks that the version is spoken here. */
function probe(request: IncomingMessage): Reply {
  if (request.method !== 'GET') throw notAllowed()
  return { status: 200, text: '{"protocol":"hrana","encoding":"json"}' }
}
