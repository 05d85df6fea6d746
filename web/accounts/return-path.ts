/** A path of this site to come back to; undefined for anything else, and for the door itself. */
export const returnPath = (given: string | undefined): string | undefined =>
  given && /^\/(?![/\\])/.test(given) && !/^\/sign-in(?:$|[/?#])/.test(given) ? given : undefined

/** A page's address with the place to come back to afterwards. */
export const withReturn = (path: string, back: string | undefined): string =>
  back ? `${path}?return=${encodeURIComponent(back)}` : path

/** A short name as somebody types or pastes it: alone, or inside an address. */
export const slugIn = (typed: string): string | undefined => {
  const text = typed.trim().toLowerCase()
  const inside = /\/o\/([a-z0-9-]+)/.exec(text)?.[1] ?? text
  return /^[a-z0-9][a-z0-9-]{1,39}$/.test(inside) ? inside : undefined
}
