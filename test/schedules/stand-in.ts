import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiDesk, answerApi } from '../support/stripe/api.ts'
import { Engine } from '../support/stripe/engine.ts'
import { type Fault, Faults } from '../support/stripe/faults.ts'
import { openStand, type StandInOptions } from '../support/stripe/server.ts'
import { openSim } from '../support/stripe/sim.ts'
import { Keeper } from '../support/stripe/store.ts'

type Shim = { status: number; headers: Record<string, string>; body: Buffer; broken: boolean }

/** As much of a response as the stand-in writes to. */
function shim(into: Shim) {
  return {
    setHeader(name: string, value: string) {
      into.headers[name] = value
    },
    writeHead(status: number, headers: Record<string, string | number>) {
      into.status = status
      for (const [name, value] of Object.entries(headers)) into.headers[name] = String(value)
      return this
    },
    end(body: Buffer) {
      into.body = Buffer.from(body)
    },
    write(body: Buffer, written: () => void) {
      into.body = Buffer.from(body)
      written()
    },
    destroy() {
      into.broken = true
    },
  }
}

function broken(of: Shim): Response {
  const stream = new ReadableStream<Uint8Array>({
    pull(control) {
      control.error(new TypeError('terminated'))
    },
  })
  return new Response(stream, { status: of.status, headers: of.headers })
}

/** Knows which fault has just hit. */
class WatchedFaults extends Faults {
  last: Fault | null = null

  lastKind = () => this.last?.kind

  override hit(method: string, path: string, account: string): Fault | null {
    this.last = super.hit(method, path, account)
    return this.last
  }
}

/** The stand-in for Stripe without a server: requests are function calls. */
export function standIn(options: StandInOptions) {
  const stand = openStand(options)
  stand.url = 'http://stripe.test'
  const engine = new Engine(stand, new Keeper(undefined, stand.state, stand.clock.offsetMs), true)
  const faults = new WatchedFaults()
  const desk: ApiDesk = { stand, faults, inFlight: new Set(), log: [] }

  /** Answers one request of the Worker; where it is slow, `late` is called first. @throws TypeError where the connection breaks */
  async function answer(request: Request, late: () => void): Promise<Response> {
    faults.last = null
    const url = new URL(request.url)
    const body = request.method === 'GET' ? '' : await request.text()
    const came: Shim = { status: 0, headers: {}, body: Buffer.alloc(0), broken: false }
    engine.run()
    await answerApi(
      desk,
      { method: request.method, headers: Object.fromEntries(request.headers) } as unknown as IncomingMessage,
      shim(came) as unknown as ServerResponse,
      url,
      body,
    )
    engine.run()
    const slow = faults.lastKind() === 'slow'
    if (slow) late()
    if (slow || (came.broken && came.status === 0)) throw new TypeError('fetch failed')
    if (came.broken) return broken(came)
    return new Response(new Uint8Array(came.body), { status: came.status, headers: came.headers })
  }
  return {
    stand,
    engine,
    sim: openSim(desk, engine),
    answer,
    lay: (fault: Fault) => faults.lay(fault),
    calm: () => faults.clear(),
    requests: desk.log,
  }
}

/** The stand-in of one world. */
export type StandIn = ReturnType<typeof standIn>
