import './money.css'
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { feeRuleTexts } from '../text/fee-rules.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField, TextField } from '../ui/field.tsx'
import { MoneyField, NumberField } from '../ui/number-field.tsx'

type Api = ReturnType<typeof paymentsApi>['workshops'][':workshopId']['fees']
type Fees = InferResponseType<Api['$get'], 200>

/** One rule as it is being written. */
export type Rule = InferRequestType<Api['$put']>['json']['rules'][number]

/** What is still wrong with a rule, by field. */
export function faultsOf(rule: Rule): Partial<Record<'nameEn' | 'nameHi' | 'percent' | 'amount', true>> {
  const { nameEn, nameHi, percent, amountMinor } = rule
  const unsaid = percent === undefined && amountMinor === undefined
  return {
    ...(nameEn.trim().length < 2 && { nameEn: true }),
    ...(nameHi.trim().length < 2 && { nameHi: true }),
    ...(percent !== undefined && (percent < 0 || percent > 100) && { percent: true }),
    ...(unsaid && { amount: true }),
  }
}

type RuleFormProps = {
  organisation: string
  rule: Rule
  number: number
  fees: Fees
  tried: boolean
  onChange: (rule: Rule) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}

/** One rule: what it is called, whom it fits, and what they pay. */
export const RuleForm = (props: RuleFormProps) => {
  const { rule, number, tried, onChange, onUp, onDown, onRemove } = props
  const say = useText(feeRuleTexts)
  const faults = tried ? faultsOf(rule) : {}
  const named = (field: 'nameEn' | 'nameHi') => ({
    value: rule[field],
    error: faults[field] ? say('name.wrong') : undefined,
    required: true,
    maxLength: 60,
    onChange: (text: string) => onChange({ ...rule, [field]: text }),
  })
  return (
    <Panel
      title={say('rule', { number })}
      actions={
        <>
          {onUp && (
            <Button kind="quiet" icon="up" onPress={onUp}>
              {say('up')}
            </Button>
          )}
          {onDown && (
            <Button kind="quiet" icon="down" onPress={onDown}>
              {say('down')}
            </Button>
          )}
          <Button kind="quiet" icon="trash" onPress={onRemove}>
            {say('remove')}
          </Button>
        </>
      }
    >
      <div class="form">
        <TextField label={say('name.hi')} hint={say('name.hint')} lang="hi" {...named('nameHi')} />
        <TextField label={say('name.en')} lang="en" {...named('nameEn')} />
        <Conditions {...props} />
        <Pays {...props} />
      </div>
    </Panel>
  )
}

const without = (rule: Rule, field: keyof Rule): Rule => {
  const { [field]: _gone, ...rest } = rule
  return rest as Rule
}

const Conditions = ({ organisation, rule, fees, onChange }: RuleFormProps) => {
  const say = useText(feeRuleTexts)
  const name = useName()
  const language = useLanguage()
  const frame = useFrame(organisation)
  const any = { value: 'any', label: say('office.any') }
  const chosen = (field: 'officeId' | 'levelId' | 'wingId') => ({
    value: rule[field] ?? 'any',
    onChange: (value: string) =>
      onChange(value === 'any' ? without(rule, field) : { ...rule, [field]: value }),
  })
  const day = (field: 'from' | 'until') => ({
    value: rule[field] ?? '',
    onChange: (value: string) => onChange(value ? { ...rule, [field]: value } : without(rule, field)),
  })
  const levels = frame?.organisation.levels ?? []
  const wings = frame?.organisation.wings ?? []
  return (
    <>
      <SelectField
        label={say('office')}
        {...chosen('officeId')}
        options={[any, ...fees.offices.map((one) => ({ value: one.id, label: name(one) }))]}
      />
      <SelectField
        label={say('level')}
        {...chosen('levelId')}
        options={[any, ...levels.map((one) => ({ value: one.id, label: one.names[language] }))]}
      />
      {wings.length > 0 && (
        <SelectField
          label={say('wing')}
          {...chosen('wingId')}
          options={[any, ...wings.map((one) => ({ value: one.id, label: one.names[language] }))]}
        />
      )}
      <div class="cluster money-days">
        <DateField label={say('from')} {...day('from')} />
        <DateField label={say('until')} {...day('until')} />
      </div>
      <NumberField
        label={say('nth')}
        hint={say('nth.hint')}
        value={rule.fromNth ?? null}
        onChange={(nth) =>
          onChange(nth === null || nth < 2 ? without(rule, 'fromNth') : { ...rule, fromNth: nth })
        }
      />
    </>
  )
}

const Pays = ({ rule, fees, tried, onChange }: RuleFormProps) => {
  const say = useText(feeRuleTexts)
  const faults = tried ? faultsOf(rule) : {}
  const way = rule.percent !== undefined ? 'percent' : 'amount'
  return (
    <>
      <Choice
        label={say('pays')}
        required
        inline
        value={way}
        onChange={(next: 'percent' | 'amount') =>
          onChange(
            next === 'percent'
              ? { ...without(rule, 'amountMinor'), percent: 50 }
              : { ...without(rule, 'percent'), amountMinor: 0 },
          )
        }
        options={[
          { value: 'percent', label: say('pays.percent') },
          { value: 'amount', label: say('pays.amount') },
        ]}
      />
      {way === 'percent' ? (
        <NumberField
          label={say('percent')}
          error={faults.percent ? say('percent.wrong') : undefined}
          after="%"
          value={rule.percent ?? null}
          onChange={(percent) => onChange({ ...rule, percent: percent ?? 0 })}
        />
      ) : (
        <MoneyField
          label={say('amount')}
          error={faults.amount ? say('amount.wrong') : undefined}
          currency={fees.currency}
          amountMinor={rule.amountMinor ?? null}
          onChange={(amountMinor) =>
            onChange(amountMinor === null ? without(rule, 'amountMinor') : { ...rule, amountMinor })
          }
        />
      )}
    </>
  )
}
