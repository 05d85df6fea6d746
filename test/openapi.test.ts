import { afterAll, beforeAll, expect, test } from 'vitest'
import { routesOf } from './support/routes.ts'
import { type World, world } from './support/world.ts'

type Operation = { summary: string; responses: Record<string, { content?: object }>; requestBody?: object }
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let w: World
let document: Document
const routes = await routesOf()

beforeAll(async () => {
  w = await world()
  document = (await w.call<Document>('GET', '/openapi.json')).body
})
afterAll(() => w.close())

const operationOf = (method: string, path: string) =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]

test('the description is OpenAPI 3.1 and holds every route, and no other', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(routes.filter(({ method, path }) => !operationOf(method, path))).toEqual([])
  const described = Object.values(document.paths).flatMap((methods) => Object.keys(methods))
  expect(described).toHaveLength(routes.length)
})

test('every operation says what it is for, what it takes and what it answers', () => {
  const silent = routes.filter(({ method, path, accepts, promises }) => {
    const operation = operationOf(method, path)
    const takes = accepts.some(({ target }) => target === 'json')
    const answers = operation?.responses[String(promises?.status)]
    return !operation?.summary || takes !== (operation.requestBody !== undefined) || !answers
  })
  expect(silent).toEqual([])
})

test('every parameter in an address is described', () => {
  const missing = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap((operation) => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const described = (operation as { parameters?: { name: string; in: string }[] }).parameters ?? []
      return names
        .filter((name) => !described.some((one) => one.in === 'path' && one.name === name))
        .map((name) => `${path} ${name}`)
    }),
  )
  expect(missing).toEqual([])
})
