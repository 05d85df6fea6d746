const memory = new Map<string, string>()

/** Keeps a value on this device; where the browser refuses, as long as the page is open. */
export const write = (name: string, value: unknown): void => {
  const text = JSON.stringify(value)
  memory.set(name, text)
  try {
    globalThis.localStorage?.setItem(name, text)
  } catch {
    // A full or forbidden storage: the page still has it.
  }
}

/** What was kept under a name; undefined when nothing was. */
export const read = <T>(name: string): T | undefined => {
  const text = memory.get(name) ?? globalThis.localStorage?.getItem(name)
  return text ? (JSON.parse(text) as T) : undefined
}

/** Forgets what was kept under a name. */
export const remove = (name: string): void => {
  memory.delete(name)
  globalThis.localStorage?.removeItem(name)
}
