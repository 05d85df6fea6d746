import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { stampingText } from '../text/stamping.ts'
import { type StampAsked, stampApi } from './stamp-api.ts'

/** Draws drafts up and goes to look at them; the same asking again is the same drafts. */
export function useDrawing(slug: string, programmeId: string) {
  const { route } = useLocation()
  const [ids] = useState(() => new Map<string, string>())
  const action = useAction((asked: Omit<StampAsked, 'id'>) => {
    const text = JSON.stringify(asked)
    const id = ids.get(text) ?? v7()
    ids.set(text, id)
    const { stampings } = stampApi(slug).programmes[':programmeId']
    return json(stampings.$post({ param: { programmeId }, json: { id, ...asked } }))
  })
  const draw = async (asked: Omit<StampAsked, 'id'>) => {
    const drawn = await action.run(asked)
    if (!drawn) return
    reloadQueries(`${slug}/stampings`)
    route(`/o/${slug}/stampings/${drawn.id}`)
  }
  return { draw, busy: action.busy, problem: action.problem }
}

/** What a refusal of drafts says, by the code of its fault. */
export function useStampWords() {
  const say = useText(stampingText)
  const codes = ['batch-size', 'held-elsewhere', 'too-many'] as const
  return Object.fromEntries(codes.map((code) => [code, say(`fault.${code}`)]))
}
