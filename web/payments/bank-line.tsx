import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { bankTexts } from '../text/bank.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import type { BankLine } from './api.ts'
import { Because } from './because.tsx'

type Shown = BankLine['matches'][number]
type LineProps = { organisation: string; line: BankLine; settles: boolean }

const useMoney = (organisation: string) => {
  const language = useLanguage()
  const frame = useFrame(organisation)
  return (minor: number) => formatMoney(minor, frame?.organisation.currency ?? 'INR', language)
}

/** A line of the statement: what it shows, what it may show, and setting it aside. */
export const Line = ({ organisation, line, settles }: LineProps) => {
  const say = useText(bankTexts)
  const language = useLanguage()
  const money = useMoney(organisation)
  const { id, dayOn, amountMinor, narration, leftMinor, matches, proposals, aside } = line
  const open = leftMinor !== 0 && aside === null
  return (
    <article class="claim" aria-labelledby={`line-${id}`}>
      <div class="claim-head">
        <h2 id={`line-${id}`}>{formatDay(dayOn, 'medium', language)}</h2>
        <p class="claim-sum">{money(amountMinor)}</p>
      </div>
      <p class="pay-code">{narration}</p>
      {aside && <p class="soft">{aside}</p>}
      {matches.map((one) => (
        <What key={one.id} organisation={organisation} one={one} />
      ))}
      {open && matches.length > 0 && <p class="strong">{say('left', { amount: money(leftMinor) })}</p>}
      {open && settles && (
        <>
          <p class="soft small">{say(proposals.length > 0 ? 'propose' : 'propose.none')}</p>
          {proposals.map((one) => (
            <Propose key={one.id} organisation={organisation} line={line} one={one} />
          ))}
        </>
      )}
      {settles && <Else organisation={organisation} line={line} />}
    </article>
  )
}

const What = ({ organisation, one }: { organisation: string; one: Shown }) => {
  const say = useText(bankTexts)
  const name = useName()
  const money = useMoney(organisation)
  const tone = one.found === 'amount' ? 'warn' : one.found === 'words' ? 'note' : 'good'
  const who = one.person ? name(one.person) : ''
  return (
    <div class="bank-what">
      <p>
        {one.registrationId ? (
          <a href={`/o/${organisation}/registrations/${one.registrationId}`}>{who}</a>
        ) : (
          who || say('kind.payout')
        )}{' '}
        <b class="nowrap">{money(one.amountMinor)}</b>
        <br />
        <span class="soft small">
          {say(`kind.${one.claimed ? 'claim' : one.kind}`)} <span class="pay-code">{one.reference}</span>
        </span>
      </p>
      <Badge tone={tone}>{say(`found.${one.found}`)}</Badge>
    </div>
  )
}

const reload = (organisation: string) => reloadQueries(`${organisation}/money/`)

const Propose = ({ organisation, line, one }: Omit<LineProps, 'settles'> & { one: Shown }) => {
  const say = useText(bankTexts)
  const match = useAction(async () => {
    await json(
      paymentsApi(organisation)['bank-lines'][':lineId'].match.$post({
        param: { lineId: line.id },
        json: { kind: one.kind, subjectId: one.id },
      }),
    )
    reload(organisation)
    toast(say('match.done'))
  })
  return (
    <div class="stack stack-s">
      <What organisation={organisation} one={one} />
      <div>
        <Button icon="check" busy={match.busy} onPress={match.run}>
          {say('match')}
        </Button>
      </div>
      {match.problem && <ProblemView problem={match.problem} />}
    </div>
  )
}

const Else = ({ organisation, line }: Omit<LineProps, 'settles'>) => {
  const say = useText(bankTexts)
  const [asking, ask] = useState(false)
  const one = paymentsApi(organisation)['bank-lines'][':lineId']
  const param = { lineId: line.id }
  const back = useAction(async () => {
    await json(one.match.$delete({ param }))
    reload(organisation)
    toast(say('unmatch.done'))
  })
  const aside = useAction(async (reason: string) => {
    await json(one.aside.$post({ param, json: { reason } }))
    reload(organisation)
    toast(say(reason ? 'aside.done' : 'unmatch.done'))
    ask(false)
  })
  return (
    <>
      <div class="cluster">
        {line.matches.length > 0 && (
          <Button kind="quiet" icon="undo" busy={back.busy} onPress={back.run}>
            {say('unmatch')}
          </Button>
        )}
        {line.aside !== null && (
          <Button kind="quiet" icon="undo" busy={aside.busy} onPress={() => aside.run('')}>
            {say('bring')}
          </Button>
        )}
        {line.matches.length === 0 && line.aside === null && (
          <Button kind="quiet" icon="minus" onPress={() => ask(true)}>
            {say('aside')}
          </Button>
        )}
      </div>
      {back.problem && <ProblemView problem={back.problem} />}
      {asking && (
        <Because
          title={say('aside.title')}
          text={say('aside.text')}
          confirm={say('aside')}
          busy={aside.busy}
          problem={aside.problem}
          onClose={() => ask(false)}
          onSay={aside.run}
        />
      )}
    </>
  )
}
