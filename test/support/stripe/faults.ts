/** Something that goes wrong with API requests, on purpose. */
export interface Fault {
  /**
   * `status` answers an error; `html` a gateway's HTML page; `cut` executes, then ends the connection in the middle of
   * the body; `hang_up` closes the connection without an answer; `slow` waits, then answers rightly.
   */
  kind: 'status' | 'html' | 'cut' | 'hang_up' | 'slow'
  /** The status of `status` and `html`; 500 and 502 when left out. */
  status?: number | undefined
  method?: 'GET' | 'POST' | undefined
  /** The start of the path, e.g. `/v1/refunds`. */
  path?: string | undefined
  account?: string | undefined
  /** How many requests it hits; 1 when left out. */
  times?: number | undefined
  /** Requests let through before the first hit. */
  skip?: number | undefined
  /** Milliseconds that `slow` waits. */
  waitMs?: number | undefined
  /** Whether the operation is executed before the error; `cut` always is. */
  executed?: boolean | undefined
  /** Whether the error is what the idempotency key remembers, as a 500 in mid-execution is. */
  remembered?: boolean | undefined
  /** The `stripe-should-retry` header to send with the error. */
  shouldRetry?: boolean | undefined
}

/** The faults waiting for requests, in the order they were laid. */
export class Faults {
  #waiting: { fault: Fault; left: number; skip: number }[] = []

  /** Lays a fault for the requests to come. */
  lay(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1, skip: fault.skip ?? 0 })
  }

  /** Takes all faults away. */
  clear(): void {
    this.#waiting = []
  }

  /** The fault that hits this request, if one does. */
  hit(method: string, path: string, account: string): Fault | null {
    const found = this.#waiting.find(({ fault }) => meant(fault, method, path, account))
    if (!found) return null
    if (found.skip > 0) {
      found.skip -= 1
      return null
    }
    found.left -= 1
    if (found.left <= 0) this.#waiting = this.#waiting.filter((one) => one !== found)
    return found.fault
  }
}

const meant = (fault: Fault, method: string, path: string, account: string) =>
  (fault.method === undefined || fault.method === method) &&
  (fault.path === undefined || path.startsWith(fault.path)) &&
  (fault.account === undefined || fault.account === account)
