import { type Fields, list, type Param, type RawTree, readFields, text, type Values } from './params.ts'
import type { Book, Stand } from './stand.ts'

/** One authenticated request as an operation sees it. */
export interface Call {
  stand: Stand
  account: string
  book: Book
  /** The `:id` of the path, or ''. */
  id: string
}

/** One operation of the API: where it is, what it takes, what it does. */
export interface Operation {
  method: 'GET' | 'POST'
  path: string
  /** Reads and checks the parameters, then answers what is left to execute and the fields to expand. */
  prepare(call: Call, raw: RawTree): { expand: string[]; run: () => object }
}

const expandField = { expand: list(text(), 20) satisfies Param<string[]> }

/** Describes an operation by its fields; `expand` is taken everywhere. */
export function operation<F extends Fields>(
  method: 'GET' | 'POST',
  path: string,
  fields: F,
  run: (call: Call, params: Values<F>) => object,
): Operation {
  return {
    method,
    path,
    prepare(call, raw) {
      const { expand, ...rest } = raw
      const { expand: names } = readFields(expandField, expand === undefined ? {} : { expand })
      const params = readFields(fields, rest)
      return { expand: names ?? [], run: () => run(call, params) }
    },
  }
}
