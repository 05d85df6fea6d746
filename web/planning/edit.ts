import { useState } from 'preact/hooks'
import { type Action, useAction } from '../query.ts'
import { changedBetween, type Fields, rebased } from './rebase.ts'

type Stored<F> = { fields: F; version: number }

/** A form over something that others may change too. */
export type Edit<F extends Fields> = {
  draft: F
  set: <K extends keyof F>(name: K, value: F[K]) => void
  changed: boolean
  save: Action<[], true | undefined>
  /** What somebody else stored meanwhile; undefined while nobody did. */
  conflict: { before: F; theirs: F; names: (keyof F & string)[] } | undefined
  /** Goes on with one's own changes on top of theirs. */
  keepMine: () => void
  /** Goes on with theirs alone. */
  takeTheirs: () => void
}

type How<F> = {
  /** Writes the fields as seen at a version; answers true when stored. */
  write: (fields: F, version: number) => Promise<unknown>
  /** Reads what is stored now. */
  read: () => Promise<Stored<F>>
}

/** Edits something optimistically: a change by somebody else is shown, and nothing typed is lost. */
export const useEdit = <F extends Fields>(stored: Stored<F>, { write, read }: How<F>): Edit<F> => {
  const [base, setBase] = useState(stored)
  const [draft, setDraft] = useState(stored.fields)
  const [theirs, setTheirs] = useState<Stored<F> | undefined>(undefined)
  const save = useAction(async () => {
    try {
      await write(draft, base.version)
      return true as const
    } catch (thrown) {
      if (!(thrown instanceof Error && 'slug' in thrown && thrown.slug === 'version-changed')) throw thrown
      setTheirs(await read())
      return undefined
    }
  })
  const settle = (fields: F) => {
    if (!theirs) return
    setDraft(fields)
    setBase(theirs)
    setTheirs(undefined)
  }
  return {
    draft,
    set: (name, value) => setDraft((now) => ({ ...now, [name]: value })),
    changed: changedBetween(base.fields, draft).length > 0,
    save,
    conflict: theirs && {
      before: base.fields,
      theirs: theirs.fields,
      names: changedBetween(base.fields, theirs.fields),
    },
    keepMine: () => theirs && settle(rebased(base.fields, draft, theirs.fields)),
    takeTheirs: () => theirs && settle(theirs.fields),
  }
}
