import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { obligationTexts } from '../text/obligations.ts'
import { AsyncView } from '../ui/async.tsx'
import { List, Row } from '../ui/list.tsx'
import { type Duty, type DutyState, keys, type Obligation, obligationsApi } from './api.ts'
import { AskExcuse } from './excuse.tsx'
import { excusable, StateOf } from './state.tsx'

type DutiesProps = {
  organisation: string
  obligation: Obligation
  state: DutyState | null
  /** Whether the reader may ask for others. */
  asks: boolean
}

/** Those whom one obligation binds, page by page, each with how he stands. */
export const DutiesOf = ({ organisation, obligation, state, asks }: DutiesProps) => {
  const say = useText(obligationTexts)
  const name = useName()
  const pages = usePages(keys.duties(organisation, obligation.id, state ?? ''), async (after, signal) => {
    const query = { ...(state && { state }), ...(after && { after }) }
    const param = { obligationId: obligation.id }
    const told = await json(
      obligationsApi(organisation).obligations[':obligationId'].duties.$get(
        { param, query },
        { init: signal ? { signal } : {} },
      ),
    )
    return { items: told.duties, after: told.after }
  })
  return (
    <AsyncView
      query={pages.query}
      isEmpty={() => pages.items.length === 0}
      empty={() => <p class="soft">{say(state ? 'duties.none.so' : 'duties.none')}</p>}
    >
      {() => (
        <div class="stack">
          <List label={say('duties', { kind: name(obligation.kind) })}>
            {pages.items.map((duty) => (
              <DutyRow key={duty.officeId} {...{ organisation, obligation, duty, asks }} />
            ))}
          </List>
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

type DutyRowProps = { organisation: string; obligation: Obligation; duty: Duty; asks: boolean }

const DutyRow = ({ organisation, obligation, duty, asks }: DutyRowProps) => {
  const say = useText(obligationTexts)
  const name = useName()
  const language = useLanguage()
  const who = name(duty.person)
  const note = [
    name(duty.unit),
    duty.there > 0 && say('there', { there: String(duty.there), count: obligation.days }),
    duty.owedMinor > 0 && say('owed', { amount: formatMoney(duty.owedMinor, duty.currency, language) }),
  ]
  const to = duty.registrationId ? `registrations/${duty.registrationId}` : `people/${duty.person.id}`
  return (
    <Row
      title={<a href={`/o/${organisation}/${to}`}>{who}</a>}
      note={
        <span class="stack stack-s">
          <span>{note.filter(Boolean).join(' · ')}</span>
          <span>
            <StateOf state={duty.state} />
          </span>
        </span>
      }
      aside={
        asks &&
        excusable(duty.state) && (
          <AskExcuse
            organisation={organisation}
            obligationId={obligation.id}
            personId={duty.person.id}
            of={who}
          />
        )
      }
    />
  )
}
