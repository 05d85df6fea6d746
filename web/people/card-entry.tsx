import './card-entry.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { entryApi } from '../accounts/api.ts'
import { returnPath, withReturn } from '../accounts/return-path.ts'
import { json } from '../api.ts'
import { askAnew, useAction } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { common } from '../text/common.ts'
import { entryTexts } from '../text/entry.ts'
import { useText } from '../text/index.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { CARD_KEYS, CARD_LENGTH, typedOn, YEAR_KEYS } from './card-keys.ts'

const STEPS = ['number', 'secret', 'year'] as const
type Step = (typeof STEPS)[number]

const ENOUGH: Record<Step, number> = { number: CARD_LENGTH, secret: CARD_LENGTH, year: 4 }

/** What a scanned card says: the number in the address, the secret behind the #, which no server sees. */
const scannedOf = (number: string | undefined): Record<Step, string> => ({
  number: typedOn('', number ?? '', CARD_KEYS),
  secret: typedOn('', location.hash.slice(1), CARD_KEYS),
  year: '',
})

const firstStep = ({ number, secret }: Record<Step, string>): Step => {
  if (number.length < CARD_LENGTH) return 'number'
  return secret.length < CARD_LENGTH ? 'secret' : 'year'
}

/** Entering with a printed card: three questions with big keys, which can be read out. */
export const CardEntry = ({ params, query }: ScreenProps<'/o/:organisation/card'>) => {
  const { organisation } = params
  const say = useText(entryTexts)
  const { route } = useLocation()
  const [typed, setTyped] = useState(() => scannedOf(query.number))
  const [step, setStep] = useState<Step>(() => firstStep(typed))
  const back = returnPath(query.return) ?? `/o/${organisation}/me`
  const enter = useAction(async (year: string) => {
    const { number, secret } = typed
    const bornYear = year.length === 4 ? { bornYear: Number(year) } : {}
    await json(entryApi(organisation)['card-entry'].$post({ json: { number, secret, ...bornYear } }))
    askAnew()
    await reloadFrame(organisation)
    route(back, true)
  })
  const go = (year = typed.year) => {
    if (step === 'year') enter.run(year)
    else setStep(step === 'number' ? 'secret' : 'year')
  }
  const keys = step === 'year' ? YEAR_KEYS : CARD_KEYS
  return (
    <>
      <PageHeader
        title={say('card.title')}
        lead={say(`card.${step}.lead`)}
        actions={<SpeakButton key={step} text={say(`card.${step}.lead`)} />}
      />
      <form
        class="card-entry"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (typed[step].length >= ENOUGH[step]) go()
        }}
      >
        <Answers step={step} typed={typed} onGo={setStep} />
        <TypedField
          key={step}
          label={say(`card.${step}`)}
          value={typed[step]}
          keys={keys}
          onChange={(value) => setTyped({ ...typed, [step]: value })}
        />
        {enter.problem && <ProblemView problem={enter.problem} words={{ 'code-wrong': say('card.wrong') }} />}
        <Keys keys={keys} onKey={(key) => setTyped({ ...typed, [step]: typedOn(typed[step], key, keys) })} />
        <Foot
          step={step}
          full={typed[step].length >= ENOUGH[step]}
          busy={enter.busy}
          onBack={() => setStep(step === 'year' ? 'secret' : 'number')}
          onSkip={() => go('')}
        />
      </form>
      <p class="soft">{say('card.lost')}</p>
      <div>
        <LinkButton kind="quiet" icon="phone" href={withReturn('/sign-in', back)}>
          {say('card.phone')}
        </LinkButton>
      </div>
    </>
  )
}

type AnswersProps = { step: Step; typed: Record<Step, string>; onGo: (step: Step) => void }

const Answers = ({ step, typed, onGo }: AnswersProps) => {
  const say = useText(entryTexts)
  const before = STEPS.slice(0, STEPS.indexOf(step))
  if (before.length === 0) return null
  return (
    <ul class="cluster">
      {before.map((each) => (
        <li key={each}>
          <button type="button" class="card-answer" onClick={() => onGo(each)}>
            <span class="soft small">{say(`card.${each}`)}</span>
            <span class="strong">{typed[each]}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

type TypedFieldProps = { label: string; value: string; keys: string; onChange: (value: string) => void }

const TypedField = ({ label, value, keys, onChange }: TypedFieldProps) => (
  <label class="field">
    <span class="field-label">{label}</span>
    <input
      class="input card-typed"
      type="text"
      inputMode="none"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      value={value}
      onInput={(event) => {
        const next = typedOn('', event.currentTarget.value, keys)
        event.currentTarget.value = next
        onChange(next)
      }}
    />
  </label>
)

const Keys = ({ keys, onKey }: { keys: string; onKey: (key: string) => void }) => {
  const say = useText(entryTexts)
  return (
    <fieldset class="card-keys" aria-label={say('card.keys')}>
      {[...keys].map((key) => (
        <button key={key} type="button" class="card-key" onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
      <button
        type="button"
        class="card-key card-erase"
        aria-label={say('card.erase')}
        onClick={() => onKey('')}
      >
        <Icon name="undo" size={28} />
      </button>
    </fieldset>
  )
}

type FootProps = { step: Step; full: boolean; busy: boolean; onBack: () => void; onSkip: () => void }

const Foot = ({ step, full, busy, onBack, onSkip }: FootProps) => {
  const say = useText(entryTexts)
  const sayCommon = useText(common)
  return (
    <div class="card-foot">
      <Button kind="main" large submit busy={busy} disabled={!full}>
        {step === 'year' ? say('card.go') : sayCommon('next')}
      </Button>
      {step === 'year' && (
        <Button large busy={busy} onPress={onSkip}>
          {say('card.skip')}
        </Button>
      )}
      {step !== 'number' && (
        <Button large onPress={onBack}>
          {sayCommon('back')}
        </Button>
      )}
    </div>
  )
}
