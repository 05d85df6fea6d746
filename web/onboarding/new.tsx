import './onboarding.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAccount } from '../accounts/api.ts'
import { withReturn } from '../accounts/return-path.ts'
import { currentLanguage, useText } from '../text/index.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Stepper } from '../ui/progress.tsx'
import { type Draft, keepDraft, keptDraft, newDraft } from './draft.ts'
import { LevelsStep } from './levels-step.tsx'
import { NamesStep } from './names-step.tsx'
import { YouStep } from './you-step.tsx'

const STEPS = ['names', 'levels', 'you', 'units', 'people', 'programme', 'done'] as const

/** The steps from the first name to the first programme, in words. */
export const Steps = ({ now, onGo }: { now: number; onGo?: ((step: number) => void) | undefined }) => {
  const say = useText(onboardingTexts)
  return (
    <Stepper label={say('steps')} steps={STEPS.map((step) => say(`step.${step}`))} now={now} onGo={onGo} />
  )
}

/** Founds an organisation: its names, its levels, its owner. What follows is on the page of the new organisation. */
export const NewOrganisation = () => {
  const say = useText(onboardingTexts)
  const account = useAccount()
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      <AsyncView query={account}>{(known) => (known ? <Founding /> : <SignInFirst />)}</AsyncView>
    </>
  )
}

const SignInFirst = () => {
  const say = useText(onboardingTexts)
  return (
    <EmptyState
      icon="lock"
      title={say('sign-in.title')}
      actions={
        <LinkButton kind="main" href={withReturn('/sign-in', '/new')}>
          {say('sign-in.go')}
        </LinkButton>
      }
    >
      {say('sign-in.text')}
    </EmptyState>
  )
}

/** What each step of the founding is given. */
export type StepProps = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  onNext: () => void
  onBack: () => void
}

const Founding = () => {
  const { route } = useLocation()
  const [draft, setDraft] = useState(() => keptDraft() ?? newDraft(currentLanguage()))
  // Kept at once and not in an effect: whoever leaves right after the last key has lost nothing.
  const set = (change: Partial<Draft>) =>
    setDraft((now) => {
      const next = { ...now, ...change }
      keepDraft(next)
      return next
    })
  const go = (step: number) => {
    set({ step })
    scrollTo({ top: 0 })
  }
  const part = { draft, set, onNext: () => go(draft.step + 1), onBack: () => go(draft.step - 1) }
  return (
    <div class="stack stack-l">
      <Steps now={draft.step} onGo={go} />
      {draft.step === 0 && <NamesStep {...part} />}
      {draft.step === 1 && <LevelsStep {...part} />}
      {draft.step === 2 && (
        <YouStep {...part} onFounded={(slug) => route(`/o/${slug}/start`, true)} onTaken={() => go(0)} />
      )}
    </div>
  )
}
