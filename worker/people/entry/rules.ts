// Who an account is inside an organisation. Pure.

/** A person whom an account may be: known here by one of its contacts, or entered before. */
export type Candidate = { personId: string; nameEn: string; nameHi: string; unitEn: string; unitHi: string }

/** What is known when an account knocks. `entered` are the persons it has been here, whether or not they have a name. */
export type Knock = {
  known: readonly Candidate[]
  entered: readonly string[]
  asked: string | undefined
  asNew: boolean
}

/** The person to enter as (undefined id: somebody new), whom to choose from, or that the asked person is not his. */
export type Answer =
  | { enter: { personId: string | undefined; complete: boolean } }
  | { choose: readonly Candidate[] }
  | { refusal: 'not-found' }

/**
 * Decides who an account is. One who is known once is that one; a family sharing one phone is asked; whoever is not
 * known is somebody new, the same new person each time until a name is given.
 */
export function whoIs({ known, entered, asked, asNew }: Knock): Answer {
  const nameless = entered.find((id) => !known.some(({ personId }) => personId === id))
  if (asked !== undefined) {
    if (known.some(({ personId }) => personId === asked))
      return { enter: { personId: asked, complete: true } }
    return asked === nameless ? { enter: { personId: asked, complete: false } } : { refusal: 'not-found' }
  }
  const [first, second] = known
  if (asNew || !first) return { enter: { personId: nameless, complete: false } }
  return second ? { choose: known } : { enter: { personId: first.personId, complete: true } }
}
