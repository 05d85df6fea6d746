import { expect, test } from 'vitest'
import type * as z from 'zod'
import { routesOf } from '../support/routes.ts'

const routes = await routesOf()

/** One text that a route takes, by where it stands. */
type Leaf = { where: string; shape: z.ZodType }

type Inner = {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  options?: readonly z.ZodType[]
  items?: readonly z.ZodType[]
  keyType?: z.ZodType
  valueType?: z.ZodType
  left?: z.ZodType
  right?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
}

/** Every text inside a shape: objects, lists, unions, records and what wraps them are looked into. */
function leaves(shape: z.ZodType, where: string): Leaf[] {
  // The parts of a shape are what zod documents for libraries; only the kinds that have them have them.
  const def = shape.def as unknown as Inner
  if (def.type === 'string') return [{ where, shape }]
  // What a pipe lets out is what is stored.
  if (def.type === 'pipe') return leaves(def.in ?? shape, where).map((leaf) => ({ ...leaf, shape }))
  const inside = [
    ...Object.entries(def.shape ?? {}).map(([key, part]) => [part, `${where}/${key}`] as const),
    ...[def.element, def.innerType, def.keyType, def.valueType, def.left, def.right].map(
      (part) => [part, where] as const,
    ),
    ...[...(def.options ?? []), ...(def.items ?? [])].map((part) => [part, where] as const),
  ]
  return inside.flatMap(([part, place]) => (part ? leaves(part, place) : []))
}

// Cells of a table are no texts yet: each is judged when its row is read, and a fault is told with its place.
const all = routes
  .filter(({ path }) => !path.endsWith('/chunks/:chunk'))
  .flatMap(({ method, path, accepts }) =>
    accepts.flatMap(({ target, shape }) => leaves(shape, `${method} ${path} ${target}:`)),
  )

/** Letters that hide, each inside texts of the kinds that fields take, so that a refusal is for the letter alone. */
const HIDING = [
  '\u202e',
  '\u2066',
  '\u200e',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u0007',
  '\0',
  '\ue000',
  '\u0378',
]
const AROUND = ['Ram%Varma', 'राम%वर्मा', 'AB%CD', '98765%43210', 'ram%@example.in', '2026-11-22%', 'a%b']

const faultOf = ({ shape }: Leaf): string | undefined => {
  for (const letter of HIDING)
    for (const around of AROUND) {
      const kept = shape.safeParse(around.replace('%', letter)).data
      if (typeof kept === 'string' && kept.includes(letter))
        return `keeps U+${letter.codePointAt(0)?.toString(16)}`
    }
  if (shape.safeParse('x'.repeat(50_000)).success) return 'has no end'
  if (shape.safeParse('Jose\u0301').data === 'Jose\u0301') return 'is not composed'
  if (shape.safeParse('R\u0430m').data === 'R\u0430m') return 'mixes scripts'
  return undefined
}

test('the route table has texts to look at', () => {
  expect(all.length).toBeGreaterThan(120)
  expect(all.filter(({ where }) => /name/i.test(where)).length).toBeGreaterThan(15)
})

test('no route takes a text that may hide letters, mix scripts, stay uncomposed or never end', () => {
  const bare = all.flatMap((leaf) => {
    const fault = faultOf(leaf)
    return fault ? [`${leaf.where} ${fault}`] : []
  })
  expect(bare).toEqual([])
})

test('a key of the organisation is written in Latin letters', () => {
  const codes = all.filter(({ where }) => /json:.*\/(code|levelId|kindId|wingId|hostLevelId)$/.test(where))
  expect(codes.length).toBeGreaterThan(5)
  expect(codes.filter(({ shape }) => shape.safeParse('क-1').success).map(({ where }) => where)).toEqual([])
})

test('no route takes an address that somebody could be sent to, or that we could be made to fetch', () =>
  expect(
    all
      .filter(({ shape }) =>
        ['https://evil.example/x', '//evil.example'].some((url) => shape.safeParse(url).success),
      )
      .map(({ where }) => where)
      .filter((where) =>
        /url|uri|href|link|callback|return|redirect|logo|image/i.test(where.split('/').at(-1) ?? ''),
      ),
  ).toEqual([]))
