import { readFileSync } from 'node:fs'
import mutants from './mutants.json' with { type: 'json' }

type Change = { file: string; from: string; to: string }

/** A mistake: texts of the Worker or of its schema that become others; `from` is a seed near which it was noticed. */
export type Mutant = { name: string; from: number; changes: readonly Change[] }

/** Mistakes that are known from systems for payments. Each must be noticed by the random schedules. */
export const MUTANTS: readonly Mutant[] = mutants

/**
 * The text of a file with the mistake in it; undefined where nothing changes.
 * @throws Error when a text to change is not there exactly once
 */
export function changed({ name, changes }: Mutant, path: string, text?: string): string | undefined {
  const here = changes.filter(({ file }) => path.replaceAll('\\', '/').endsWith(file))
  if (here.length === 0) return undefined
  let source = text ?? readFileSync(path, 'utf8')
  for (const { file, from, to } of here) {
    if (source.split(from).length !== 2) throw new Error(`"${name}": its text is not once in ${file}`)
    source = source.replace(from, () => to)
  }
  return source
}
