import { invalid } from './failure.ts'

/** A form value before it is read: a string, or a tree of bracketed names. */
export type Raw = string | RawTree
/** Bracketed form names as a tree (`a[b]=1` is `{ a: { b: '1' } }`). */
export interface RawTree {
  [name: string]: Raw
}

/** Reads one form value, or refuses it as the API would. */
export interface Param<T> {
  readonly needed: boolean
  read(raw: Raw, name: string): T
}
/** A parameter that must be present. */
export interface Needed<T> extends Param<T> {
  readonly needed: true
}
/** The parameters of one operation or of one nested object. */
export type Fields = Record<string, Param<unknown>>
/** What a set of fields reads to; absent optional ones are undefined. */
export type Values<F extends Fields> = {
  [K in keyof F]: F[K] extends Needed<infer T> ? T : F[K] extends Param<infer T> ? T | undefined : never
}

const optional = <T>(read: Param<T>['read']): Param<T> => ({ needed: false, read })
const bracket = (name: string, key: string) => (name ? `${name}[${key}]` : key)

/** Marks a parameter as required. */
export const need = <T>(param: Param<T>): Needed<T> => ({ needed: true, read: param.read })

/** A non-empty string of at most `max` characters. */
export const text = (max = 5000): Param<string> =>
  optional((raw, name) => {
    if (typeof raw !== 'string') throw invalid('Invalid string: {}', name)
    if (raw === '')
      throw invalid(
        `You passed an empty string for '${name}'. An empty value means unset, and '${name}' cannot be unset; leave it out instead.`,
        name,
        'parameter_invalid_empty',
      )
    if (raw.length > max)
      throw invalid(`Invalid string: ${raw.slice(0, 20)}...; must be at most ${max} characters`, name)
    return raw
  })

/** A whole number between `min` and `max`. */
export const whole = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Param<number> =>
  optional((raw, name) => {
    if (typeof raw !== 'string' || !/^-?\d{1,15}$/.test(raw))
      throw invalid(`Invalid integer: ${shown(raw)}`, name, 'parameter_invalid_integer')
    const value = Number(raw)
    if (value < min)
      throw invalid(`This value must be greater than or equal to ${min}.`, name, 'parameter_invalid_integer')
    if (value > max)
      throw invalid(
        `This value must be less than or equal to ${max} (it currently is '${value}').`,
        name,
        'parameter_invalid_integer',
      )
    return value
  })

/** `true` or `false`, written out. */
export const flag = (): Param<boolean> =>
  optional((raw, name) => {
    if (raw !== 'true' && raw !== 'false') throw invalid(`Invalid boolean: ${shown(raw)}`, name)
    return raw === 'true'
  })

/** One of the named values. */
export const oneOf = <const T extends string>(...allowed: T[]): Param<T> =>
  optional((raw, name) => {
    const found = allowed.find((value) => value === raw)
    if (found === undefined) throw invalid(`Invalid ${name}: must be one of ${allowed.join(', ')}`, name)
    return found
  })

/** An absolute http or https address. */
export const address = (): Param<string> =>
  optional((raw, name) => {
    if (typeof raw === 'string' && /^https?:\/\/[^/\s]+/.test(raw) && URL.canParse(raw)) return raw
    throw invalid('Not a valid URL', name, 'url_invalid')
  })

/** An e-mail address. */
export const email = (): Param<string> =>
  optional((raw, name) => {
    if (typeof raw === 'string' && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(raw)) return raw
    throw invalid(`Invalid email address: ${shown(raw)}`, name, 'email_invalid')
  })

/** A list with numbered brackets, of at most `max` elements. */
export const list = <T>(item: Param<T>, max = 100): Param<T[]> =>
  optional((raw, name) => {
    if (typeof raw === 'string' || Object.keys(raw).some((key) => !/^\d+$/.test(key)))
      throw invalid('Invalid array', name)
    const keys = Object.keys(raw).sort((a, b) => Number(a) - Number(b))
    if (keys.length > max) throw invalid(`Array ${name} exceeded maximum ${max} allowed elements.`, name)
    return keys.map((key) => item.read(raw[key] ?? '', bracket(name, key)))
  })

/** A nested object with its own fields; unknown names are refused, then missing ones. */
export const shape = <F extends Fields>(fields: F): Param<Values<F>> =>
  optional((raw, name) => {
    if (typeof raw === 'string') throw invalid('Invalid object', name)
    return readFields(fields, raw, name)
  })

/** Reads a whole set of fields. */
export function readFields<F extends Fields>(fields: F, raw: RawTree, name = ''): Values<F> {
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(fields, key))
  const first = unknown[0]
  if (first !== undefined) {
    const names = unknown.map((key) => bracket(name, key)).join(', ')
    throw invalid(
      `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${names}`,
      bracket(name, first),
      'parameter_unknown',
    )
  }
  const values: Record<string, unknown> = {}
  for (const [key, param] of Object.entries(fields)) {
    const value = Object.hasOwn(raw, key) ? raw[key] : undefined
    if (value !== undefined) values[key] = param.read(value, bracket(name, key))
    else if (param.needed) throw absent(bracket(name, key))
  }
  return values as Values<F>
}

/** Says that a required parameter is absent. */
export const absent = (name: string) => invalid(`Missing required param: ${name}.`, name, 'parameter_missing')

/** Up to 50 keys of 40 characters with values of 500; an empty value removes a key, an empty whole removes all. */
export const metadata = (): Param<Record<string, string>> =>
  optional((raw, name) => {
    if (raw === '') return {}
    if (typeof raw === 'string') throw invalid('Invalid object', name)
    const entries = Object.entries(raw)
    if (entries.length > 50)
      throw invalid(`You can have up to 50 keys in metadata; you passed ${entries.length}.`, name)
    return Object.fromEntries(
      entries.map(([key, value]) => {
        if (key.length > 40)
          throw invalid('Metadata keys can be up to 40 characters long.', bracket(name, key))
        if (typeof value !== 'string') throw invalid('Metadata values must be strings.', bracket(name, key))
        if (value.length > 500)
          throw invalid('Metadata values can have up to 500 characters.', bracket(name, key))
        return [key, value]
      }),
    )
  })

/** Merges new metadata into old: empty values remove their keys. */
export function merged(old: Record<string, string>, fresh: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...fresh }).filter(([, value]) => value !== ''))
}

/** The bounds of a time filter, in Unix seconds. */
export interface Range {
  gt?: number | undefined
  gte?: number | undefined
  lt?: number | undefined
  lte?: number | undefined
}

const bounds = { gt: whole(), gte: whole(), lt: whole(), lte: whole() }
/** An exact instant or a range of instants. */
export const range = (): Param<Range> =>
  optional((raw, name) => {
    if (typeof raw !== 'string') return readFields(bounds, raw, name)
    const at = whole().read(raw, name)
    return { gte: at, lte: at }
  })

/** A parameter the real API takes and this one does not model: refused rather than silently ignored. */
export const unmodelled = (): Param<never> =>
  optional((_raw, name) => {
    throw invalid(`This stand-in for Stripe does not model '${name}'.`, name)
  })

/** Several such parameters by name. */
export const notModelled = <N extends string>(...names: N[]): Record<N, Param<never>> =>
  Object.fromEntries(names.map((name) => [name, unmodelled()])) as Record<N, Param<never>>

/** A parameter that is taken and changes nothing that can be observed here. */
export const ignored = (): Param<Raw> => optional((raw) => raw)

/** Decodes a form body or a query string into its tree of names. */
export function decodeForm(form: string): RawTree {
  const root: RawTree = Object.create(null)
  for (const [name, value] of new URLSearchParams(form)) {
    const path = name.replaceAll(']', '').split('[')
    let node = root
    for (const step of path.slice(0, -1)) {
      const next = node[step] ?? Object.create(null)
      if (typeof next === 'string') throw invalid(`Invalid object: ${name}`, name)
      node[step] = next
      node = next
    }
    const last = path.at(-1) ?? ''
    node[last === '' ? String(Object.keys(node).length) : last] = value
  }
  return root
}

const shown = (raw: Raw) => (typeof raw === 'string' ? raw : '{}')
