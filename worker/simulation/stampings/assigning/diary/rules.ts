// When somebody teaches already. Pure; changed in place, by whoever assigns.

/** Teaching days from `from` to before `until`. */
export type Span = { from: number; until: number }

/** What somebody has agreed to: his days, and how many batches in each week. */
export type Diary = { spans: Span[]; weeks: Map<number, number>; batches: number }

type Load = { perWeek: number; inAll: number; daysPerWeek: number }

/** A copy, or a diary with the days on which somebody is busy elsewhere. */
export const diaryOf = ({ spans, weeks, batches }: Diary): Diary => ({
  spans: [...spans],
  weeks: new Map(weeks),
  batches,
})

/** An empty diary. */
export const blank = (): Diary => ({ spans: [], weeks: new Map(), batches: 0 })

const weeksOf = ({ from, until }: Span, { daysPerWeek }: Load) => {
  const first = Math.floor(from / daysPerWeek)
  const last = Math.floor(Math.max(from, until - 1) / daysPerWeek)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

/** True when somebody has these days free and no cap is reached. */
export function freeIn(diary: Diary | undefined, span: Span, caps: Load): boolean {
  if (!diary || diary.batches >= caps.inAll) return false
  if (diary.spans.some(({ from, until }) => from < span.until && span.from < until)) return false
  return weeksOf(span, caps).every((week) => (diary.weeks.get(week) ?? 0) < caps.perWeek)
}

/** Enters a batch. */
export function enter(diary: Diary | undefined, span: Span, caps: Load) {
  if (!diary) return
  diary.spans.push({ from: span.from, until: span.until })
  diary.batches += 1
  for (const week of weeksOf(span, caps)) diary.weeks.set(week, (diary.weeks.get(week) ?? 0) + 1)
}

/** Strikes a batch out again. */
export function leave(diary: Diary | undefined, span: Span, caps: Load) {
  if (!diary) return
  const at = diary.spans.findIndex(({ from, until }) => from === span.from && until === span.until)
  if (at < 0) return
  diary.spans.splice(at, 1)
  diary.batches -= 1
  for (const week of weeksOf(span, caps)) diary.weeks.set(week, (diary.weeks.get(week) ?? 0) - 1)
}
