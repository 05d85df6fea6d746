import './landing.css'
import { useText } from '../text/index.ts'
import { landing } from '../text/landing.ts'
import { useHeading } from '../ui/arrival.ts'
import { LinkButton } from '../ui/button.tsx'
import { Cascade } from './cascade.tsx'
import { VerifyForm } from './verify.tsx'

const STEPS = ['levels', 'tiers', 'workshops', 'missing'] as const

/** The first page: what this is, the ways in, and the check of a certificate. */
export const Landing = () => {
  const say = useText(landing)
  const heading = useHeading(say('title'))
  return (
    <>
      <section class="bleed hero">
        <div class="hero-inside">
          <div class="hero-words">
            <h1 ref={heading} tabIndex={-1}>
              {say('title')}
            </h1>
            <p>{say('lead')}</p>
            <div class="cluster">
              <LinkButton kind="main" href="/sign-in">
                {say('sign-in')}
              </LinkButton>
              <LinkButton href="/new">{say('start')}</LinkButton>
            </div>
          </div>
          <Cascade />
        </div>
      </section>
      <section class="landing-section">
        <h2>{say('steps.title')}</h2>
        <ol class="landing-steps">
          {STEPS.map((step, index) => (
            <li key={step}>
              <span class="numeral" aria-hidden="true">
                {index + 1}
              </span>
              <h3>{say(`steps.${step}`)}</h3>
              <p>{say(`steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section class="landing-pair">
        <div class="landing-section">
          <h2>{say('phone.title')}</h2>
          <p>{say('phone.text')}</p>
        </div>
        <div class="landing-section">
          <h2>{say('trust.title')}</h2>
          <p>{say('trust.text')}</p>
        </div>
      </section>
      <section class="landing-section landing-verify">
        <div class="stack">
          <h2>{say('verify.title')}</h2>
          <p>{say('verify.text')}</p>
        </div>
        <VerifyForm />
      </section>
      <footer class="bleed landing-foot">
        <p>{say('foot')}</p>
      </footer>
    </>
  )
}
