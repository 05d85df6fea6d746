import { invalid, missing } from './failure.ts'
import type { Call } from './operation.ts'
import { type Range, range, text, whole } from './params.ts'
import type { Kind, Kinds } from './stand.ts'

/** The parameters that move through a list. */
export const cursorFields = { limit: whole(1, 100), starting_after: text(), ending_before: text() }
/** The parameters of a list of objects with a time. */
export const pageFields = { ...cursorFields, created: range() }

/** What was asked of a page. */
export interface PageParams {
  limit: number | undefined
  starting_after: string | undefined
  ending_before: string | undefined
  created?: Range | undefined
}

/** A list as it stands on the wire. */
export interface WireList<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

/** Whether an instant lies in a range. */
export const within = (at: number, range: Range | undefined): boolean =>
  range === undefined ||
  ((range.gt === undefined || at > range.gt) &&
    (range.gte === undefined || at >= range.gte) &&
    (range.lt === undefined || at < range.lt) &&
    (range.lte === undefined || at <= range.lte))

/** One page of an account's objects of a kind, newest first. */
export function page<K extends Kind>(
  call: Call,
  kind: K,
  url: string,
  params: PageParams,
  keep: (object: Kinds[K]) => boolean = () => true,
): WireList<Kinds[K]> {
  const shelf: Record<string, Kinds[K]> = call.book.objects[kind]
  const all = Object.values(shelf).reverse()
  return cut(call, all, (object) => keep(object) && within(object.created, params.created), kind, url, params)
}

/** One page of any list, kept in the order given. */
export function cut<T extends { id: string }>(
  call: Call,
  all: T[],
  keep: (object: T) => boolean,
  noun: string,
  url: string,
  params: PageParams,
): WireList<T> {
  const { starting_after: after, ending_before: before, limit = 10 } = params
  if (after !== undefined && before !== undefined)
    throw invalid(
      'You can only provide one of these parameters: starting_after, ending_before.',
      undefined,
      'parameters_exclusive',
    )
  const place = (id: string, param: string) => {
    const at = all.findIndex((object) => object.id === id)
    if (at < 0) throw missing(noun, id, call.stand.livemode, param, 400)
    return at
  }
  if (before !== undefined) {
    const newer = all.slice(0, place(before, 'ending_before')).filter(keep)
    return { object: 'list', data: newer.slice(-limit), has_more: newer.length > limit, url }
  }
  const rest = all.slice(after === undefined ? 0 : place(after, 'starting_after') + 1).filter(keep)
  return { object: 'list', data: rest.slice(0, limit), has_more: rest.length > limit, url }
}
