import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json, type Problem } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { keys, paymentsApi, type RosterRow } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { payingTexts } from '../text/paying.ts'
import { problems } from '../text/problems.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { plainDigits } from '../ui/numbers.ts'
import { ProblemView } from '../ui/problem.tsx'

type PayTogetherProps = {
  organisation: string
  workshopId: string
  people: readonly RosterRow[]
  currency: string
  onBack: () => void
}

const DESK = ['cash', 'upi', 'bank'] as const
type Way = 'online' | (typeof DESK)[number]

const faultOf = (way: Way, reference: string) => {
  if (way === 'upi' && !/^\d{12}$/.test(plainDigits(reference))) return 'utr.wrong'
  return way === 'bank' && reference.trim().length < 4 ? 'reference.wrong' : undefined
}

/** One sum for the people chosen: online now, or taken at the desk. */
export const PayTogether = ({ organisation, workshopId, people, currency, onBack }: PayTogetherProps) => {
  const say = useText(payingTexts)
  const name = useName()
  const language = useLanguage()
  const { route } = useLocation()
  const holds = useFrame(organisation)?.holds
  const [ids] = useState(() => ({ group: newId(), payer: newId() }))
  const [way, setWay] = useState<Way>('online')
  const [payer, setPayer] = useState('')
  const [reference, setReference] = useState('')
  const [tried, setTried] = useState(false)
  const owed = (row: RosterRow) => row.dueMinor - row.paidMinor
  const sum = people.reduce((all, row) => all + owed(row), 0)
  const amount = formatMoney(sum, currency, language)
  const fault = faultOf(way, reference)
  const pay = useAction(async () => {
    const api = paymentsApi(organisation)['group-payments']
    if (way === 'online') {
      const registrationIds = people.map((row) => row.registrationId)
      const { url } = await json(api.checkout.$post({ json: { id: ids.group, registrationIds } }))
      location.assign(url)
      return
    }
    const common = {
      id: ids.group,
      payer: { id: ids.payer, legalName: payer.trim() },
      lines: people.map((row) => ({ registrationId: row.registrationId, amountMinor: owed(row) })),
    }
    const given =
      way === 'cash'
        ? ({ ...common, provider: way } as const)
        : way === 'upi'
          ? ({ ...common, provider: way, reference: plainDigits(reference) } as const)
          : ({ ...common, provider: way, reference: reference.trim() } as const)
    const made = await json(api.$post({ json: given }))
    reloadQueries(keys.roster(organisation, workshopId))
    reloadQueries(`${organisation}/money/`)
    route(`/o/${organisation}/group-payments/${made.id}`)
  })
  const ways: readonly Way[] = holds?.has('payments:record') ? ['online', ...DESK] : ['online']
  const ready = way === 'online' || (payer.trim().length >= 2 && !fault)
  return (
    <Panel title={say('pay')}>
      <p class="soft">{say('sum')}</p>
      <p class="numeral">{amount}</p>
      <List label={say('lines')}>
        {people.map((row) => (
          <Row
            key={row.registrationId}
            icon="person"
            title={name(row.person)}
            note={name(row.unit)}
            aside={formatMoney(owed(row), currency, language)}
          />
        ))}
      </List>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (ready) pay.run()
        }}
      >
        <Choice
          label={say('how')}
          required
          value={way}
          onChange={setWay}
          options={ways.map((value) => ({ value, label: say(`by.${value}`) }))}
        />
        {way !== 'online' && (
          <TextField
            label={say('payer')}
            hint={say('payer.hint')}
            error={tried && payer.trim().length < 2 ? say('payer.wrong') : undefined}
            required
            maxLength={120}
            value={payer}
            onChange={setPayer}
          />
        )}
        {(way === 'upi' || way === 'bank') && (
          <TextField
            label={say(way === 'upi' ? 'utr' : 'reference')}
            error={tried && fault ? say(fault) : undefined}
            required
            maxLength={40}
            type={way === 'upi' ? 'tel' : 'text'}
            value={reference}
            onChange={setReference}
          />
        )}
        {pay.problem && <Refused problem={pay.problem} people={people} />}
        <Button kind="main" large wide submit icon="check" busy={pay.busy}>
          {say(way === 'online' ? 'go.online' : 'go.take', { amount })}
        </Button>
      </form>
      <div>
        <Button kind="quiet" icon="left" onPress={onBack}>
          {say('back')}
        </Button>
      </div>
    </Panel>
  )
}

type Reason = 'not-registered' | 'already-paid' | 'amount-mismatch' | 'cash-limit'
type Share = { registrationId: string; reason: Reason }

const sharesOf = (problem: Problem): readonly Share[] => {
  const { refused } = problem.extra as { refused?: unknown }
  return Array.isArray(refused) ? (refused as Share[]) : []
}

const Refused = ({ problem, people }: { problem: Problem; people: readonly RosterRow[] }) => {
  const say = useText(payingTexts)
  const sayProblem = useText(problems)
  const name = useName()
  const shares = sharesOf(problem)
  if (shares.length === 0) return <ProblemView problem={problem} />
  return (
    <Banner tone="warn" title={say('refused')} urgent>
      <ul class="problem-errors">
        {shares.map(({ registrationId, reason }) => {
          const row = people.find((one) => one.registrationId === registrationId)
          return (
            <li key={registrationId}>
              <span class="strong">{row && name(row.person)}</span>: {sayProblem(reason)}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
