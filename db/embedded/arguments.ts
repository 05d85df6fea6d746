import { Failure } from './failure.ts'
import type { Argument } from './value.ts'

/** The arguments sent with a statement: by position and by name. */
export type Arguments = {
  readonly positional: Argument[]
  readonly named: readonly { readonly name: string; readonly value: Argument }[]
}

/** Orders the arguments by the statement's parameters; refuses with `ARGS_INVALID` if one is missing or left over. */
export function bind(parameters: readonly (string | null)[], given: Arguments): Argument[] {
  const { positional, named } = given
  if (positional.length > parameters.length) {
    throw invalid(`takes ${parameters.length} arguments and was given ${positional.length}`)
  }
  if (named.length === 0 && positional.length === parameters.length) return positional
  const bound: (Argument | undefined)[] = [...positional]
  for (const { name, value } of named) bound[positionOf(name, parameters)] = value
  return parameters.map((name, index) => {
    const value = bound[index]
    if (value === undefined) throw invalid(`was given no argument for ${name ?? `parameter ${index + 1}`}`)
    return value
  })
}

/** A name may come with its sign or without. */
function positionOf(name: string, parameters: readonly (string | null)[]): number {
  const position = /^[:@$?#]/.test(name)
    ? parameters.indexOf(name)
    : parameters.findIndex(
        (parameter) => parameter !== null && !parameter.startsWith('?') && parameter.slice(1) === name,
      )
  if (position === -1) throw invalid(`has no parameter ${name}`)
  return position
}

function invalid(what: string): Failure {
  return new Failure('ARGS_INVALID', `The statement ${what}.`)
}
