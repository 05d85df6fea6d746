/** A mistake: in which file, which text becomes which. */
export type Mutant = { name: string; file: RegExp; from: string; to: string }
import { readFileSync } from 'node:fs'

/** The text of a file with the mistake in it; undefined for any other file. @throws when the text to change is not there */
export function changed({ file, from, to, name }: Mutant, path: string, text?: string): string | undefined {
  if (!file.test(path.replaceAll('\\', '/'))) return undefined
  const source = text ?? readFileSync(path, 'utf8')
  if (source.split(from).length !== 2) throw new Error(`${name}: ${from} is not once in ${path}`)
  return source.replace(from, () => to)
}
