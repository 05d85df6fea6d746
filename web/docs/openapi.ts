/** As much of a JSON Schema as is shown. */
export type Shape = {
  type?: string | readonly string[]
  properties?: Record<string, Shape>
  required?: readonly string[]
  items?: Shape
  anyOf?: readonly Shape[]
  oneOf?: readonly Shape[]
  allOf?: readonly Shape[]
  enum?: readonly unknown[]
  const?: unknown
  format?: string
  $ref?: string
  minimum?: number
  maximum?: number
  maxLength?: number
}

type Content = { content?: Record<string, { schema?: Shape }> }

/** One operation of the description. */
export type Operation = {
  summary?: string
  description?: string
  tags?: readonly string[]
  parameters?: readonly { name: string; in: string; required?: boolean; schema?: Shape }[]
  requestBody?: Content
  responses: Record<string, Content & { description?: string }>
}

/** The OpenAPI document, as far as it is shown. */
export type Document = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Shape> }
}

/** A route with its operation. */
export type Route = { method: string; path: string; operation: Operation }

/** The routes of a document whose address or summary has the words, by their first tag. */
export function routesByTag({ paths }: Document, words: string): [tag: string, routes: Route[]][] {
  const wanted = words.trim().toLowerCase()
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const matching = routes.filter(({ path, operation }) =>
    `${path} ${operation.summary ?? ''}`.toLowerCase().includes(wanted),
  )
  const tags = new Map<string, Route[]>()
  for (const route of matching) {
    const tag = route.operation.tags?.[0] ?? ''
    tags.set(tag, [...(tags.get(tag) ?? []), route])
  }
  return [...tags]
}

/** The shape of a body, in whichever format it is sent. */
export const bodyOf = (content: Content | undefined): Shape | undefined =>
  Object.values(content?.content ?? {})[0]?.schema

/** A shape in a few words: its type, its limits, its alternatives. */
export function inWords(shape: Shape): string {
  if (shape.$ref) return shape.$ref.split('/').at(-1) ?? ''
  const parts = shape.anyOf ?? shape.oneOf
  if (parts) return parts.map(inWords).join(' | ')
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.type === 'array') return `${inWords(shape.items ?? {})}[]`
  const kind = [shape.type ?? []].flat().join(' | ')
  const limits = [
    shape.format,
    shape.minimum !== undefined && shape.minimum > -1e15 ? `≥ ${shape.minimum}` : undefined,
    shape.maximum !== undefined && shape.maximum < 1e15 ? `≤ ${shape.maximum}` : undefined,
    shape.maxLength !== undefined ? `≤ ${shape.maxLength}` : undefined,
  ]
  return [kind, ...limits.filter(Boolean)].join(' ')
}

/** The fields that a shape spreads out into; none for a plain value. */
export function fieldsOf(shape: Shape): [name: string, shape: Shape, required: boolean][] {
  const inside = shape.type === 'array' ? (shape.items ?? {}) : shape
  const own = Object.entries(inside.properties ?? {})
  return own.map(([name, field]) => [name, field, inside.required?.includes(name) ?? false])
}
