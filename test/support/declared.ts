import type { RouteFace } from '../../worker/platform/routes.ts'
import { HINTS } from './hints.ts'
import { type Ids, nameOf, unfitFor } from './requests.ts'

/** Routes that nobody said who may use, that do not tell what they answer, or that cannot be attacked; each by name. */
export function unready(routes: readonly RouteFace[], ids: Ids): string[] {
  return routes.flatMap((route) => [
    ...(route.access === undefined ? [`${nameOf(route)}: nobody said who may use it`] : []),
    ...(route.promises ? [] : [`${nameOf(route)}: it does not tell what it answers`]),
    ...(route.access === 'open' ? [] : [unfitFor(route, ids, HINTS) ?? []].flat()),
  ])
}
