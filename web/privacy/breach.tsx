import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatCount, formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Facts } from '../ui/card.tsx'
import { SelectField, Textarea } from '../ui/field.tsx'
import { Count, InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Breach, privacyApi } from './api.ts'

type Props = { organisation: string; breach: Breach; contact: string }
const KINDS = ['measure', 'finding', 'board', 'people', 'closed'] as const

/** One breach: its clock, what was written about it, what can be printed of it. */
export const BreachCard = ({ organisation, breach, contact }: Props) => {
  const say = useText(deskTexts)
  const [printed, setPrinted] = useState<'board' | 'people' | null>(null)
  return (
    <Card title={breach.happened}>
      <Clock breach={breach} />
      <Facts
        facts={[
          { label: say('data'), value: breach.data },
          { label: say('people'), value: <Count value={breach.people} /> },
        ]}
      />
      <List label={say('breaches')}>
        {breach.entries.map((entry) => (
          <Row
            key={entry.id}
            title={`${say(`entry.${entry.kind}`)}: ${entry.words}`}
            note={<InstantText at={entry.writtenAt} />}
          />
        ))}
      </List>
      {breach.closedAt === null && <Adding organisation={organisation} breach={breach} />}
      <div class="cluster">
        <Button
          kind="quiet"
          pressed={printed === 'board'}
          onPress={() => setPrinted(printed === 'board' ? null : 'board')}
        >
          {say('statement.board')}
        </Button>
        <Button
          kind="quiet"
          pressed={printed === 'people'}
          onPress={() => setPrinted(printed === 'people' ? null : 'people')}
        >
          {say('statement.people')}
        </Button>
      </div>
      {printed && <Statement organisation={organisation} breach={breach} contact={contact} to={printed} />}
    </Card>
  )
}

const MINUTE_MS = 60_000

const Clock = ({ breach }: { breach: Breach }) => {
  const say = useText(deskTexts)
  const [zone, language] = [useZone(), useLanguage()]
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  if (breach.boardToldAt !== null) {
    const day = formatInstant(breach.boardToldAt, zone, language)
    return <Banner tone="good" title={say('clock.told', { day })} />
  }
  const hours = Math.floor((breach.boardBy - now / 1000) / 3600)
  if (hours < 0) return <Banner tone="bad" title={say('clock.late')} />
  return <Banner tone="warn" title={say('clock.left', { hours })} />
}

const Adding = ({ organisation, breach }: Omit<Props, 'contact'>) => {
  const say = useText(deskTexts)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('measure')
  const [words, setWords] = useState('')
  const [id, setId] = useState(newId)
  const add = useAction(async () => {
    await json(
      privacyApi(organisation).privacy.breaches[':breachId'].entries.$post({
        param: { breachId: breach.id },
        json: { id, kind, words },
      }),
    )
    setId(newId())
    setWords('')
    reloadQueries(`${organisation}/privacy/breaches`)
    toast(say('added'))
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim().length >= 3) add.run()
      }}
    >
      <SelectField
        label={say('entry.kind')}
        required
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: say(`entry.${value}`) }))}
      />
      <Textarea label={say('words')} required rows={2} maxLength={4000} value={words} onChange={setWords} />
      {add.problem && <ProblemView problem={add.problem} />}
      <div>
        <Button submit busy={add.busy} disabled={words.trim().length < 3}>
          {say('add')}
        </Button>
      </div>
    </form>
  )
}

const Statement = ({ organisation, breach, contact, to }: Props & { to: 'board' | 'people' }) => {
  const say = useText(deskTexts)
  const [zone, language] = [useZone(), useLanguage()]
  const frame = useFrame(organisation)
  const measures = breach.entries.filter(({ kind }) => kind === 'measure').map(({ words }) => words)
  const facts = {
    organisation: frame?.organisation.names[language] ?? organisation,
    noticed: formatInstant(breach.noticedAt, zone, language),
    happened: breach.happened,
    data: breach.data,
    people: formatCount(breach.people, language),
    measures: measures.join('; ') || say('statement.none'),
    contact,
  }
  return (
    <div class="stack">
      <PrintButton />
      <PrintSheet label={say(`statement.${to}`)}>
        <p class="statement">
          {to === 'board' ? say('statement.board.text', facts) : say('statement.people.text', facts)}
        </p>
      </PrintSheet>
    </div>
  )
}
