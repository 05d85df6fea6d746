import { useEffect, useState } from 'preact/hooks'
import type { Capability } from '../../worker/platform/roles.ts'
import { forgetQueries, forgetUnshown } from '../query.ts'
import { type Language, suggestLanguage } from '../text/index.ts'

/** A name in both languages. */
export type Names = Readonly<Record<Language, string>>

/** What the shell shows of an organisation and of the person in it. */
export type Frame = {
  organisation: {
    slug: string
    names: Names
    language: Language
    timeZone: string
    currency: string
    /** From the top, depth 0. */
    levels: readonly { id: string; depth: number; names: Names }[]
    wings: readonly { id: string; names: Names }[]
  }
  /** The signed-in person, `complete` once he has a name and a unit; null on public pages. */
  person: { id: string; names: Names; complete: boolean } | null
  /** What the person may do somewhere in the organisation; the server decides anew for each thing. */
  holds: ReadonlySet<Capability>
  /** Where the same login is known too. */
  others: readonly { slug: string; names: Names }[]
}

/** How the shell learns about an organisation, and how somebody signs out. */
export type FrameSource = {
  /** Null when there is no such organisation or it may not be seen. */
  load: (organisation: string) => Promise<Frame | null>
  signOut: () => Promise<void>
}

let source: FrameSource | undefined
let frame: Frame | undefined
let asked: string | undefined
let loads = 0
const watchers = new Set<(frame: Frame | undefined) => void>()

const show = (next: Frame | undefined): void => {
  frame = next
  if (next) suggestLanguage(next.organisation.language)
  for (const watcher of watchers) watcher(next)
}

/** Says where frames come from; called once, at the start. */
export const frameFrom = (next: FrameSource): void => {
  source = next
}

const load = async (organisation: string): Promise<void> => {
  const mine = ++loads
  asked = organisation
  // A frame that cannot be had leaves the bare shell; the screen itself tells why.
  const next = await source?.load(organisation).catch(() => null)
  if (mine === loads) show(next ?? undefined)
}

const leave = (): void => {
  loads += 1
  asked = undefined
}

/** Learns again about the organisation on screen, after a sign-in or a change of its name or of grants. */
export const reloadFrame = async (organisation: string): Promise<void> => load(organisation)

/** Signs out of this device, out of every organisation, and forgets everything that was shown. */
export const signOut = async (): Promise<void> => {
  await source?.signOut()
  forgetQueries()
  leave()
  show(undefined)
}

/** The frame of the organisation a page is in; undefined outside of one and while it is being learnt. */
export const useFrame = (organisation: string | undefined): Frame | undefined => {
  const [shown, setShown] = useState(frame)
  useEffect(() => {
    // It may have come between the first rendering and this.
    setShown(frame)
    watchers.add(setShown)
    return () => {
      watchers.delete(setShown)
    }
  }, [])
  useEffect(() => {
    if (organisation === asked) return
    if (frame) forgetUnshown()
    show(undefined)
    if (organisation !== undefined) load(organisation)
    else leave()
  }, [organisation])
  return shown?.organisation.slug === organisation ? shown : undefined
}
