import { useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { quotasText } from '../text/quotas.ts'

/** Names whom a cell is for: a unit, a wing, a wing of a unit, or everybody. */
export const useCellName = () => {
  const say = useText(quotasText)
  const name = useName()
  return ({ unit, wing }: { unit: Named | null; wing: Named | null }): string => {
    if (unit && wing) return `${name(unit)}, ${name(wing)}`
    const one = unit ?? wing
    return one ? name(one) : say('everybody')
  }
}
