import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const CLOSED_AT_ONCE = 64

let collect: (() => void) | undefined
let closed = 0

/** Counts a closed connection: the driver keeps its files open until its statements are collected as garbage,
 *  which V8 sees no reason to do, so every so often it is made to. */
export function connectionClosed(): void {
  closed += 1
  if (closed >= CLOSED_AT_ONCE) collectClosed()
}

/** Lets the driver close the files of all closed connections now. */
export function collectClosed(): void {
  closed = 0
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
