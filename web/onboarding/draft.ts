import { newId } from '../id.ts'

/** A level as it is being named. */
export type LevelDraft = { id: string; nameEn: string; nameHi: string }

type Names = { nameEn: string; nameHi: string }

/** Kinds of organisation, as they are offered. */
export const KINDS = ['political_party', 'society', 'union', 'religious', 'company', 'other'] as const

/** An organisation before it is founded; it lives on this device only. */
export type Draft = Names & {
  slug: string
  kind: (typeof KINDS)[number] | ''
  language: 'hi' | 'en'
  timeZone: string
  currency: string
  template: string
  levels: readonly LevelDraft[]
  root: Names & { id: string; code: string }
  owner: Names & { id: string }
  step: number
}

const INDIA = 'Asia/Kolkata'

/** The zone of this device, by its present name; a device without a place of its own is taken to be in India. */
const ownZone = (): string => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return !zone?.includes('/') || zone === 'Asia/Calcutta' || zone.startsWith('Etc/') ? INDIA : zone
}

/** An organisation of which nothing is known yet. */
export const newDraft = (language: 'hi' | 'en'): Draft => ({
  nameEn: '',
  nameHi: '',
  slug: '',
  kind: '',
  language,
  timeZone: ownZone(),
  currency: 'INR',
  template: '',
  levels: [],
  root: { id: newId(), nameEn: '', nameHi: '', code: '' },
  owner: { id: newId(), nameEn: '', nameHi: '' },
  step: 0,
})

const KEPT = 'founding'

/** The draft that this tab was left with; undefined when there is none. */
export const keptDraft = (): Draft | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
    return isDraft(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

const isDraft = (kept: unknown): kept is Draft =>
  typeof kept === 'object' && kept !== null && 'levels' in kept && 'owner' in kept && 'step' in kept

/** Keeps the draft while the tab lives. */
export const keepDraft = (draft: Draft): void => sessionStorage.setItem(KEPT, JSON.stringify(draft))

/** Forgets the draft, once the server knows the organisation. */
export const forgetDraft = (): void => sessionStorage.removeItem(KEPT)

const SLUG = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/
const CODE = /^[A-Za-z0-9._/-]{1,40}$/

/** A short name proposed for an English name. */
export const slugFor = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '')

/** Whether a short name can be one. */
export const isSlug = (slug: string): boolean => SLUG.test(slug)

/** Whether a code of a unit can be one. */
export const isCode = (code: string): boolean => CODE.test(code)

/** Whether something has a name in at least one script. */
export const isNamed = ({ nameEn, nameHi }: Names): boolean => Boolean(nameEn.trim() || nameHi.trim())

/** The list with the element at a place moved by one, up (-1) or down (1). */
export const moved = <T>(list: readonly T[], at: number, by: -1 | 1): T[] => {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(at + by, 0, one)
  return next
}

/** A new level; its id is its own and says nothing. */
export const newLevel = (): LevelDraft => ({ id: newId(), nameEn: '', nameHi: '' })

type Hop = { hostLevelId: string; traineeLevelId: string }

/** The hops of a template that the organisation's levels can carry: from the first down to where a level is missing. */
export const hopsThatFit = <T extends Hop>(
  template: { tiers: readonly T[] },
  levels: readonly { id: string; depth: number }[],
): T[] => {
  const depth = new Map(levels.map((level) => [level.id, level.depth]))
  const end = template.tiers.findIndex(({ hostLevelId, traineeLevelId }) => {
    const [host, trainee] = [depth.get(hostLevelId), depth.get(traineeLevelId)]
    return host === undefined || trainee === undefined || host > trainee
  })
  return end < 0 ? [...template.tiers] : template.tiers.slice(0, end)
}
