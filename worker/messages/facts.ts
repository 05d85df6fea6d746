import * as z from 'zod'
import { feedbackLink } from '../faculty/index.ts'
import type { Bindings } from '../platform/env.ts'

const Facts = z.record(z.string(), z.unknown())

/** What fills the text of a stored message. A personal link stands in no database: it is made as the message goes out. */
export async function factsOf(env: Bindings, stored: string, organisation: string | undefined) {
  const facts = Facts.parse(JSON.parse(stored))
  if (typeof facts.feedbackCode !== 'string' || organisation === undefined) return facts
  return { ...facts, link: await feedbackLink({ env, organisation }, facts.feedbackCode) }
}
