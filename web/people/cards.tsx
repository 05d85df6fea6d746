import './cards.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { QrCode } from '../ui/qr.tsx'
import { toast } from '../ui/toast.tsx'
import { type CardPrinted, peopleApi } from './api.ts'
import type { PartProps } from './person.tsx'

/** Eight letters as two groups of four, easier to read out. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

type LiveCard = { id: string; number: string; issuedAt: number; locked: boolean }

/** A person's printed card: issuing it, printing it while its secret is known, making it worthless. */
export const Cards = (props: PartProps) => {
  const { organisation, person } = props
  const say = useText(peopleTexts)
  const [printed, setPrinted] = useState<CardPrinted | null>(null)
  const [id, setId] = useState(newId)
  const [asking, setAsking] = useState<'again' | 'revoke' | null>(null)
  const key = `${organisation}/people/${person.id}/cards`
  const api = peopleApi(organisation)
  const cards = useQuery(key, (signal) =>
    json(api.people[':personId'].cards.$get({ param: { personId: person.id } }, { init: { signal } })),
  )
  const card = cards.data?.cards[0]
  const issue = useAction(async () => {
    const issued = await json(
      api.people[':personId'].cards.$post({ param: { personId: person.id }, json: { id } }),
    )
    setPrinted(issued)
    setId(newId())
    setAsking(null)
    reloadQueries(key)
  })
  const revoke = useAction(async (cardId: string) => {
    await json(api.cards[':cardId'].$delete({ param: { cardId } }))
    setPrinted(null)
    setAsking(null)
    reloadQueries(key)
    toast(say('card.revoked'))
  })
  return (
    <Panel title={say('card')} hint={say('card.hint')}>
      {printed && <Printed organisation={organisation} card={printed} />}
      <AsyncView query={cards}>
        {() => (card ? <CardLine card={card} /> : <p class="soft">{say('card.none')}</p>)}
      </AsyncView>
      {issue.problem && asking === null && <ProblemView problem={issue.problem} />}
      <div class="cluster">
        <Button icon="qr" busy={issue.busy} onPress={() => (card ? setAsking('again') : issue.run())}>
          {say(card ? 'card.again' : 'card.issue')}
        </Button>
        {card && (
          <Button kind="quiet" icon="trash" onPress={() => setAsking('revoke')}>
            {say('card.revoke')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={say('card.again.title')}
        open={asking === 'again'}
        onClose={() => setAsking(null)}
        onConfirm={issue.run}
        confirm={say('card.again')}
        busy={issue.busy}
        problem={issue.problem}
      >
        <p>{say('card.again.text', { number: inGroups(card?.number ?? '') })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={say('card.revoke.title', { number: inGroups(card?.number ?? '') })}
        open={asking === 'revoke'}
        onClose={() => setAsking(null)}
        onConfirm={() => revoke.run(card?.id ?? '')}
        confirm={say('card.revoke')}
        danger
        busy={revoke.busy}
        problem={revoke.problem}
      >
        <p>{say('card.revoke.text')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

const CardLine = ({ card }: { card: LiveCard }) => {
  const say = useText(peopleTexts)
  return (
    <List label={say('card')}>
      <Row
        icon="qr"
        title={inGroups(card.number)}
        note={<InstantText at={card.issuedAt} />}
        aside={card.locked && <Badge tone="bad">{say('card.locked')}</Badge>}
      />
    </List>
  )
}

const Printed = ({ organisation, card }: { organisation: string; card: CardPrinted }) => {
  const say = useText(peopleTexts)
  const name = useName()
  const path = `/o/${organisation}/card`
  // What follows the # never reaches a server's log.
  const address = `${location.origin}${path}?number=${card.number}#${card.secret}`
  return (
    <div class="stack">
      <Banner tone="warn" title={say('card.once')} actions={<PrintButton label={say('card.issue')} />} />
      <PrintSheet label={say('card.sheet', { name: name(card) })} kind="cards">
        <div class="code-card">
          <div class="stack stack-s">
            <h3>{card.nameHi}</h3>
            {card.nameEn !== card.nameHi && <p>{card.nameEn}</p>}
          </div>
          <QrCode text={address} label={say('card.sheet', { name: name(card) })} />
          <dl class="code-card-codes">
            <div>
              <dt>{say('card.number')}</dt>
              <dd>{inGroups(card.number)}</dd>
            </div>
            <div>
              <dt>{say('card.secret')}</dt>
              <dd>{inGroups(card.secret)}</dd>
            </div>
          </dl>
          <p class="small code-card-whole">{say('card.scan', { address: `${location.host}${path}` })}</p>
        </div>
      </PrintSheet>
    </div>
  )
}
