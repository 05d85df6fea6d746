import type { InferResponseType } from 'hono/client'
import { json } from '../api.ts'
import { credentialsApi } from '../credentials/api.ts'

type Api = ReturnType<typeof credentialsApi>
type PersonLines = InferResponseType<Api['people'][':personId']['lineage']['$get'], 200>
type UnitLines = InferResponseType<Api['units'][':unitId']['lineage']['$get'], 200>

/** A credential of a line with its step above those asked for. */
export type ChainLink = PersonLines['chain'][number]
/** A page of those whom somebody trained. */
export type Trainees = InferResponseType<Api['credentials'][':credentialId']['trainees']['$get'], 200>
/** A credential of the graph. */
export type Link = Trainees['trainees'][number]
/** A workshop with whom it trained. */
export type HallPage = InferResponseType<Api['workshops'][':workshopId']['lineage']['$get'], 200>
/** A first hall where a person taught. */
export type TaughtHall = PersonLines['halls'][number]

/** From where lines are looked at. */
export type Start =
  | { of: 'credential'; id: string }
  | { of: 'person'; id: string }
  | { of: 'unit'; id: string }
  | { of: 'workshop'; id: string }

/** What is told of a start: its lines up, its hall, and what was left out. */
export type Lines = {
  /** The person or unit that was asked about. */
  title: { nameEn: string; nameHi: string } | undefined
  chain: readonly ChainLink[]
  hall: HallPage | undefined
  halls: readonly TaughtHall[]
  hidden: number
  more: number
}

const NONE = { title: undefined, hall: undefined, halls: [], chain: [], hidden: 0, more: 0 }

/** Reads the lines of a start; a batch that a holder taught is shown from that holder. */
export const readLines = async (slug: string, start: Start, signal: AbortSignal): Promise<Lines> => {
  const api = credentialsApi(slug)
  const { of, id } = start
  if (of === 'person') {
    const route = api.people[':personId'].lineage
    const told: PersonLines = await json(route.$get({ param: { personId: id } }, { init: { signal } }))
    return { ...NONE, title: told.person, chain: told.chain, halls: told.halls }
  }
  if (of === 'unit') {
    const route = api.units[':unitId'].lineage
    const { unit, ...told }: UnitLines = await json(
      route.$get({ param: { unitId: id } }, { init: { signal } }),
    )
    return { ...NONE, title: unit, ...told }
  }
  if (of === 'credential') {
    const route = api.credentials[':credentialId'].lineage
    return {
      ...NONE,
      ...(await json(route.$get({ param: { credentialId: id } }, { init: { signal } }))),
    }
  }
  const route = api.workshops[':workshopId'].lineage
  const hall = await json(route.$get({ param: { workshopId: id }, query: {} }, { init: { signal } }))
  const through = hall.trainers.find(({ credentialId }) => credentialId !== null)?.credentialId
  const told = through
    ? await readLines(slug, { of: 'credential', id: through }, signal).catch(() => NONE)
    : NONE
  return { ...told, title: hall.workshop, hall }
}

/** Reads a page of those whom a holder or a hall trained. */
export const readTrainees = (
  slug: string,
  of: { credentialId: string } | { workshopId: string },
  after: string | undefined,
): Promise<Trainees> => {
  const api = credentialsApi(slug)
  const query = after ? { after } : {}
  return 'credentialId' in of
    ? json(api.credentials[':credentialId'].trainees.$get({ param: of, query }))
    : json(api.workshops[':workshopId'].lineage.$get({ param: of, query }))
}

/** The address of a drawn line. */
export const lineageLink = (slug: string, start?: Start): string =>
  `/o/${slug}/lineage${start ? `?${start.of}=${start.id}` : ''}`
