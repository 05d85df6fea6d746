import './fee-classes.css'
import { json } from '../api.ts'
import { programmesApi } from '../planning/api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { bankTexts } from '../text/bank.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { SelectField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import type { MoneyRules } from './api.ts'

type Classes = MoneyRules['programmes']
type Named = { id: string; nameEn: string; nameHi: string }
type FeeClassesProps = {
  organisation: string
  classes: Classes
  sets: boolean
  onChange: (classes: Classes) => void
}

const CHOICES = ['same', 'contribution', 'fee_for_service'] as const

/** What the fees of single programmes are, where they are something else than the organisation's. */
export const FeeClasses = ({ organisation, classes, sets, onChange }: FeeClassesProps) => {
  const say = useText(bankTexts)
  const name = useName()
  const pages = usePages<Named>(`${organisation}/programmes/list`, async (after, signal) => {
    const page = await json(
      programmesApi(organisation).programmes.$get(
        { query: after ? { after } : {} },
        { init: { signal: signal ?? null } },
      ),
    )
    return { items: page.programmes, after: page.after }
  })
  const set = (programmeId: string, value: (typeof CHOICES)[number]) => {
    const others = classes.filter((one) => one.programmeId !== programmeId)
    onChange(value === 'same' ? others : [...others, { programmeId, classification: value }])
  }
  if (pages.query.problem) return <ProblemView problem={pages.query.problem} onRetry={pages.query.reload} />
  if (pages.items.length === 0) return null
  return (
    <fieldset class="fee-classes">
      <legend class="field-label">{say('rules.programmes')}</legend>
      <p class="field-hint">{say('rules.programmes.hint')}</p>
      {pages.items.map((programme) => (
        <SelectField
          key={programme.id}
          label={name(programme)}
          required
          disabled={!sets}
          value={classes.find(({ programmeId }) => programmeId === programme.id)?.classification ?? 'same'}
          onChange={(value) => set(programme.id, value)}
          options={CHOICES.map((value) => ({ value, label: say(`class.${value}`) }))}
        />
      ))}
      <More pages={pages} />
    </fieldset>
  )
}
