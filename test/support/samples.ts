import { v7 } from 'uuid'
import type * as z from 'zod'

/** What stands in for a pointer or a word of this name: an id, a day, a text. Undefined: nothing is known of it. */
export type Pick = (name: string) => unknown

/** What shapes ask for that only its name tells; everything else is read off the shape. */
const BY_NAME: Record<string, unknown> = {
  id: v7(),
  after: v7({ msecs: 1 }),
  version: 1,
  noticeId: v7(),
  questionId: v7(),
  textEn: 'Some text. '.repeat(30),
  textHi: 'Some text. '.repeat(30),
  account: 'acct_1',
  kindId: 'secretary',
  office: 'secretary',
  levelId: 'booth',
  level: 'booth',
  hostLevelId: 'district',
  traineeLevelId: 'booth',
  dayOn: '2026-11-17',
  on: '2026-11-22',
  opensAt: 1_767_225_600,
  closesAt: 1_798_675_200,
  startsMinute: 540,
  endsMinute: 600,
  q: 'Secret',
  contact: '+919812300001',
  code: '123456',
  proof: 'a'.repeat(22),
  dryRun: 'false',
  vpa: 'fees@bank',
  ifsc: 'BANK0123456',
  before: v7(),
  openedOn: '2026-11-22',
  year: '26-27',
  pan: 'ABCDE1234F',
  questions: [
    {
      textEn: 'Which?',
      textHi: 'कौन-सा?',
      options: [
        { textEn: 'This', textHi: 'यह' },
        { textEn: 'That', textHi: 'वह' },
      ],
      answer: 0,
    },
  ],
}

const WORDS = [
  'Some text',
  'text',
  'AB12',
  'INR',
  '123456',
  '123456789012',
  '2026-12-01',
  '+919812300001',
  'somebody@example.org',
  'https://example.org/there',
  'Asia/Kolkata',
  `1767225600:${v7()}`,
  'a'.repeat(43),
  'x',
]
const NUMBERS = [1, 0, 2, 10, 100, 1000, 2000, 100_000, 1_798_675_200]

/** What no sample could be made for: the field, by its name. */
export class NoSample extends Error {}

type Shape = z.ZodType
// zod tells the parts of a shape by its kind; they are read here only.
type Parts = {
  type: string
  shape: Record<string, Shape>
  element: Shape
  options: Shape[]
  innerType: Shape
  in: Shape
  out: Shape
  items: Shape[]
  entries: Record<string, unknown>
  values: unknown[]
  left: Shape
  right: Shape
  getter: () => Shape
}
const partsOf = (shape: Shape) => shape._zod.def as unknown as Parts
const singular = (name: string) => name.replace(/(Id)s$/, '$1')

function wordFor(shape: Shape, name: string, pick: Pick): unknown {
  const candidates = [pick(name), pick(singular(name)), BY_NAME[name], ...WORDS, ...NUMBERS]
  const fit = candidates.find((value) => value !== undefined && shape.safeParse(value).success)
  if (fit !== undefined) return fit
  throw new NoSample(name)
}

/** Other values of a field that a rule over several fields may ask for: nothing, null, an empty list. */
function othersFor(shape: Shape): unknown[] {
  return [undefined, null, []].filter((value) => shape.safeParse(value).success)
}

function objectFor(shape: Shape, pick: Pick): Record<string, unknown> {
  const fields = Object.entries(partsOf(shape).shape)
  const whole = Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field, name, pick)]))
  const changes = fields.flatMap(([name, field]) => othersFor(field).map((value) => ({ [name]: value })))
  const attempts = [{}, ...changes, ...changes.flatMap((one) => changes.map((two) => ({ ...one, ...two })))]
  for (const change of attempts) {
    const value = { ...whole, ...change }
    if (shape.safeParse(value).success) return value
  }
  throw new NoSample(`an object of ${fields.map(([name]) => name).join(', ')}`)
}

function firstOf(options: readonly Shape[], name: string, pick: Pick): unknown {
  for (const option of options) {
    if (partsOf(option).type === 'null') continue
    return sampleOf(option, name, pick)
  }
  return null
}

/** What goes through a pipe: a word that comes out well, or whatever goes in. */
function pipedFor(shape: Shape, name: string, pick: Pick): unknown {
  try {
    return wordFor(shape, name, pick)
  } catch {
    const parts = partsOf(shape)
    return sampleOf(partsOf(parts.in).type === 'transform' ? parts.out : parts.in, name, pick)
  }
}

/** A list that is known by its name, or one thing as often as the shape wants it. */
function listFor(shape: Shape, name: string, pick: Pick): unknown {
  if (shape.safeParse(BY_NAME[name]).success) return BY_NAME[name]
  const one = sampleOf(partsOf(shape).element, name, pick)
  const lists = [1, 2, 3, 5].map((length) => Array.from({ length }, () => one))
  return lists.find((list) => shape.safeParse(list).success) ?? [one]
}

/** A value that a shape accepts, as full as it may be. @throws NoSample naming the field that needs a hint */
export function sampleOf(shape: Shape, name: string, pick: Pick): unknown {
  const parts = partsOf(shape)
  switch (parts.type) {
    case 'object':
      return objectFor(shape, pick)
    case 'array':
      return listFor(shape, name, pick)
    case 'tuple':
      return parts.items.map((item) => sampleOf(item, name, pick))
    case 'union':
      return firstOf(parts.options, name, pick)
    case 'intersection':
      return {
        ...(sampleOf(parts.left, name, pick) as object),
        ...(sampleOf(parts.right, name, pick) as object),
      }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return sampleOf(parts.innerType, name, pick)
    case 'pipe':
      return pipedFor(shape, name, pick)
    case 'lazy':
      return sampleOf(parts.getter(), name, pick)
    case 'record':
      return {}
    case 'enum':
      return [BY_NAME[name], ...Object.values(parts.entries)].find((value) => shape.safeParse(value).success)
    case 'literal':
      return parts.values[0]
    case 'boolean':
      return true
    default:
      return wordFor(shape, name, pick)
  }
}
