/** Workshops by when they are, seen from a day: running, to come with the nearest first, over with the latest first. */
export const byTime = <B extends { startsOn: string; endsOn: string }>(
  batches: readonly B[],
  today: string,
) => {
  const earliest = batches.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return {
    running: earliest.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn),
    coming: earliest.filter(({ startsOn }) => startsOn > today),
    past: earliest.filter(({ endsOn }) => endsOn < today).reverse(),
  }
}
