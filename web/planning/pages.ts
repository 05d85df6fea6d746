import { useState } from 'preact/hooks'
import { type Action, type Query, useAction, useQuery } from '../query.ts'

/** One page of a list; `after` goes on, null at the end. */
export type Listed<T> = { items: readonly T[]; after: string | null }

/** A list that grows page by page: everything read so far, and the way to read more. */
export type Pages<T> = {
  query: Query<Listed<T>>
  items: readonly T[]
  more: Action<[], void> | undefined
}

/** Reads a list page by page; what was read after the first page is forgotten when that one is read anew. */
export const usePages = <T>(
  key: string | null,
  ask: (after: string | undefined, signal?: AbortSignal) => Promise<Listed<T>>,
): Pages<T> => {
  const query = useQuery(key, (signal) => ask(undefined, signal))
  const [rest, setRest] = useState<(Listed<T> & { of: unknown }) | undefined>(undefined)
  const first = query.data
  const valid = rest && rest.of === first ? rest : undefined
  const after = valid ? valid.after : (first?.after ?? null)
  const more = useAction(async () => {
    if (after === null) return
    const next = await ask(after)
    setRest({ of: first, items: [...(valid?.items ?? []), ...next.items], after: next.after })
  })
  return {
    query,
    items: [...(first?.items ?? []), ...(valid?.items ?? [])],
    more: after === null ? undefined : more,
  }
}
