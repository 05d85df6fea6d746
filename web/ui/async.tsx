import type { ComponentChildren } from 'preact'
import type { Query } from '../query.ts'
import { ProblemView, type ProblemWords } from './problem.tsx'
import { Skeleton } from './progress.tsx'

type AsyncViewProps<T> = {
  query: Query<T>
  /** Shown instead of the data when it says that there is none. */
  empty?: ((data: T) => ComponentChildren) | undefined
  /** Whether the data is empty; an array without elements is, unless said otherwise. */
  isEmpty?: ((data: T) => boolean) | undefined
  skeleton?: ComponentChildren
  words?: ProblemWords | undefined
  children: (data: T) => ComponentChildren
}

const nothing = (data: unknown): boolean => Array.isArray(data) && data.length === 0

/** Something asked for: its shape while it loads, the refusal, what to do when empty, or the data. */
export const AsyncView = <T,>(props: AsyncViewProps<T>) => {
  const { query, empty, isEmpty = nothing, skeleton, words, children } = props
  const { data, problem, loading, reload } = query
  if (data === undefined) {
    if (problem) return <ProblemView problem={problem} words={words} onRetry={reload} />
    return loading ? (skeleton ?? <Skeleton />) : null
  }
  return (
    <div class="async" aria-busy={loading}>
      {problem && <ProblemView problem={problem} words={words} onRetry={reload} />}
      {empty && isEmpty(data) ? empty(data) : children(data)}
    </div>
  )
}
