import { v7 } from 'uuid'
import * as z from 'zod'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { NoSample, type Pick, sampleOf } from './samples.ts'
import type { Call } from './world.ts'

/** One request to send, below `/api`. */
export type Ask = { method: string; path: string; how: Call }

/** Ids of an organisation's things by the name of the path parameter, such as `personId`. */
export type Ids = Record<string, string>

/** Names that fields and questions give to what a path calls otherwise. */
const ALIASES: Record<string, string> = {
  unit: 'unitId',
  parent: 'unitId',
  parentId: 'unitId',
  intoId: 'unitId',
  childId: 'unitId',
  within: 'unitId',
  include: 'unitId',
  exclude: 'unitId',
  person: 'personId',
  tier: 'tierId',
  workshop: 'workshopId',
  session: 'sessionId',
  wing: 'wingId',
  programme: 'programmeId',
  number: 'cardNumber',
  trained: 'tierId',
  untrained: 'tierId',
  subject: 'subjectId',
  untaught: 'subjectId',
  chosen: 'registrationId',
  endOfficeIds: 'officeId',
  collectorId: 'ownerId',
  account: 'accountId',
  needing: 'districtId',
  subjectId: 'claimId',
}

/** Bodies that no shape tells, by route: what is sent as JSON, or as CSV text. */
export type Hints = Record<string, (ids: Ids) => { json: unknown }>

const nowhere: Ids = {}

/** An id that nothing has, always the same one for a name; of the same form as the real one. */
function idOfNothing(name: string, real = ''): string {
  const sealed = real.split('.').length === 3
  const word = real.length > 0 && real.length < 10 ? `none-${name}` : v7()
  nowhere[name] ??= sealed ? `${real.slice(0, -8)}AAAAAAAA` : name === 'code' ? 'ZZZZZZZZ' : word
  return nowhere[name]
}

/** The same names as some ids have, none of which leads anywhere. */
export const idsOfNothing = (ids: Ids): Ids =>
  Object.fromEntries(Object.entries(ids).map(([name, real]) => [name, idOfNothing(name, real)]))

/** A text without ids that the caller sent himself: whatever echoes them tells nothing. */
export const withoutIds = (text: string, sent: readonly Ids[]): string =>
  sent
    .flatMap((ids) => Object.entries(ids))
    .reduce(
      (left, [name, id]) => left.replaceAll(id.length < 20 ? JSON.stringify(id) : id, `<${name}>`),
      text,
    )

const pointerOf = (name: string) => ALIASES[name] ?? name
const picking =
  (ids: Ids): Pick =>
  (name) =>
    ids[pointerOf(name)]

/** How a route is called in failures and hints: `GET /people/:personId`. */
export const nameOf = ({ method, path }: RouteFace) => `${method} ${path.replace('/api/o/:organisation', '')}`

const shapeFor = (route: RouteFace, target: string) =>
  route.accepts.find((part) => part.target === target)?.shape

function questionOf(route: RouteFace, ids: Ids): string {
  const shape = shapeFor(route, 'query')
  if (!shape) return ''
  const fields = Object.entries(sampleOf(shape, 'query', picking(ids)) as object)
  const asked = fields.filter(([, value]) => value !== undefined && value !== null && value !== '')
  return `?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))}`
}

function bodyOf(route: RouteFace, ids: Ids, hints: Hints): Call {
  const hint = hints[nameOf(route)]
  if (hint) return hint(ids)
  const shape = shapeFor(route, 'json')
  if (shape) return { json: sampleOf(shape, 'body', picking(ids)) }
  return route.method === 'GET' || route.method === 'DELETE' ? {} : { json: {} }
}

/** The route's address with these ids in its path, without a question. */
export const pathOf = ({ path }: RouteFace, slug: string, ids: Ids) =>
  path
    .replace('/api', '')
    .replace(':organisation', slug)
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? idOfNothing(name)))

/** A whole request to a route with these ids in path, question and body. @throws NoSample when it needs a hint */
export function requestTo(route: RouteFace, slug: string, ids: Ids, hints: Hints): Ask {
  const path = `${pathOf(route, slug, ids)}${questionOf(route, ids)}`
  return { method: route.method, path, how: bodyOf(route, ids, hints) }
}

/** The places of a route that take an id: of its path, its question and its body, by the name in `ids`. */
export function pointersOf(route: RouteFace, ids: Ids): string[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const asked: string[] = []
  const noting: Pick = (name) => {
    asked.push(pointerOf(name))
    return ids[pointerOf(name)]
  }
  for (const target of ['query', 'json']) {
    const shape = shapeFor(route, target)
    if (shape && !(target === 'json' && shape instanceof z.ZodString)) sampleOf(shape, target, noting)
  }
  return [...new Set([...inPath, ...asked])].filter((name) => name in ids)
}

/** What stands between a route and its attack: nothing (null), or what a hint is missing for. */
export function unfitFor(route: RouteFace, ids: Ids, hints: Hints): string | null {
  const lacking = [...route.path.replace(':organisation', '').matchAll(/:(\w+)/g)].filter(
    ([, name = '']) => !(name in ids),
  )
  if (lacking.length > 0) return `${nameOf(route)}: no id for ${lacking.map(([text]) => text).join(', ')}`
  try {
    requestTo(route, 'victim', ids, hints)
    return null
  } catch (error) {
    if (!(error instanceof NoSample)) throw error
    return `${nameOf(route)}: no sample of ${error.message}`
  }
}
