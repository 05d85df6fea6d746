import { createHmac } from 'node:crypto'
import { plan } from './agenda.ts'
import { typeMatches } from './events.ts'
import { bookOf, type Delivery, type Endpoint, find, type Stand, type Task, type WireEvent } from './stand.ts'

/** Something that happens to the delivery of events, on purpose. */
export interface Script {
  /**
   * `delay` waits; `duplicate` sends copies at once; `drop` never sends; `reorder` holds `count` events and sends them
   * last first, one after the other; `wrong_account` and `wrong_mode` change the payload and sign it rightly;
   * `bad_signature` spoils the signature.
   */
  kind: 'delay' | 'duplicate' | 'drop' | 'reorder' | 'wrong_account' | 'wrong_mode' | 'bad_signature'
  /** The event type, or a prefix with `*`; every type when left out. */
  type?: string | undefined
  account?: string | undefined
  /** How many events it takes; 1 when left out (for `reorder`, one group of `count`). */
  times?: number | undefined
  /** Says of each event whether it takes it; it takes every one when left out. */
  some?: (() => boolean) | undefined
  /** Seconds of `delay`. */
  seconds?: number | undefined
  /** Copies of `duplicate` and events of `reorder`; 2 when left out. */
  count?: number | undefined
  /** The account that `wrong_account` names. */
  as?: string | undefined
  /** How `bad_signature` spoils it: another secret, an altered body, a header 301 s old, no header. */
  how?: 'secret' | 'body' | 'stale' | 'none' | undefined
}

interface Laid {
  script: Script
  left: number
  held: string[]
}

const TIMEOUT_MS = 20_000

/** The signature header over a payload: `t=<seconds>,v1=<HMAC-SHA256 of "t.payload">`. */
export function signature(payload: string, secret: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}

/** Sends events to the endpoint, keeps count of attempts, and plays the scripts. */
export class Postman {
  readonly #stand: Stand
  #scripts: Laid[] = []
  #sending = new Set<Promise<void>>()

  constructor(stand: Stand) {
    this.#stand = stand
  }

  /** Lays a script for the events to come. */
  lay(script: Script): void {
    const group = script.kind === 'reorder' ? (script.count ?? 2) : 1
    this.#scripts.push({ script, left: (script.times ?? 1) * group, held: [] })
  }

  /** Takes all scripts away; events held for reordering go out in their own order. */
  clear(): void {
    const held = this.#scripts.flatMap((laid) => laid.held)
    this.#scripts = []
    for (const id of held) this.#start(async () => this.#attempt(id))
  }

  /** Whether an attempt is under way. */
  get busy(): boolean {
    return this.#sending.size > 0
  }

  /** Resolves when the attempts under way have ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#sending)
  }

  /** A delivery is due. */
  readonly due = (_stand: Stand, task: Task): void => {
    const delivery = this.#stand.state.deliveries[task.id]
    if (delivery?.state !== 'pending') return
    if (delivery.attempts.length > 0 || task.detail === 'delayed')
      this.#start(async () => this.#attempt(task.id))
    else this.#first(delivery, find(this.#stand, bookOf(this.#stand, task.account), 'event', task.id))
  }

  /** Sends an event once more, whatever became of it. */
  resend(event: WireEvent, account: string): void {
    this.#stand.state.deliveries[event.id] ??= { event: event.id, account, state: 'pending', attempts: [] }
    this.#start(async () => this.#attempt(event.id))
  }

  #take(event: WireEvent): Laid | null {
    const laid = this.#scripts.find(
      ({ script, left }) =>
        left > 0 &&
        (script.type === undefined || typeMatches(script.type, event.type)) &&
        (script.account === undefined || script.account === event.account) &&
        (script.some?.() ?? true),
    )
    if (!laid) return null
    laid.left -= 1
    return laid
  }

  #first(delivery: Delivery, event: WireEvent): void {
    const laid = this.#take(event)
    const script = laid?.script
    if (laid && script?.kind === 'reorder') this.#hold(laid, delivery)
    else if (script?.kind === 'delay') this.#wait(delivery, script.seconds ?? 60)
    else if (script?.kind === 'drop') {
      delivery.state = 'failed'
      event.pending_webhooks = 0
    } else {
      const copies = script?.kind === 'duplicate' ? (script.count ?? 2) : 1
      for (let copy = 0; copy < copies; copy += 1) this.#start(async () => this.#attempt(event.id, script))
    }
  }

  #wait(delivery: Delivery, seconds: number): void {
    plan(this.#stand, {
      at: this.#stand.clock.nowMs() + seconds * 1000,
      kind: 'delivery',
      account: delivery.account,
      id: delivery.event,
      detail: 'delayed',
    })
  }

  #hold(laid: Laid, delivery: Delivery): void {
    delivery.state = 'held'
    laid.held.push(delivery.event)
    if (laid.held.length < (laid.script.count ?? 2)) return
    const backwards = laid.held.splice(0).reverse()
    this.#start(async () => {
      for (const id of backwards) await this.#attempt(id)
    })
  }

  #start(work: () => Promise<void>): void {
    const running: Promise<void> = work().finally(() => this.#sending.delete(running))
    this.#sending.add(running)
  }

  async #attempt(id: string, script?: Script): Promise<void> {
    const { state, clock, endpoint } = this.#stand
    const delivery = state.deliveries[id]
    if (!delivery || !endpoint) return
    const event = find(this.#stand, bookOf(this.#stand, delivery.account), 'event', id)
    if (!script) this.#stand.wire?.event({ ...event })
    const payload = spoilt(event, script)
    const answers = await Promise.all(
      [endpoint, ...this.#stand.beside].map((one) => this.#send(one, payload, script)),
    )
    const answer = answers.find((one) => !isTaken(one)) ?? answers[0] ?? 200
    delivery.attempts.push({ at: clock.now(), answer })
    if (isTaken(answer)) {
      delivery.state = 'delivered'
      event.pending_webhooks = 0
    } else if (delivery.state !== 'delivered') this.#again(delivery, event)
  }

  #again(delivery: Delivery, event: WireEvent): void {
    const { retryAfterSeconds, clock } = this.#stand
    const wait = retryAfterSeconds[delivery.attempts.length - 1]
    delivery.state = wait === undefined ? 'failed' : 'pending'
    if (wait === undefined) event.pending_webhooks = 0
    else
      plan(this.#stand, {
        at: clock.nowMs() + wait * 1000,
        kind: 'delivery',
        account: delivery.account,
        id: event.id,
      })
  }

  async #send(endpoint: Endpoint, event: WireEvent, script?: Script): Promise<number | string> {
    const { apiVersion = event.api_version } = endpoint
    const payload = JSON.stringify({ ...event, api_version: apiVersion }, null, 2)
    const how = script?.kind === 'bad_signature' ? (script.how ?? 'secret') : 'right'
    const seconds = Math.floor(this.#stand.clock.baseMs() / 1000) - (how === 'stale' ? 301 : 0)
    const secret = how === 'secret' ? `${endpoint.secret}x` : endpoint.secret
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (stand-in)',
          ...(how === 'none' ? {} : { 'stripe-signature': signature(payload, secret, seconds) }),
        },
        body: how === 'body' ? payload.replace('"livemode"', '"live_mode"') : payload,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.arrayBuffer()
      return response.status
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    }
  }
}

const isTaken = (answer: number | string) => typeof answer === 'number' && answer >= 200 && answer < 300

function spoilt(event: WireEvent, script?: Script): WireEvent {
  if (script?.kind === 'wrong_account') return { ...event, account: script.as ?? 'acct_unknown' }
  if (script?.kind === 'wrong_mode') return { ...event, livemode: !event.livemode }
  return event
}
