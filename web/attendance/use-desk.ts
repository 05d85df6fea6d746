import { useRef, useState } from 'preact/hooks'
import { newId } from '../id.ts'
import { reloadQueries } from '../query.ts'
import type { Attendee } from './api.ts'
import * as queue from './queue.ts'
import { send, type Told, takeBack } from './send.ts'
import { give, type Signal } from './signal.ts'
import { useOthers, useRoster } from './use-roster.ts'
import { useSending } from './use-sending.ts'
import { accepted, guess, type Outcome, refused, withDay } from './verdict.ts'

const SHOWN = 6
const CODE_MIN = 4
const CODE_MAX = 32

/** Somebody to be marked: a code as it was read, or a row of the roster. */
export type Asked = { code: string; way: 'qr' | 'code' } | { row: Attendee }

const signalOf = ({ kind, owedMinor }: Outcome): Signal | undefined => {
  if (kind === 'asking') return undefined
  if (kind === 'present') return owedMinor > 0 ? 'warn' : 'good'
  return kind === 'already' || kind === 'noted' ? 'warn' : 'bad'
}

const sounds = (before: Outcome | undefined, after: Outcome): void => {
  const signal = signalOf(after)
  if (signal && (!before || signalOf(before) !== signal)) give(signal)
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

/** The last verdicts, newest first; `current` is them without waiting for a render. */
const useOutcomes = () => {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const latest = useRef(outcomes)
  const show = (next: readonly Outcome[]) => {
    latest.current = next.slice(0, SHOWN)
    setOutcomes(latest.current)
  }
  return { outcomes, latest, show }
}

type Outcomes = ReturnType<typeof useOutcomes>
type Roster = ReturnType<typeof useRoster>

/** Puts what the server told in the place of what was guessed. */
const take = (answers: readonly Told[], { latest, show }: Outcomes, roster: Roster): void => {
  for (const answer of answers) {
    const before = latest.current.find(({ markId }) => markId === answer.id)
    if (!before) continue
    const after = 'accepted' in answer ? accepted(before, answer.accepted) : refused(before, answer.refusal)
    if (before === latest.current[0]) sounds(before, after)
    show(latest.current.map((one) => (one === before ? after : one)))
    const there = after.kind === 'present' || after.kind === 'already'
    roster.set(withDay(roster.latest.current, after.code, after.dayOn, there))
  }
}

/** The id of the mark that stands for a person on a day; asked for by marking again, which answers the one that stands. */
const standingMark = async (organisation: string, workshopId: string, code: string, dayOn: string) => {
  const mark = { id: newId(), dayOn, at: nowSeconds(), who: code, way: 'code', code } as const
  const [answer] = await send(organisation, workshopId, [mark])
  return answer && 'accepted' in answer ? answer.accepted.mark.id : undefined
}

/** A desk: its roster, what its last marks came to, and what can be done there. */
export const useDesk = (organisation: string, workshopId: string, personId: string, dayOn: string) => {
  const place = queue.placeOf(organisation, workshopId, personId)
  const roster = useRoster(organisation, workshopId, place)
  useOthers(organisation, workshopId, place, roster)
  const shown = useOutcomes()
  const { latest, show } = shown
  // Who has passed follows from the marks.
  const changed = () => reloadQueries(`${organisation}/workshops/${workshopId}/credentials`)
  const sending = useSending(organisation, workshopId, place, (told) => {
    take(told, shown, roster)
    changed()
  })

  const mark = (asked: Asked) => {
    const code = 'row' in asked ? asked.row.code : asked.code
    const row = roster.latest.current.find((one) => one.code === code)
    const base = { id: newId(), dayOn, at: nowSeconds(), who: row?.person.nameEn ?? code }
    const currency = roster.query.data?.currency ?? 'INR'
    const guessed = guess({ ...base, code }, row, currency, sending.reached && navigator.onLine)
    const possible = code.length >= CODE_MIN && code.length <= CODE_MAX
    const outcome = possible ? guessed : refused(guessed, 'not-registered')
    sounds(undefined, outcome)
    show([outcome, ...latest.current])
    if (!possible) return
    if (row) roster.set(withDay(roster.latest.current, code, dayOn, true))
    sending.keep(
      'row' in asked
        ? { ...base, way: 'name', registrationId: asked.row.registrationId }
        : { ...base, way: asked.way, code },
    )
  }

  /** Takes a person's mark of a day back, whoever made it. */
  const unmark = async (code: string, day: string): Promise<void> => {
    const is = (one: { code: string; dayOn: string }) => one.code === code && one.dayOn === day
    const row = roster.latest.current.find((one) => one.code === code)
    if (!sending.drop(day, code, row?.registrationId)) {
      const known = latest.current.find(is)?.standing
      const standing = known ?? (await standingMark(organisation, workshopId, code, day))
      if (standing) await takeBack(organisation, standing)
      changed()
    }
    show(latest.current.filter((one) => !is(one)))
    roster.set(withDay(roster.latest.current, code, day, false))
  }
  const { query, rows } = roster
  const { kept, reached, flush, forgetRefused } = sending
  return { query, rows, outcomes: shown.outcomes, kept, reached, mark, unmark, flush, forgetRefused }
}

/** A desk as its parts use it. */
export type Desk = ReturnType<typeof useDesk>
