import { pointerOf } from './pointer.ts'
import { Problem } from './problem.ts'

/** Deepest nesting of JSON that is read. */
const DEPTH_MAX = 20
/** Most keys of all objects together, of JSON of ordinary and of large size. */
export const [KEYS_MAX, LARGE_KEYS_MAX] = [10_000, 60_000]

/** Names that change what an object is when somebody copies it carelessly. */
export const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** True for a name that no input of ours has and that may change what an object is. */
export const isForbiddenKey = (name: string): boolean => FORBIDDEN.has(name)

/** Strings (an unfinished one goes to the end, so that no text is walked twice), marks, and runs of anything else. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}[\],:]|[^\s"{}[\],:]+/gs

type Frame = { keys: Set<string> | undefined; at: string | number; named: boolean }

const refuse = (path: readonly PropertyKey[], code: string, detail: string): never => {
  throw new Problem('unparsable', { errors: [{ pointer: pointerOf(path), code, detail }] })
}

/** Walks the text of JSON once and refuses what parsing would hide: doubled keys, lost digits, nesting without end. */
class Walk {
  readonly #frames: Frame[] = []
  #keys = 0
  readonly #keysMax: number

  constructor(keysMax: number) {
    this.#keysMax = keysMax
  }

  get #path() {
    return this.#frames.map(({ at }) => at)
  }

  #open(isObject: boolean) {
    if (this.#frames.length >= DEPTH_MAX) refuse([], 'too-deep', `At most ${DEPTH_MAX} levels`)
    this.#frames.push({ keys: isObject ? new Set() : undefined, at: isObject ? '' : 0, named: false })
  }

  #comma() {
    const frame = this.#frames.at(-1)
    if (!frame) return
    frame.named = false
    if (typeof frame.at === 'number') frame.at += 1
  }

  #string(token: string) {
    const value: string = token.includes('\\') ? JSON.parse(token) : token.slice(1, -1)
    const frame = this.#frames.at(-1)
    if (!frame?.keys || frame.named) return
    this.#keys += 1
    if (this.#keys > this.#keysMax) refuse([], 'too-many-keys', `At most ${this.#keysMax} keys`)
    const doubled = frame.keys.has(value)
    frame.keys.add(value)
    frame.at = value
    frame.named = true
    if (doubled) refuse(this.#path, 'doubled-key', 'This key stands there twice')
    if (isForbiddenKey(value)) refuse(this.#path, 'forbidden-key', 'This key is not accepted')
  }

  #number(token: string) {
    const value = Number(token)
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      refuse(this.#path, 'unsafe-number', 'This number cannot be held exactly')
  }

  take(token: string) {
    if (token === '{' || token === '[') this.#open(token === '{')
    else if (token === '}' || token === ']') this.#frames.pop()
    else if (token === ',') this.#comma()
    else if (token.startsWith('"')) this.#string(token)
    else if (/^-?\d/.test(token)) this.#number(token)
  }
}

/**
 * The value of a JSON text that says one thing only.
 * @throws Problem `unparsable`, with a pointer where it is known
 */
export function jsonOf(text: string, keysMax = KEYS_MAX): unknown {
  try {
    const walk = new Walk(keysMax)
    for (const [token] of text.matchAll(TOKEN)) walk.take(token)
    return JSON.parse(text)
  } catch (thrown) {
    throw thrown instanceof SyntaxError ? new Problem('unparsable', { detail: 'This is not JSON' }) : thrown
  }
}
