// Reading a bank's narration. Pure.
import { plainReference } from '../providers/rules.ts'

const TOKENS_MAX = 30

/** The words of a line that can be a reference: six letters or digits or more, capitals, each once. */
export function tokensOf(narration: string, reference: string): string[] {
  const words = `${narration} ${reference}`.toUpperCase().match(/[A-Z0-9]+/g) ?? []
  const whole = plainReference(reference)
  const fit = [whole, ...words].filter((word) => word.length >= 6 && word.length <= 40)
  return [...new Set(fit)].slice(0, TOKENS_MAX)
}

/** Programmes by their class as they are kept. */
export const programmesFrom = (json: string) =>
  Object.entries(JSON.parse(json) as Record<string, 'contribution' | 'fee_for_service'>).map(
    ([programmeId, classification]) => ({ programmeId, classification }),
  )
