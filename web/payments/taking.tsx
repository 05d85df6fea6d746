import './taking.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { keys, paymentsApi, type RecordedPayment, type RosterRow } from '../registrations/api.ts'
import { spacedCode } from '../registrations/days.ts'
import { deskTexts } from '../text/desk.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { NO_PROOF, ProofFields, proofOf } from './claim-form.tsx'
import { useFocusOnArrival } from './focus.ts'

/** A payment as it was recorded at the desk. */
export type Recorded = RecordedPayment

type Way = 'cash' | 'upi' | 'bank' | 'cheque'

type TakingProps = {
  organisation: string
  workshopId: string
  row: RosterRow
  currency: string
  onBack: () => void
  onTaken: (recorded: Recorded) => void
}

const WAYS = [
  { way: 'cash', icon: 'money' },
  { way: 'upi', icon: 'phone' },
  { way: 'bank', icon: 'hall' },
  { way: 'cheque', icon: 'file' },
] as const

/** What one person owes, and taking it in cash, by UPI or by bank. */
export const Taking = (props: TakingProps) => {
  const { row, currency, onBack } = props
  const say = useText(deskTexts)
  const name = useName()
  const language = useLanguage()
  const [way, setWay] = useState<Way | undefined>(undefined)
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const owedMinor = row.dueMinor - row.paidMinor
  const paid = formatMoney(row.paidMinor, currency, language)
  return (
    <div class="stack taking">
      <div>
        <h2 ref={heading} tabIndex={-1} class="taking-name">
          {name(row.person)}
        </h2>
        <p class="soft">
          {name(row.unit)}, <span class="nowrap">{spacedCode(row.code)}</span>
        </p>
      </div>
      {owedMinor <= 0 ? (
        <Banner tone="good" title={say('clear.title')}>
          <p>{row.dueMinor > 0 ? say('clear.text', { amount: paid }) : say('clear.free')}</p>
        </Banner>
      ) : (
        <>
          <div>
            <p class="strong">{say('owes')}</p>
            <p class="numeral">{formatMoney(owedMinor, currency, language)}</p>
          </div>
          {way ? (
            <TakeBy {...props} way={way} onOther={() => setWay(undefined)} />
          ) : (
            <Ways onChoose={setWay} />
          )}
        </>
      )}
      <div>
        <Button kind="quiet" icon="left" onPress={onBack}>
          {say('back')}
        </Button>
      </div>
    </div>
  )
}

const Ways = ({ onChoose }: { onChoose: (way: Way) => void }) => {
  const say = useText(deskTexts)
  return (
    <div class="stack">
      <h3>{say('how')}</h3>
      <div class="taking-ways">
        {WAYS.map(({ way, icon }) => (
          <Button key={way} large wide icon={icon} onPress={() => onChoose(way)}>
            {say(`by.${way}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

const TakeBy = (props: TakingProps & { way: Way; onOther: () => void }) => {
  const { organisation, workshopId, row, currency, way, onOther, onTaken } = props
  const say = useText(deskTexts)
  const language = useLanguage()
  const owedMinor = row.dueMinor - row.paidMinor
  const [id] = useState(newId)
  const [amountMinor, setAmount] = useState<number | null>(owedMinor)
  const [proof, setProof] = useState(NO_PROOF)
  const [payer, setPayer] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Cash needs one more press, anything else its reference first.
    form.current?.querySelector<HTMLElement>(way === 'cash' ? '[type=submit]' : 'input')?.focus()
  }, [])
  const amountWrong = amountMinor === null || amountMinor < 1 || amountMinor > owedMinor
  const proven = way === 'cash' ? ({ provider: way } as const) : proofOf(way, proof)
  const money = (minor: number) => formatMoney(minor, currency, language)
  const take = useAction(async (amount: number, proved: NonNullable<typeof proven>) => {
    const common = {
      id,
      registrationId: row.registrationId,
      amountMinor: amount,
      ...(payer.trim() && { payerName: payer.trim() }),
    }
    const recorded = await json(paymentsApi(organisation).payments.$post({ json: { ...common, ...proved } }))
    reloadQueries(keys.roster(organisation, workshopId))
    reloadQueries(keys.card(organisation, row.registrationId))
    onTaken(recorded)
  })
  return (
    <form
      ref={form}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!amountWrong && proven) take.run(amountMinor, proven)
      }}
    >
      {way !== 'cash' && <ProofFields how={way} proof={proof} tried={tried} onChange={setProof} />}
      <MoneyField
        label={say('amount')}
        hint={say('amount.hint')}
        error={amountWrong && tried ? say('amount.wrong', { amount: money(owedMinor) }) : undefined}
        required
        currency={currency}
        amountMinor={amountMinor}
        onChange={setAmount}
      />
      {take.problem && <Refused problem={take.problem} />}
      {take.problem?.slug === 'two-people' &&
        amountMinor !== null &&
        proven &&
        proven.provider !== 'cash' && (
          <ToVerify
            organisation={organisation}
            sent={{ ...proven, id, registrationId: row.registrationId, amountMinor }}
          />
        )}
      <Button kind="main" large wide submit icon="check" busy={take.busy}>
        {say(`take.${way}`, { amount: money(amountMinor ?? 0) })}
      </Button>
      <details class="other-payer">
        <summary>{say('payer')}</summary>
        <TextField label={say('payer.hint')} maxLength={120} value={payer} onChange={setPayer} />
      </details>
      <div>
        <Button icon="undo" onPress={onOther}>
          {say('other')}
        </Button>
      </div>
    </form>
  )
}

type Sent = Parameters<ReturnType<typeof paymentsApi>['claims']['$post']>[0]['json']

/** What is above the limit of one person: it waits for a second one. */
const ToVerify = ({ organisation, sent }: { organisation: string; sent: Sent }) => {
  const say = useText(deskTexts)
  const [noted, note] = useState(false)
  const send = useAction(async () => {
    await json(paymentsApi(organisation).claims.$post({ json: sent }))
    reloadQueries(keys.card(organisation, sent.registrationId))
    note(true)
  })
  if (noted)
    return (
      <Banner
        tone="good"
        title={say('two.done')}
        actions={
          <LinkButton href={`/o/${organisation}/money/claims`} icon="phone">
            {say('two.queue')}
          </LinkButton>
        }
      />
    )
  return (
    <div class="stack stack-s">
      <p>{say('two.text')}</p>
      <Button icon="check" busy={send.busy} onPress={send.run}>
        {say('two.send')}
      </Button>
      {send.problem && <ProblemView problem={send.problem} />}
    </div>
  )
}

const Refused = ({ problem }: { problem: Parameters<typeof ProblemView>[0]['problem'] }) => {
  const say = useText(deskTexts)
  const words = {
    'cash-limit': { title: say('limit.title'), text: say('limit.text') },
    'reference-used': { title: say('used.title'), text: say('used.text') },
  }
  const own = Object.entries(words).find(([slug]) => slug === problem.slug)?.[1]
  if (!own) return <ProblemView problem={problem} />
  return (
    <Banner tone="bad" title={own.title} urgent>
      <p>{own.text}</p>
    </Banner>
  )
}
