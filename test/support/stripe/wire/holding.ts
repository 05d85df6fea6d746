import { declarationsOf, type Meaning, type Members, type Type } from './declarations.ts'

/** Where a type stands: its file, the namespace around it, and what its parameters mean. */
type Place = { file: URL; scope: string; given: Map<string, { type: Type; place: Place }> }

/** How values are written: as JSON, or as a form, in which everything is text. */
export type Writing = 'json' | 'form'

/** A name in a file. */
export type Named = { file: URL; name: string }

const NONE: Place['given'] = new Map()

/** Names that TypeScript or the SDK know without declaring them, and what the wire writes for them. */
const PLAIN: Record<string, (value: unknown, writing: Writing) => boolean> = {
  string: (value) => typeof value === 'string',
  // Values that come one day; what is written here is what is known now.
  OtherString: () => false,
  Decimal: (value) => typeof value === 'string',
  number: (value, writing) =>
    writing === 'form'
      ? typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
      : typeof value === 'number',
  boolean: (value, writing) =>
    writing === 'form' ? value === 'true' || value === 'false' : typeof value === 'boolean',
  void: (value) => value === undefined,
  unknown: () => true,
  any: () => true,
}

function meaningOf(name: string, place: Place): { meaning: Meaning; file: URL } | undefined {
  const { meanings, imports } = declarationsOf(place.file)
  for (let scope = place.scope; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const meaning = meanings.get(scope ? `${scope}.${name}` : name)
    if (meaning) return { meaning, file: place.file }
    if (scope === '') break
  }
  const from = imports.get(name.split('.')[0] ?? '')
  if (!from) return undefined
  const file = new URL(from.replace(/\.js$/, '.d.ts'), place.file)
  return meaningOf(name, { file, scope: '', given: NONE })
}

/** Every member of an object, those it extends included. */
function membersOf(type: Type, place: Place): { members: Members; place: Place }[] {
  if (type.is === 'object') return [{ members: type.members, place }]
  if (type.is === 'both') return type.types.flatMap((one) => membersOf(one, place))
  if (type.is !== 'name') return []
  const found = meaningOf(type.name, place)
  if (!found) return []
  const inside: Place = {
    file: found.file,
    scope: found.meaning.scope,
    given: given(found.meaning, type, place),
  }
  return [found.meaning.type, ...found.meaning.above].flatMap((one) => membersOf(one, inside))
}

const given = ({ parameters }: Meaning, { of }: { of: Type[] }, place: Place): Place['given'] =>
  new Map(
    parameters.flatMap((name, at) => {
      const type = of[at]
      return type ? [[name, { type, place }] as const] : []
    }),
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const field = (type: Type) => ({ type, needed: true })
const plain = (name: string): Type => ({ is: 'name', name, of: [] })

/** A list as the wire frames it. */
const listOf = (item: Type): Members => ({
  fields: new Map([
    ['object', field({ is: 'literal', value: 'list' })],
    ['data', field({ is: 'list', item })],
    ['has_more', field(plain('boolean'))],
    ['url', field(plain('string'))],
  ]),
  rest: null,
})

/** Holds values against types; answers what does not fit, each with the path to it. */
class Holder {
  readonly #writing: Writing
  constructor(writing: Writing) {
    this.#writing = writing
  }

  hold(value: unknown, type: Type, place: Place, path: string): string[] {
    if (type.is === 'literal') return this.#literal(value, type.value, path)
    if (type.is === 'list') return this.#list(value, type.item, place, path)
    if (type.is === 'union') return this.#oneOf(value, type.types, place, path)
    if (type.is === 'name') return this.#named(value, type, place, path)
    return this.#object(value, membersOf(type, place), path)
  }

  #named(value: unknown, type: Type & { is: 'name' }, place: Place, path: string): string[] {
    const parameter = place.given.get(type.name)
    if (parameter) return this.hold(value, parameter.type, parameter.place, path)
    const plain = PLAIN[type.name]
    if (plain) return plain(value, this.#writing) ? [] : [`${path}: no ${type.name}`]
    // Declared among what the SDK does rather than what the wire holds.
    if (type.name === 'ApiList' && type.of[0])
      return this.#object(value, [{ members: listOf(type.of[0]), place }], path)
    const found = meaningOf(type.name, place)
    // Names of products that re-export their own (Issuing, Treasury) are never ours: no value is one of them.
    if (!found) return [`${path}: nothing declares ${type.name}`]
    const { meaning, file } = found
    if (meaning.type.is === 'object') return this.#object(value, membersOf(type, place), path)
    const inside = { file, scope: meaning.scope, given: given(meaning, type, place) }
    return this.hold(value, meaning.type, inside, path)
  }

  #literal(value: unknown, literal: unknown, path: string): string[] {
    const same =
      value === literal || (this.#writing === 'form' && literal !== null && value === String(literal))
    const empty = this.#writing === 'form' && literal === null && value === ''
    return same || empty ? [] : [`${path}: not ${String(literal)}`]
  }

  #list(value: unknown, item: Type, place: Place, path: string): string[] {
    const items = this.#writing === 'form' && isObject(value) ? Object.values(value) : value
    if (!Array.isArray(items)) return [`${path}: no list`]
    return items.flatMap((one, at) => this.hold(one, item, place, `${path}.${at}`))
  }

  #oneOf(value: unknown, types: Type[], place: Place, path: string): string[] {
    let nearest: string[] | undefined
    for (const type of types) {
      const faults = this.hold(value, type, place, path)
      if (faults.length === 0) return []
      // What comes nearest is told: the one whose faults lie inside the value, not at it.
      const inside = faults.some((fault) => !fault.startsWith(`${path}:`))
      if (!nearest || inside) nearest = faults
    }
    return nearest ?? []
  }

  #object(value: unknown, parts: { members: Members; place: Place }[], path: string): string[] {
    if (!isObject(value)) return [`${path}: no object`]
    // What is declared last is what is extended: the nearer declaration of a name counts.
    const fields = new Map(
      parts
        .toReversed()
        .flatMap(({ members, place }) =>
          [...members.fields].map(([name, field]) => [name, { ...field, place }] as const),
        ),
    )
    const rest = parts.find(({ members }) => members.rest)
    const held = [...fields].flatMap(([name, { type, needed, place }]) => {
      const inside = value[name]
      if (inside !== undefined) return this.hold(inside, type, place, `${path}.${name}`)
      return needed ? [`${path}.${name}: missing`] : []
    })
    const others = Object.entries(value).filter(([name, inside]) => !fields.has(name) && inside !== undefined)
    const free = others.flatMap(([name, inside]) =>
      rest?.members.rest
        ? this.hold(inside, rest.members.rest, rest.place, `${path}.${name}`)
        : [`${path}.${name}: unknown`],
    )
    return [...held, ...free]
  }
}

/** What of a value does not fit a declared type; empty when all does. */
export const faultsOf = (value: unknown, { file, name }: Named, writing: Writing): string[] =>
  new Holder(writing).hold(value, { is: 'name', name, of: [] }, { file, scope: '', given: NONE }, name)
