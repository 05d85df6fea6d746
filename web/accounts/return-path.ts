const HOME = 'https://home.invalid'

/** Where a path leads as a browser reads it, on a site of no name; undefined when it leads off that site. */
const within = (path: string): URL | undefined => {
  try {
    const url = new URL(path, HOME)
    return url.origin === HOME ? url : undefined
  } catch {
    return undefined
  }
}

/** A path of this site to come back to; undefined for anything else, and for the door itself. */
export const returnPath = (given: string | undefined): string | undefined => {
  // Browsers drop tabs and line feeds from addresses, and read a backslash as a slash.
  if (!given?.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return undefined
  const url = within(given)
  if (!url || url.pathname.startsWith('//') || /^\/sign-in(?:$|\/)/.test(url.pathname)) return undefined
  return given
}

/** A page's address with the place to come back to afterwards. */
export const withReturn = (path: string, back: string | undefined): string =>
  back ? `${path}?return=${encodeURIComponent(back)}` : path

/** A short name as somebody types or pastes it: alone, or inside an address. */
export const slugIn = (typed: string): string | undefined => {
  const text = typed.trim().toLowerCase()
  const inside = /\/o\/([a-z0-9-]+)/.exec(text)?.[1] ?? text
  return /^[a-z0-9][a-z0-9-]{1,39}$/.test(inside) ? inside : undefined
}
