import './certificate.css'
import { Mark } from '../shell/brand.tsx'
import { certificateTexts } from '../text/certificate.ts'
import { formatDay, formatDays } from '../text/format.ts'
import { type Language, sayIn } from '../text/index.ts'
import { nameIn } from '../text/names.ts'
import { QrCode } from '../ui/qr.tsx'
import type { Credential } from './api.ts'

const SPOKEN = { hi: sayIn(certificateTexts, 'hi'), en: sayIn(certificateTexts, 'en') }

type Key = 'kind' | 'certifies' | 'where' | 'when' | 'attended' | 'trainers' | 'issued' | 'scan'

/** A word in both languages, Hindi first. */
const Both = ({ word }: { word: Key }) => (
  <>
    <span lang="hi">{SPOKEN.hi(word)}</span> <span lang="en">{SPOKEN.en(word)}</span>
  </>
)

const BEADS = 6

/** The cascade as a strand that hangs from the bar, with a bead for every generation. */
const Strand = ({ generation }: { generation: number }) => {
  const beads = Array.from({ length: Math.min(generation, BEADS) }, (_, at) => at)
  const length = 14 + beads.length * 13
  return (
    <svg class="certificate-strand" viewBox="0 0 20 100" aria-hidden="true" focusable="false">
      <path d={`M10 0v${length - 6}`} />
      {beads.map((at) => (
        <circle key={at} cx="10" cy={20 + at * 13} r={at === beads.length - 1 ? 5 : 3} />
      ))}
    </svg>
  )
}

const factsIn = (language: Language, { workshop, days, ofDays }: Credential) => {
  const venue = language === 'hi' ? workshop.venueHi : workshop.venueEn
  return {
    where: venue ?? nameIn(language, workshop.unit),
    when: formatDays(workshop.startsOn, workshop.endsOn, language),
    attended: SPOKEN[language]('attended.days', { days, count: ofDays }),
  }
}

const Words = ({ credential, language }: { credential: Credential; language: Language }) => {
  const say = SPOKEN[language]
  const { person, unit, tier, programme } = credential
  return (
    <div class={`certificate-words certificate-${language}`} lang={language}>
      <p>{say('certifies')}</p>
      <p class="certificate-name">{nameIn(language, person)}</p>
      <p class="certificate-unit">{nameIn(language, unit)}</p>
      <p>{say('passed', { tier: nameIn(language, tier), programme: nameIn(language, programme) })}</p>
    </div>
  )
}

const Facts = ({ credential }: { credential: Credential }) => {
  const [hi, en] = [factsIn('hi', credential), factsIn('en', credential)]
  return (
    <dl class="certificate-facts">
      {(['where', 'when', 'attended'] as const).map((fact) => (
        <div key={fact}>
          <dt>
            <Both word={fact} />
          </dt>
          <dd>
            <span lang="hi">{hi[fact]}</span> <span lang="en">{en[fact]}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Foot = ({ credential }: { credential: Credential }) => {
  const { trainers, issuedOn, validUntilOn, generation, link, code, person } = credential
  const known = trainers.filter(({ nameEn }) => nameEn !== '')
  return (
    <footer class="certificate-foot">
      <div>
        {known.length > 0 && (
          <>
            <p class="certificate-label">
              <Both word="trainers" />
            </p>
            {known.map((trainer) => (
              <p key={trainer.id} class="certificate-trainer">
                <span lang="hi">{nameIn('hi', trainer)}</span> <span lang="en">{nameIn('en', trainer)}</span>
              </p>
            ))}
          </>
        )}
      </div>
      <div>
        <p class="certificate-label">
          <Both word="issued" />
        </p>
        <p class="certificate-trainer">
          <span lang="hi">{formatDay(issuedOn, 'medium', 'hi')}</span>{' '}
          <span lang="en">{formatDay(issuedOn, 'medium', 'en')}</span>
        </p>
        {validUntilOn !== null && (
          <p class="certificate-generation">
            <span lang="hi">{SPOKEN.hi('until.day', { day: formatDay(validUntilOn, 'medium', 'hi') })}</span>{' '}
            <span lang="en">{SPOKEN.en('until.day', { day: formatDay(validUntilOn, 'medium', 'en') })}</span>
          </p>
        )}
        <p class="certificate-generation">
          <span lang="hi">{SPOKEN.hi('generation', { generation })}</span>{' '}
          <span lang="en">{SPOKEN.en('generation', { generation })}</span>
        </p>
      </div>
      <div class="certificate-proof">
        <QrCode text={link} label={`${SPOKEN.en('scan')}: ${nameIn('en', person)}`} />
        <div>
          <p class="certificate-label">
            <Both word="scan" />
          </p>
          <p class="certificate-code">{code}</p>
          <p class="certificate-link">{link.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}</p>
        </div>
      </div>
    </footer>
  )
}

type CertificateProps = {
  credential: Credential
  organisation: { en: string; hi: string }
}

/** A certificate on one A4 sheet, in Hindi and English, with the code that anybody can verify. */
export const Certificate = ({ credential, organisation }: CertificateProps) => (
  <div class="certificate-frame">
    <article class="certificate">
      <Strand generation={credential.generation} />
      <header class="certificate-head">
        <Mark size={64} />
        <div>
          <p class="certificate-by" lang="hi">
            {organisation.hi}
          </p>
          <p class="certificate-by-en" lang="en">
            {organisation.en}
          </p>
        </div>
        <p class="certificate-kind">
          <Both word="kind" />
        </p>
      </header>
      <Words credential={credential} language="hi" />
      <Words credential={credential} language="en" />
      <Facts credential={credential} />
      <Foot credential={credential} />
      {credential.revokedAt !== null && (
        <p class="certificate-stamp">
          {SPOKEN.hi('revoked')} · {SPOKEN.en('revoked')}
        </p>
      )}
    </article>
  </div>
)
