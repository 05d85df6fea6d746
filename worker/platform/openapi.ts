import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { RouteFace } from './routes.ts'

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })

const problem = { description: 'A problem', content: { 'application/problem+json': { schema: Problem } } }

/** Parameters that stand in the path and that no shape describes are plain text. */
function pathShape(path: string, given: z.ZodType | undefined) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const plain = Object.fromEntries(names.map((name) => [name, z.string()]))
  return z.object({ ...plain, ...(given instanceof z.ZodObject ? given.shape : {}) })
}

function operation({ path, access, promises, accepts }: RouteFace): ZodOpenApiOperationObject {
  const of = (target: string) => accepts.find((part) => part.target === target)?.shape
  const query = of('query')
  const body = of('json')
  const answer = promises
    ? {
        [String(promises.status)]: {
          description: promises.summary,
          ...(promises.status === 204 ? {} : { content: { 'application/json': { schema: promises.shape } } }),
        },
      }
    : {}
  return {
    summary: promises?.summary ?? '',
    tags: [
      path.split('/').filter((part) => part && !part.startsWith(':') && part !== 'api' && part !== 'o')[0] ??
        'organisation',
    ],
    description: access === 'open' ? 'Anybody may call this.' : `Needs: ${access}.`,
    security: access === 'open' ? [] : [{ token: [] }],
    requestParams: {
      ...(path.includes(':') ? { path: pathShape(path, of('param')) } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
    },
    ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
    responses: { ...answer, default: problem },
  }
}

/** The OpenAPI 3.1 description of a route table: the shapes that validate are the shapes that are described. */
export function openApi(routes: readonly RouteFace[], origin: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Prashikshan',
      version: '1',
      description: 'Train-the-trainer cascades. Errors are RFC 9457 problems.',
    },
    servers: [{ url: origin }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  })
}
