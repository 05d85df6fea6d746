import type { Arguments } from './arguments.ts'
import { Failure } from './failure.ts'
import { decodeValue } from './value.ts'

/** SQL as it is sent: the text, or the number under which the stream stored it. */
export type Sql = { readonly text: string } | { readonly id: number }

/** A statement with its arguments. */
export type Stmt = { readonly sql: Sql; readonly args: Arguments; readonly wantRows: boolean }

/** When a step of a batch runs. */
export type Condition =
  | { readonly type: 'ok' | 'error'; readonly step: number }
  | { readonly type: 'not'; readonly condition: Condition }
  | { readonly type: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly type: 'is_autocommit' }

/** A step of a batch; without a condition it always runs. */
export type Step = { readonly condition: Condition | undefined; readonly stmt: Stmt }

/** One request of a pipeline. */
export type Request =
  | { readonly type: 'execute'; readonly stmt: Stmt }
  | { readonly type: 'batch'; readonly steps: readonly Step[] }
  | { readonly type: 'sequence' | 'describe'; readonly sql: Sql }
  | { readonly type: 'store_sql'; readonly id: number; readonly text: string }
  | { readonly type: 'close_sql'; readonly id: number }
  | { readonly type: 'get_autocommit' | 'close' }

/** One pipeline: a baton continues the stream it names. */
export type Pipeline = { readonly baton: string | undefined; readonly requests: readonly Request[] }

type Json = { readonly [key: string]: unknown }

/** Reads the body of a pipeline; what does not fit the protocol is refused as a whole. */
export function decodePipeline(body: unknown): Pipeline {
  const pipeline = object(body, 'The body')
  const baton = pipeline.baton ?? undefined
  if (baton !== undefined && typeof baton !== 'string') throw wrong('The baton is not a string.')
  return { baton, requests: list(pipeline.requests, 'requests').map(decodeRequest) }
}

function decodeRequest(json: unknown): Request {
  const request = object(json, 'A request')
  switch (request.type) {
    case 'execute':
      return { type: 'execute', stmt: decodeStmt(request.stmt) }
    case 'batch':
      return { type: 'batch', steps: list(object(request.batch, 'A batch').steps, 'steps').map(decodeStep) }
    case 'sequence':
    case 'describe':
      return { type: request.type, sql: decodeSql(request) }
    case 'store_sql':
      if (typeof request.sql !== 'string') throw wrong('The SQL to store is not a string.')
      return { type: 'store_sql', id: decodeId(request.sql_id), text: request.sql }
    case 'close_sql':
      return { type: 'close_sql', id: decodeId(request.sql_id) }
    case 'get_autocommit':
    case 'close':
      return { type: request.type }
    default:
      throw wrong(`A request has the unknown type ${JSON.stringify(request.type)}.`)
  }
}

function decodeStep(json: unknown, index: number): Step {
  const step = object(json, 'A step')
  const { condition } = step
  return {
    condition: condition === undefined || condition === null ? undefined : decodeCondition(condition, index),
    stmt: decodeStmt(step.stmt),
  }
}

/** A condition may only look back. */
function decodeCondition(json: unknown, index: number): Condition {
  const condition = object(json, 'A condition')
  switch (condition.type) {
    case 'ok':
    case 'error': {
      const step = decodeId(condition.step)
      if (step < 0 || step >= index) throw wrong('A condition names a step that does not come before it.')
      return { type: condition.type, step }
    }
    case 'not':
      return { type: 'not', condition: decodeCondition(condition.cond, index) }
    case 'and':
    case 'or': {
      const conditions = list(condition.conds, 'conds').map((part) => decodeCondition(part, index))
      return { type: condition.type, conditions }
    }
    case 'is_autocommit':
      return { type: 'is_autocommit' }
    default:
      throw wrong(`A condition has the unknown type ${JSON.stringify(condition.type)}.`)
  }
}

function decodeStmt(json: unknown): Stmt {
  const stmt = object(json, 'A statement')
  const named = list(stmt.named_args ?? [], 'named_args').map((part) => {
    const { name, value } = object(part, 'A named argument')
    if (typeof name !== 'string') throw wrong('The name of an argument is not a string.')
    return { name, value: decodeValue(value) }
  })
  const positional = list(stmt.args ?? [], 'args').map(decodeValue)
  return { sql: decodeSql(stmt), args: { positional, named }, wantRows: stmt.want_rows !== false }
}

function decodeSql(json: Json): Sql {
  const { sql, sql_id: id } = json
  if (typeof sql === 'string' && (id === undefined || id === null)) return { text: sql }
  if (sql === undefined || sql === null) return { id: decodeId(id) }
  throw wrong('Expected either sql or sql_id.')
}

function decodeId(json: unknown): number {
  if (typeof json !== 'number' || !Number.isInteger(json)) throw wrong('A number is missing or not whole.')
  return json
}

function object(json: unknown, what: string): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw wrong(`${what} is not an object.`)
  return json as Json
}

function list(json: unknown, what: string): unknown[] {
  if (!Array.isArray(json)) throw wrong(`${what} is not a list.`)
  return json
}

function wrong(message: string): Failure {
  return new Failure('PROTOCOL_ERROR', message)
}
