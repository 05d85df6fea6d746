import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { claimTexts } from '../text/claims.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, TextField } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { plainDigits } from '../ui/numbers.ts'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney, type WaysToPay } from './api.ts'

const HOW = ['upi', 'bank', 'cheque'] as const
type How = (typeof HOW)[number]

/** What was written down of a payment. */
export type Proof = { reference: string; number: string; bank: string; datedOn: string }

/** Nothing written yet. */
export const NO_PROOF: Proof = { reference: '', number: '', bank: '', datedOn: '' }

/** What a way of paying is proved by, as it is sent; undefined while something is missing. */
export const proofOf = (how: How, { reference, number, bank, datedOn }: Proof) => {
  if (how === 'upi') {
    const digits = plainDigits(reference)
    return /^\d{12}$/.test(digits) ? ({ provider: how, reference: digits } as const) : undefined
  }
  if (how === 'bank') {
    const fit = reference.replace(/[^A-Za-z0-9]/g, '').length >= 4
    return fit ? ({ provider: how, reference: reference.trim() } as const) : undefined
  }
  const digits = plainDigits(number)
  const fit = /^\d{1,6}$/.test(digits) && /[A-Za-z0-9].*[A-Za-z0-9]/.test(bank) && datedOn !== ''
  return fit ? ({ provider: how, number: digits, bank: bank.trim(), datedOn } as const) : undefined
}

type ProofFieldsProps = { how: How; proof: Proof; tried: boolean; onChange: (proof: Proof) => void }

/** The fields that prove a way of paying. */
export const ProofFields = ({ how, proof, tried, onChange }: ProofFieldsProps) => {
  const say = useText(claimTexts)
  const wrong = tried && proofOf(how, proof) === undefined
  if (how !== 'cheque') {
    const key = how === 'upi' ? 'utr' : 'reference'
    return (
      <TextField
        label={say(key)}
        hint={how === 'upi' ? say('utr.hint') : undefined}
        error={wrong ? say(`${key}.wrong`) : undefined}
        required
        maxLength={how === 'upi' ? 20 : 40}
        type={how === 'upi' ? 'tel' : 'text'}
        value={proof.reference}
        onChange={(reference) => onChange({ ...proof, reference })}
      />
    )
  }
  return <ChequeFields proof={proof} tried={tried} onChange={onChange} />
}

const ChequeFields = ({ proof, tried, onChange }: Omit<ProofFieldsProps, 'how'>) => {
  const say = useText(claimTexts)
  const digits = plainDigits(proof.number)
  return (
    <>
      <TextField
        label={say('cheque')}
        error={tried && !/^\d{1,6}$/.test(digits) ? say('cheque.wrong') : undefined}
        required
        type="tel"
        maxLength={6}
        value={proof.number}
        onChange={(number) => onChange({ ...proof, number })}
      />
      <TextField
        label={say('drawn')}
        hint={say('drawn.hint')}
        error={tried && !/[A-Za-z0-9].*[A-Za-z0-9]/.test(proof.bank) ? say('drawn.wrong') : undefined}
        required
        maxLength={60}
        value={proof.bank}
        onChange={(bank) => onChange({ ...proof, bank })}
      />
      <DateField
        label={say('dated')}
        error={tried && proof.datedOn === '' ? say('dated.wrong') : undefined}
        required
        value={proof.datedOn}
        onChange={(datedOn) => onChange({ ...proof, datedOn })}
      />
    </>
  )
}

/** Saying that a fee was sent, and with which reference. */
export const ClaimForm = ({ organisation, ways }: { organisation: string; ways: WaysToPay }) => {
  const say = useText(claimTexts)
  const language = useLanguage()
  const { registrationId, openMinor, currency } = ways
  const [id, setId] = useState(newId)
  const [how, setHow] = useState<How>('upi')
  const [proof, setProof] = useState(NO_PROOF)
  const [amountMinor, setAmount] = useState<number | null>(openMinor)
  const [tried, setTried] = useState(false)
  const amountWrong = amountMinor === null || amountMinor < 1 || amountMinor > openMinor
  const send = useAction(async (sent: NonNullable<ReturnType<typeof proofOf>>, minor: number) => {
    const accountId = ways.accounts[0]?.id
    await json(
      paymentsApi(organisation).claims.$post({
        json: { id, registrationId, amountMinor: minor, ...(accountId && { accountId }), ...sent },
      }),
    )
    setId(newId())
    setProof(NO_PROOF)
    setTried(false)
    reloadMoney(organisation, registrationId)
    toast(say('send.done'))
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        const sent = proofOf(how, proof)
        if (sent && !amountWrong) send.run(sent, amountMinor)
      }}
    >
      <Choice
        label={say('sent.how')}
        required
        inline
        value={how}
        onChange={setHow}
        options={HOW.map((value) => ({ value, label: say(`how.${value}`) }))}
      />
      <ProofFields how={how} proof={proof} tried={tried} onChange={setProof} />
      <MoneyField
        label={say('amount')}
        error={
          tried && amountWrong
            ? say('amount.wrong', { amount: formatMoney(openMinor, currency, language) })
            : undefined
        }
        required
        currency={currency}
        amountMinor={amountMinor}
        onChange={setAmount}
      />
      {send.problem &&
        (send.problem.slug === 'reference-used' ? (
          <Banner tone="bad" title={say('used')} urgent>
            <p>{say('used.text')}</p>
          </Banner>
        ) : (
          <ProblemView problem={send.problem} />
        ))}
      <Button kind="main" large wide submit icon="check" busy={send.busy}>
        {say('send')}
      </Button>
    </form>
  )
}
