// Whether an edit took place. Pure. A version counts the edits of a thing, from 1.

type Versioned = { version: number }

/**
 * True when what is stored is what was asked for, one version later: either it was just written, or this is the retry
 * of a request that was. Keys that the stored thing does not have are not compared.
 */
export function isEdited(asked: Versioned & Record<string, unknown>, stored: Versioned & object): boolean {
  const found = new Map<string, unknown>(Object.entries(stored))
  const same = Object.entries(asked).every(
    ([key, value]) => key === 'version' || !found.has(key) || found.get(key) === value,
  )
  return same && stored.version === asked.version + 1
}
