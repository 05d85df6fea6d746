import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { cashTexts } from '../text/cash.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import type { CashPage } from './api.ts'

type CloseDayProps = {
  organisation: string
  page: CashPage
  /** Whose day it is, where somebody else counts it; absent: one's own. */
  collectorId?: string | undefined
}

/** Counting a day's cash and asking a second person to confirm it. A day that has not begun is not closed. */
export const CloseDay = ({ organisation, page, collectorId }: CloseDayProps) => {
  const say = useText(cashTexts)
  const [id, setId] = useState<string | undefined>(undefined)
  return (
    <div>
      <Button kind="main" icon="check" onPress={() => setId(newId())}>
        {say('close')}
      </Button>
      {id && (
        <Form
          organisation={organisation}
          page={page}
          collectorId={collectorId}
          approvalId={id}
          onClose={() => setId(undefined)}
        />
      )}
    </div>
  )
}

type FormProps = CloseDayProps & { approvalId: string; onClose: () => void }

const Form = ({ organisation, page, collectorId, approvalId, onClose }: FormProps) => {
  const say = useText(cashTexts)
  const language = useLanguage()
  const { dayOn, expectedMinor, currency } = page
  const [counted, setCounted] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const differs = counted !== null && counted !== expectedMinor
  const reasonWrong = differs && reason.trim().length < 3
  const close = useAction(async (countedMinor: number) => {
    await json(
      paymentsApi(organisation)['cash-closings'].$post({
        json: {
          approvalId,
          dayOn,
          countedMinor,
          ...(differs && { reason: reason.trim() }),
          ...(collectorId && { collectorId }),
        },
      }),
    )
    reloadQueries(`${organisation}/money/`)
    toast(say('close.done'))
    onClose()
  })
  const ask = () => {
    setTried(true)
    if (counted !== null && !reasonWrong) close.run(counted)
  }
  return (
    <Dialog
      title={say('close.title', { day: formatDay(dayOn, 'medium', language) })}
      open
      onClose={onClose}
      actions={
        <Button kind="main" icon="check" busy={close.busy} onPress={ask}>
          {say('close.ask')}
        </Button>
      }
    >
      <div class="form">
        <p>{say('close.text', { amount: formatMoney(expectedMinor, currency, language) })}</p>
        <MoneyField
          label={say('close.counted')}
          error={tried && counted === null ? say('close.wrong') : undefined}
          required
          currency={currency}
          amountMinor={counted}
          onChange={setCounted}
        />
        {counted !== null && <Verdict by={counted - expectedMinor} currency={currency} />}
        {differs && (
          <Textarea
            label={say('close.why')}
            error={tried && reasonWrong ? say('close.why.wrong') : undefined}
            required
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        )}
        {close.problem && <ProblemView problem={close.problem} />}
      </div>
    </Dialog>
  )
}

const Verdict = ({ by, currency }: { by: number; currency: string }) => {
  const say = useText(cashTexts)
  const language = useLanguage()
  if (by === 0) return <Banner tone="good" title={say('close.even')} />
  const amount = formatMoney(Math.abs(by), currency, language)
  return <Banner tone="warn" title={say(by < 0 ? 'close.short' : 'close.over', { amount })} />
}
