import { Hono } from 'hono'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { may } from '../../worker/platform/auth.ts'
import type { Env, TenantEnv } from '../../worker/platform/env.ts'
import { answers, valid } from '../../worker/platform/http.ts'
import { routeTable } from '../../worker/platform/routes.ts'
import { unready } from '../support/declared.ts'
import { routesOf } from '../support/routes.ts'
import { siege } from '../support/siege.ts'

const shown = answers(z.object({}), 'Something')

test('every route says who may use it and what it answers, and can be attacked with real ids of the victim', async () => {
  const routes = await routesOf()
  const s = await siege()
  await s.close()
  const inside = routes.filter(({ path }) => path.startsWith('/api/o/:organisation'))
  expect(inside.length).toBeGreaterThan(80)
  expect(unready(routes, s.ids)).toEqual([])
})

test('a new route without a declared capability is named', () => {
  const app = new Hono<Env>()
    .get('/api/o/:organisation/declared', may('people:read') as never, shown, (c) => c.json({}))
    .get('/api/o/:organisation/forgotten', shown, (c) => c.json({}))
    .post('/api/o/:organisation/silent', may('people:edit') as never, (c) => c.json({}))
  expect(unready(routeTable(app), {})).toEqual([
    'GET /forgotten: nobody said who may use it',
    'POST /silent: it does not tell what it answers',
  ])
})

test('a new route whose path or body points at something unknown is named with it', () => {
  const Draft = z.strictObject({ personId: z.uuid(), elephantId: z.uuid() })
  const app = new Hono<TenantEnv>()
    .get('/api/o/:organisation/elephants/:elephantId', may('people:read'), shown, (c) => c.json({}))
    .post('/api/o/:organisation/elephants', may('people:edit'), shown, valid('json', Draft), (c) =>
      c.json({}),
    )
  expect(unready(routeTable(app as never), { personId: v7() })).toEqual([
    'GET /elephants/:elephantId: no id for :elephantId',
    'POST /elephants: no sample of elephantId',
  ])
})
