import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import * as queue from './queue.ts'
import { send, type Told } from './send.ts'

const RETRY_MS = 8_000

/** The marks that are to be sent: kept on this device, sent one after the other, again when the network fails. */
export const useSending = (
  organisation: string,
  workshopId: string,
  place: string,
  onTold: (told: readonly Told[]) => void,
) => {
  const [kept, setKept] = useState(() => queue.keptAt(place))
  const [reached, setReached] = useState(true)
  const sending = useRef(false)
  const told = useRef(onTold)
  told.current = onTold
  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (;;) {
        const marks = queue.portion(queue.keptAt(place))
        if (marks.length === 0) break
        const answers = await send(organisation, workshopId, marks)
        const refusals = answers.flatMap((answer) => {
          const mark = marks.find(({ id }) => id === answer.id)
          return mark && 'refusal' in answer ? [{ ...mark, refusal: answer.refusal }] : []
        })
        const ids = new Set(answers.map(({ id }) => id))
        // What was refused at once is told at once; only what comes later needs a list.
        setKept(queue.settle(place, ids, marks.length > 1 ? refusals : []))
        setReached(true)
        told.current(answers)
      }
    } catch {
      setReached(false)
    } finally {
      sending.current = false
    }
  }, [organisation, workshopId, place])
  useEffect(() => {
    flush()
    const timer = setInterval(flush, RETRY_MS)
    addEventListener('online', flush)
    return () => {
      clearInterval(timer)
      removeEventListener('online', flush)
    }
  }, [flush])
  const keep = (mark: queue.Mark) => {
    setKept(queue.add(place, mark))
    flush()
  }
  /** Drops marks that were not sent yet; false when there was none. */
  const drop = (dayOn: string, code: string, registrationId: string | undefined): boolean => {
    const unsent = queue
      .keptAt(place)
      .waiting.filter(
        (one) => one.dayOn === dayOn && (one.code === code || one.registrationId === registrationId),
      )
    if (unsent.length > 0) setKept(queue.settle(place, new Set(unsent.map(({ id }) => id)), []))
    return unsent.length > 0
  }
  const forgetRefused = () => setKept(queue.seen(place))
  return { kept, reached, keep, drop, flush, forgetRefused }
}
