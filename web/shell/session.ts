import type { accounts } from '../../worker/accounts/index.ts'
import type { organisations } from '../../worker/organisations/index.ts'
import type { people } from '../../worker/people/index.ts'
import { client, json, jsonIfSignedIn, keepSession } from '../api.ts'
import { type FrameSource, frameFrom } from './frame.ts'

const account = client<typeof accounts>('/api')

const REMEMBERED = 'signed-in'

/** Remembers on this device that somebody signed in, so that his session is renewed when it lapses. */
export const rememberSession = (): void => localStorage.setItem(REMEMBERED, 'yes')

const forgetSession = (): void => localStorage.removeItem(REMEMBERED)

/** Whether somebody signed in on this device and has not signed out; the server knows whether it still holds. */
export const hasSession = (): boolean => localStorage.getItem(REMEMBERED) !== null

const renew = async (): Promise<boolean> => {
  // Nobody who never signed in here is asked for a session on every public page.
  if (!hasSession()) return false
  const response = await fetch('/api/session/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  // An answer that nobody reads keeps its connection to itself.
  await response.text()
  if (response.status === 401) forgetSession()
  return response.ok
}

const goToSignIn = (): void => {
  if (location.pathname === '/sign-in') return
  location.assign(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`)
}

const frames: FrameSource = {
  load: async (slug) => {
    const api = `/api/o/${encodeURIComponent(slug)}`
    const [face, me] = await Promise.all([
      json(client<typeof organisations>(api).index.$get()),
      jsonIfSignedIn(client<typeof people>(api).me.$get()),
    ])
    const own = me && (await jsonIfSignedIn(account.account.$get()))
    const contact = own?.contacts[0]?.value ?? ''
    const names = ({ nameEn, nameHi }: { nameEn: string; nameHi: string }) => ({ en: nameEn, hi: nameHi })
    return {
      organisation: {
        slug,
        names: names(face),
        language: face.language,
        timeZone: face.timeZone,
        currency: face.currency,
        levels: face.levels.map((level) => ({ id: level.id, depth: level.depth, names: names(level) })),
        wings: face.wings.map((wing) => ({ id: wing.id, names: names(wing) })),
      },
      person: me && {
        id: me.personId,
        names: me.person ? names(me.person) : { en: contact, hi: contact },
        complete: me.complete,
      },
      holds: new Set(me?.powers.flatMap((power) => power.capabilities)),
      others: (own?.organisations ?? [])
        .filter((other) => other.slug !== slug)
        .map((other) => ({ slug: other.slug, names: names(other) })),
    }
  },
  signOut: async () => {
    await json(account.session.$delete())
    forgetSession()
  },
}

/** Ties the client and the shell to the sessions of our API; called once, at the start. */
export const keepSessions = (): void => {
  keepSession({ refresh: renew, signedOut: goToSignIn })
  frameFrom(frames)
}
