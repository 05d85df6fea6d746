import './radar.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { toast } from '../ui/toast.tsx'
import { radarApi, type SamplingPage } from './api.ts'

type Sampled = SamplingPage['sampled'][number]
type Choices = (number | null)[]
type Said = { choices: Choices } | { missed: 'absent' | 'unwilling' }

const keyOf = (slug: string, id: string) => `${slug}/sample/${id}`

type OneProps = {
  sampling: SamplingPage
  place: number
  onPlace: (place: number) => void
  busy: boolean
  onSaid: (said: Said) => void
}

/** One question after another: it is read out, and one of three big pictures is touched. */
const Questions = ({ sampling, place, onPlace, busy, onSaid }: OneProps) => {
  const say = useText(radarText)
  const name = useName()
  const hindi = useLanguage() === 'hi'
  const [choices, setChoices] = useState<Choices>([])
  const question = sampling.questions[place]
  if (!question) return null
  const text = hindi ? question.textHi : question.textEn
  const spoken = [text, ...question.options.map((option) => name(option))].join('. ')
  const choose = (choice: number | null) => {
    const next = [...choices.slice(0, place), choice, ...choices.slice(place + 1)]
    setChoices(next)
    if (place + 1 < sampling.questions.length) onPlace(place + 1)
    else onSaid({ choices: next })
  }
  return (
    <>
      <div class="ask-head">
        <p class="ask-question" aria-live="polite">
          {text}
        </p>
        <SpeakButton text={spoken} />
      </div>
      <div class="ask-options">
        {question.options.map((option, n) => (
          <button
            key={`${place}/${option.sign}`}
            type="button"
            class="ask-option"
            disabled={busy}
            aria-pressed={choices[place] === n}
            onClick={() => choose(n)}
          >
            <span class="ask-sign" aria-hidden="true">
              {option.sign}
            </span>
            <span>{name(option)}</span>
          </button>
        ))}
      </div>
      <div class="cluster">
        <Button large onPress={() => choose(null)} disabled={busy}>
          {say('ask.pass')}
        </Button>
        {place > 0 && (
          <Button kind="quiet" icon="left" onPress={() => onPlace(place - 1)}>
            {say('ask.back')}
          </Button>
        )}
      </div>
    </>
  )
}

type ListProps = {
  sampling: SamplingPage
  onChosen: (one: Sampled) => void
  onMissed: (one: Sampled, why: 'absent' | 'unwilling') => void
}

const Whom = ({ sampling, onChosen, onMissed }: ListProps) => {
  const say = useText(radarText)
  const name = useName()
  return (
    <Panel title={say('ask.whom')}>
      <ul class="list">
        {sampling.sampled.map((one) => (
          <li key={one.credentialId} class="row leak-row">
            <span class="row-text">
              <span class="row-title">{name(one.person)}</span>
              <span class="row-note">{name(one.unit)}</span>
            </span>
            {one.done && !one.missed && <Badge tone="good">{say('ask.done')}</Badge>}
            {one.missed && <Badge>{say(`ask.${one.missed}`)}</Badge>}
            {(!one.done || one.missed) && (
              <span class="cluster">
                <Button
                  kind="main"
                  label={`${say('ask.begin')}: ${name(one.person)}`}
                  onPress={() => onChosen(one)}
                >
                  {say('ask.begin')}
                </Button>
                {!one.missed && (
                  <>
                    <Button kind="quiet" onPress={() => onMissed(one, 'absent')}>
                      {say('ask.absent')}
                    </Button>
                    <Button kind="quiet" onPress={() => onMissed(one, 'unwilling')}>
                      {say('ask.unwilling')}
                    </Button>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type SittingProps = {
  slug: string
  sampling: SamplingPage
  asked: Sampled | undefined
  place: number
  onPlace: (place: number) => void
  onAsked: (one: Sampled | undefined) => void
}

const Sitting = ({ slug, sampling, asked, place, onPlace, onAsked }: SittingProps) => {
  const say = useText(radarText)
  const keep = useAction(async ({ one, said }: { one: Sampled; said: Said }) => {
    const param = { samplingId: sampling.id, sampledId: one.credentialId }
    await json(radarApi(slug).samplings[':samplingId'].answers[':sampledId'].$put({ param, json: said }))
    reloadQueries(keyOf(slug, sampling.id))
    if ('choices' in said) toast(say('ask.thanks'))
    onAsked(undefined)
  })
  return (
    <>
      {keep.problem && <ProblemView problem={keep.problem} />}
      {sampling.done === sampling.people && <Banner tone="good" title={say('ask.finished')} />}
      {asked ? (
        <>
          <Questions
            key={asked.credentialId}
            sampling={sampling}
            place={place}
            onPlace={onPlace}
            busy={keep.busy}
            onSaid={(said) => keep.run({ one: asked, said })}
          />
          <div>
            <Button kind="quiet" icon="close" onPress={() => onAsked(undefined)}>
              {say('ask.leave')}
            </Button>
          </div>
        </>
      ) : (
        <Whom
          sampling={sampling}
          onChosen={onAsked}
          onMissed={(one, missed) => keep.run({ one, said: { missed } })}
        />
      )}
    </>
  )
}

/** Asking a sample: whom to ask, and three big buttons that somebody who cannot read may touch himself. */
export const Asking = ({ params }: ScreenProps<'/o/:organisation/samples/:sample'>) => {
  const { organisation: slug, sample } = params
  const say = useText(radarText)
  const name = useName()
  const query = useQuery(keyOf(slug, sample), (signal) =>
    json(
      radarApi(slug).samplings[':samplingId'].$get({ param: { samplingId: sample } }, { init: { signal } }),
    ),
  )
  const told = query.data
  const [asked, setAsked] = useState<Sampled | undefined>(undefined)
  const [place, setPlace] = useState(0)
  const begin = (one: Sampled | undefined) => {
    setPlace(0)
    setAsked(one)
  }
  if (told && asked)
    return (
      <>
        <PageHeader title={name(asked.person)} lead={say('ask.question', { count: place + 1 })} />
        <Sitting slug={slug} sampling={told} asked={asked} place={place} onPlace={setPlace} onAsked={begin} />
      </>
    )
  return (
    <>
      <PageHeader
        title={say('ask.title')}
        crumbs={[{ label: say('to.samples'), href: `/o/${slug}/samples` }]}
        lead={
          told &&
          say('ask.lead', {
            tier: name(told.tier),
            unit: name(told.unit),
            done: told.done,
            people: told.people,
          })
        }
      />
      <AsyncView query={query}>
        {(sampling) => (
          <Sitting
            slug={slug}
            sampling={sampling}
            asked={undefined}
            place={0}
            onPlace={setPlace}
            onAsked={begin}
          />
        )}
      </AsyncView>
    </>
  )
}
