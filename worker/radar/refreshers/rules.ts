// How those who are called once more come together. Pure.

/** Somebody who is called: his credential, his unit, and where he would come. */
export type Called = { credentialId: string; unitId: string; hostId: string }

/** A workshop of a refresher: its host, which of so many parts there, and for whom it is. */
export type Sitting = { hostId: string; part: number; parts: number; people: readonly Called[] }

/** One workshop for each host, or as few as hold its people in batches that differ by one person at most. */
export function sittingsOf(called: readonly Called[], batchSize: number): Sitting[] {
  return [...Map.groupBy(called, ({ hostId }) => hostId)].flatMap(([hostId, people]) => {
    const parts = Math.ceil(people.length / batchSize)
    const from = (part: number) => Math.floor((part * people.length) / parts)
    return Array.from({ length: parts }, (_, part) => ({
      ...{ hostId, part, parts },
      people: people.slice(from(part), from(part + 1)),
    }))
  })
}
