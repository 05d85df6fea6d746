import type { Hono } from 'hono'
import type * as z from 'zod'
import type { Env } from './env.ts'
import type { Capability } from './roles.ts'

/** Who may call a route: a capability somewhere, the owner of the data, any account, or anybody. */
export type Access = Capability | 'mine' | 'account' | 'open'

/** What a route says of itself, read off the middleware that makes it so. */
export type RouteFace = {
  method: string
  /** With `:name` parameters, from the root. */
  path: string
  access: Access | undefined
  promises: { shape: z.ZodType; summary: string; status: 200 | 201 | 202 | 204 } | undefined
  accepts: { target: 'json' | 'query' | 'param'; shape: z.ZodType }[]
}

type Marks = { access?: Access; promises?: RouteFace['promises']; accepts?: RouteFace['accepts'][number] }

/** Every route of an app with what its middleware declares; nothing is registered a second time. */
export function routeTable(app: Pick<Hono<Env>, 'routes'>): RouteFace[] {
  const table = new Map<string, RouteFace>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    const key = `${method} ${path}`
    const face = table.get(key) ?? { method, path, access: undefined, promises: undefined, accepts: [] }
    // Middleware functions carry these marks as properties (see auth.ts and http.ts).
    const marks = handler as unknown as Marks
    table.set(key, {
      ...face,
      access: face.access ?? marks.access,
      promises: face.promises ?? marks.promises,
      accepts: marks.accepts ? [...face.accepts, marks.accepts] : face.accepts,
    })
  }
  return [...table.values()]
}
