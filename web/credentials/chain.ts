import type { Link } from './api.ts'

type Teacher = Link['trainedBy'][number]

/** Those of a line who stand equally far above its end: holders, and teachers who hold none of our certificates. */
export type Level = { step: number; roots: Teacher[]; links: Link[] }

/** A line by levels, the first teachers on top, the certificate itself last. */
export const levelsOf = (chain: readonly Link[]): Level[] => {
  const levels = new Map<number, Level>()
  const at = (step: number): Level => {
    const known = levels.get(step) ?? { step, roots: [], links: [] }
    levels.set(step, known)
    return known
  }
  for (const link of chain) {
    at(link.step).links.push(link)
    for (const teacher of link.trainedBy) {
      const { roots } = at(link.step + 1)
      const isNew = teacher.credentialId === null && !roots.some(({ id }) => id === teacher.id)
      if (isNew && teacher.nameEn !== '') roots.push(teacher)
    }
  }
  return [...levels.values()]
    .filter(({ roots, links }) => roots.length + links.length > 0)
    .sort((a, b) => b.step - a.step)
}
