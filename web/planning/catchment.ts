import { useLanguage, useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { listed } from './names.ts'

/** Says a catchment in one sentence: "Includes A, B and C, except D and E". */
export const useCatchmentText = () => {
  const say = useText(planning)
  const name = useName()
  const language = useLanguage()
  return ({ include, exclude }: { include: readonly Named[]; exclude: readonly Named[] }): string => {
    if (include.length === 0) return say('catchment.empty')
    const units = listed(include.map(name), language)
    if (exclude.length === 0) return say('catchment.includes', { units })
    return say('catchment.except', { units, without: listed(exclude.map(name), language) })
  }
}
