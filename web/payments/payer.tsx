import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { booksTexts } from '../text/books.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'

type Page = InferResponseType<ReturnType<typeof paymentsApi>['payers'][':payerKey']['$get'], 200>
type PayerPanelProps = { organisation: string; payerKey: string; year: string; onClose: () => void }

/** One payer: what came from him in the year, and what the law asks of him. */
export const PayerPanel = ({ organisation, payerKey, year, onClose }: PayerPanelProps) => {
  const say = useText(booksTexts)
  const key = `${organisation}/money/payer/${payerKey}?${year}`
  const payer = useQuery(key, (signal) =>
    json(
      paymentsApi(organisation).payers[':payerKey'].$get(
        { param: { payerKey }, query: { year } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <AsyncView query={payer}>
      {(page) => (
        <Panel
          title={page.legalName}
          actions={
            <Button kind="quiet" icon="close" onPress={onClose}>
              {say('close')}
            </Button>
          }
        >
          <Lines organisation={organisation} page={page} />
          <Details key={page.version} organisation={organisation} page={page} year={year} stash={key} />
        </Panel>
      )}
    </AsyncView>
  )
}

const Lines = ({ organisation, page }: { organisation: string; page: Page }) => {
  const say = useText(booksTexts)
  const name = useName()
  const language = useLanguage()
  const money = (minor: number) => formatMoney(minor, page.currency, language)
  return (
    <List label={say('lines.title')}>
      {page.lines.map((line) => {
        const backMinor = line.amountMinor - line.keptMinor
        const note = backMinor > 0 ? `, ${say('back', { amount: money(backMinor) })}` : ''
        return (
          <Row
            key={line.paymentId}
            icon="file"
            title={name(line.workshop)}
            note={`${line.receiptNumber}${note}`}
            aside={money(line.amountMinor)}
            href={`/o/${organisation}/receipts/${line.paymentId}`}
          />
        )
      })}
    </List>
  )
}

const CITIZEN = { yes: true, no: false, unknown: null } as const
type Citizen = keyof typeof CITIZEN

type DetailsProps = { organisation: string; page: Page; year: string; stash: string }

const Details = ({ organisation, page, year, stash }: DetailsProps) => {
  const say = useText(booksTexts)
  const records = useFrame(organisation)?.holds.has('payments:record') ?? false
  const [legalName, setName] = useState(page.legalName)
  const [address, setAddress] = useState(page.address)
  const [pan, setPan] = useState('')
  const [citizen, setCitizen] = useState<Citizen>(
    page.citizen === null ? 'unknown' : page.citizen ? 'yes' : 'no',
  )
  const typed = pan.trim().toUpperCase()
  const wrong = typed !== '' && !/^[A-Z]{5}\d{4}[A-Z]$/.test(typed)
  const save = useAction(async () => {
    const edit = {
      version: page.version,
      legalName: legalName.trim(),
      address: address.trim(),
      citizen: CITIZEN[citizen],
      ...(typed && { pan: typed }),
    }
    const put = paymentsApi(organisation).payers[':payerKey'].$put
    putQuery(stash, await json(put({ param: { payerKey: page.key }, query: { year }, json: edit })))
    reloadQueries(`${organisation}/money/payers`)
    toast(say('saved'))
  })
  if (!records) return null
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong && legalName.trim().length >= 2) save.run()
      }}
    >
      <h3>{say('details')}</h3>
      <p class="soft">{say('details.hint')}</p>
      <TextField label={say('name')} required maxLength={120} value={legalName} onChange={setName} />
      <TextField label={say('address')} maxLength={300} value={address} onChange={setAddress} />
      <TextField
        label={say('pan')}
        hint={say('pan.hint', { pan: page.pan ?? say('pan.none') })}
        error={wrong ? say('pan.wrong') : undefined}
        maxLength={10}
        value={pan}
        onChange={setPan}
      />
      <Choice
        label={say('citizen')}
        inline
        value={citizen}
        onChange={setCitizen}
        options={(['yes', 'no', 'unknown'] as const).map((value) => ({
          value,
          label: say(`citizen.${value}`),
        }))}
      />
      {save.problem && <ProblemView problem={save.problem} />}
      <div>
        <Button kind="main" submit icon="check" busy={save.busy}>
          {say('save')}
        </Button>
      </div>
    </form>
  )
}
