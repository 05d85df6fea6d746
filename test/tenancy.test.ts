import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newKeys } from '../db/local/keys.ts'
import { signToken } from '../worker/platform/keys.ts'
import type { RouteFace } from '../worker/platform/routes.ts'
import type { TestOrganisation } from './support/organisation.ts'
import { routesOf } from './support/routes.ts'
import { seedVictim } from './support/victim.ts'
import { type World, world } from './support/world.ts'

let w: World
let victim: TestOrganisation
let rival: TestOrganisation
/** Real ids of the victim, by the name of the path parameter. */
let ids: Record<string, string>
let attackers: Record<string, string | undefined>

const routes = await routesOf()
const inside = routes.filter(({ path }) => path.startsWith('/api/o/:organisation'))
const guarded = inside.filter(({ access }) => access !== 'open')

beforeAll(async () => {
  w = await world()
  victim = await w.organisation({ slug: 'victim' })
  rival = await w.organisation({ slug: 'rival' })
  ids = await seedVictim(victim)
  const owner = await rival.person('Rival owner', { grants: ['owner@ST'] })
  const elsewhere = await victim.person('Elsewhere', { unit: 'D2', grants: ['admin@D2'] })
  const nobody = await victim.person('Powerless', { unit: 'D2' })
  const ended = await victim.person('Ended', { unit: 'ST', grants: ['owner@ST'] })
  await victim.db.execute({
    sql: 'update grants set until_at = ?, ended_by = person_id where person_id = ?',
    args: [w.clock.now - 1, ended.id],
  })
  const otherKeys = await newKeys()
  const claims = { sub: 'account', sid: 'session', pid: ids.ownerId }
  const audience = 'victim'
  attackers = {
    'no token': undefined,
    'a token of another organisation': owner.token,
    'a lapsed token': await w.token('victim', ids.ownerId ?? '', -10),
    'a token signed with another key': await signToken(otherKeys, claims, {
      audience,
      now: w.clock.now,
      life: 600,
    }),
    'a token without a signature': unsigned({
      ...claims,
      aud: audience,
      iss: 'prashikshan',
      exp: w.clock.now + 600,
    }),
    'no capability': nobody.token,
    'the capability on another subtree': elsewhere.token,
    'an ended grant': ended.token,
  }
})
afterAll(() => w.close())

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.`
}

/** The victim's id for a parameter of this name, or one that does not exist. */
const idFor = (name: string, real: boolean) =>
  (real ? ids[name] : undefined) ?? (name === 'code' ? 'ZZZZZZZZ' : v7())

/** Questions that may point at somebody or something: they are asked about the victim's. */
const POINTERS = {
  unit: 'unitId',
  parent: 'unitId',
  within: 'unitId',
  person: 'personId',
  tier: 'tierId',
  workshop: 'workshopId',
}

/** The route's address with the victim's real ids in its path and its question, or with ids that do not exist. */
function addressOf({ path, accepts }: RouteFace, real: boolean): string {
  const shape = accepts.find(({ target }) => target === 'query')?.shape
  const asked = Object.entries(POINTERS).filter(
    ([name]) => shape && 'shape' in shape && name in (shape.shape as object),
  )
  const query = new URLSearchParams(asked.map(([name, id]) => [name, idFor(id, real)]))
  const filled = path.replace('/api', '').replace(':organisation', 'victim')
  return `${filled.replace(/:(\w+)/g, (_, name: string) => idFor(name, real))}?${query}`
}

const STRANGERS = [
  'no token',
  'a token of another organisation',
  'a lapsed token',
  'a token signed with another key',
  'a token without a signature',
]

test('there are routes to attack, and every one says who may use it', () => {
  expect(inside.length).toBeGreaterThan(40)
  expect(
    routes.filter(({ access }) => access === undefined).map(({ method, path }) => `${method} ${path}`),
  ).toEqual([])
})

test('every route describes what it answers', () => {
  expect(routes.filter(({ promises }) => !promises).map(({ method, path }) => `${method} ${path}`)).toEqual(
    [],
  )
})

test('every parameter of a guarded route is attacked with a real id of the victim', () => {
  const names = new Set(
    guarded.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)),
  )
  names.delete('organisation')
  expect([...names].filter((name) => !ids[name])).toEqual([])
})

describe.each(guarded)('$method $path', (route) => {
  const send = (as: string | undefined, address: string) =>
    w.call(route.method, address, { as, ...(route.method === 'GET' ? {} : { json: {} }) })

  test.each(STRANGERS)('%s reads nothing: 401, and the database is not asked', async (who) => {
    const answer = await send(attackers[who], addressOf(route, true))
    expect([answer.status, answer.trips]).toEqual([401, 0])
  })

  if (route.method !== 'GET' || !/:\w+/.test(route.path.replace(':organisation', ''))) return

  test.each(['no capability', 'the capability on another subtree', 'an ended grant'])(
    '%s: what exists looks exactly like what does not',
    async (who) => {
      const [real, missing] = [
        await send(attackers[who], addressOf(route, true)),
        await send(attackers[who], addressOf(route, false)),
      ]
      expect(real.status).toBe(404)
      expect(real.text).toBe(missing.text)
    },
  )
})
