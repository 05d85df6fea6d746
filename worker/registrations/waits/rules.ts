// Why somebody cannot wait for a seat. Pure.
import type { Candidate } from './queries.ts'

/** Why a group cannot join the list: the first reason among its people; undefined when nothing stands against it. */
export function waitRefusal(people: readonly Candidate[], asked: number) {
  if (people.length < asked) return 'not-found'
  if (people.some(({ open }) => !open)) return 'registration-closed'
  if (people.some(({ registered }) => registered)) return 'already-registered'
  if (people.some(({ waiting }) => waiting)) return 'already-waiting'
  if (people.some(({ unitId, served }) => unitId === null || !served)) return 'outside-catchment'
  const stopped = people.find(({ barred }) => barred !== null)
  if (stopped) return stopped.barred === 'guardian-needed' ? 'guardian-needed' : 'consent-needed'
  if (people.some(({ capacity }) => capacity < asked)) return 'workshop-full'
  const inUnit = Map.groupBy(people, ({ unitId }) => unitId)
  return people.some(({ unitId, maximum }) => (inUnit.get(unitId)?.length ?? 0) > maximum)
    ? 'quota-full'
    : undefined
}
