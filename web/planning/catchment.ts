import { useFrame } from '../shell/frame.ts'
import { type Language, useLanguage, useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { listed, plural } from './names.ts'

/** What a catchment names: a unit, perhaps only the units of a level there, or only the people of a wing. */
export type Spelt = Named & { levelId?: string; each?: Named | null; wing?: Named | null }

/** A name without the level's noun at its end: Bhopal Division is the division Bhopal. */
const bare = (name: string, noun: string) =>
  noun !== '' && name.toLowerCase().endsWith(` ${noun.toLowerCase()}`)
    ? name.slice(0, -noun.length - 1)
    : name

/** Names that are told in one breath: of one level, or limited alike. */
const alike = ({ levelId, each, wing }: Spelt) => [each ? '' : levelId, each?.nameEn, wing?.nameEn].join('|')

const raised = (text: string, language: Language) =>
  language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text

/**
 * Says a catchment in one sentence: "Divisions A, B and C except districts D and E". `slug` names the organisation whose
 * levels are called by their names; without it units stand alone.
 */
export const useCatchmentText = (slug?: string) => {
  const say = useText(planning)
  const name = useName()
  const language = useLanguage()
  const levels = useFrame(slug ?? '')?.organisation.levels ?? []
  const small = (noun: string) => (language === 'en' ? noun.toLowerCase() : noun)
  const called = (levelId: string | undefined, count: number): string => {
    const noun = small(levels.find(({ id }) => id === levelId)?.names[language] ?? '')
    return language === 'en' && noun !== '' ? plural(noun, count) : noun
  }
  const group = (terms: readonly Spelt[]): string => {
    const { each, wing, levelId } = terms[0] ?? {}
    const noun = each ? '' : called(levelId, 1)
    const names = listed(
      terms.map((term) => bare(name(term), noun)),
      language,
    )
    const units = each
      ? say('catchment.each', { units: names, level: small(name(each)) })
      : `${called(levelId, terms.length)} ${names}`.trim()
    return wing ? say('catchment.wing', { units, wing: name(wing) }) : units
  }
  const phrase = (terms: readonly Spelt[]) => [...Map.groupBy(terms, alike).values()].map(group).join('; ')
  return ({ include, exclude }: { include: readonly Spelt[]; exclude: readonly Spelt[] }): string => {
    if (include.length === 0) return say('catchment.empty')
    const units = raised(phrase(include), language)
    if (exclude.length === 0) return units
    return say('catchment.except', { units, without: phrase(exclude) })
  }
}
