import * as store from './store.ts'

/** A mark as it was made on this device. `who` is the name or code to tell it by; `at` is in Unix seconds. */
export type Mark = {
  id: string
  dayOn: string
  way: 'qr' | 'code' | 'name'
  at: number
  who: string
} & ({ code: string; registrationId?: undefined } | { code?: undefined; registrationId: string })

/** A mark that the server did not accept, and why. */
export type Refused = Mark & { refusal: string }

/** What a device keeps of a workshop: marks that are not sent yet, and marks that came to nothing. */
export type Kept = { waiting: readonly Mark[]; refused: readonly Refused[] }

const NOTHING: Kept = { waiting: [], refused: [] }

/** How many marks are sent at once. */
const PORTION = 200

/** The name under which a person's marks for a workshop are kept on a device. */
export const placeOf = (organisation: string, workshopId: string, personId: string): string =>
  `marks/${organisation}/${workshopId}/${personId}`

/** What is kept at a place. */
export const keptAt = (place: string): Kept => store.read<Kept>(place) ?? NOTHING

const keep = (place: string, kept: Kept): Kept => {
  if (kept.waiting.length + kept.refused.length === 0) store.remove(place)
  else store.write(place, kept)
  return kept
}

/** Keeps a mark until it is sent. */
export const add = (place: string, mark: Mark): Kept => {
  const kept = keptAt(place)
  return keep(place, { ...kept, waiting: [...kept.waiting, mark] })
}

/** Forgets marks that are settled; those that were refused are kept to be seen. */
export const settle = (place: string, ids: ReadonlySet<string>, refused: readonly Refused[]): Kept => {
  const kept = keptAt(place)
  return keep(place, {
    waiting: kept.waiting.filter(({ id }) => !ids.has(id)),
    refused: [...kept.refused, ...refused],
  })
}

/** Forgets the refused marks, once somebody has seen them. */
export const seen = (place: string): Kept => keep(place, { ...keptAt(place), refused: [] })

/** The marks to send next. */
export const portion = ({ waiting }: Kept): readonly Mark[] => waiting.slice(0, PORTION)
