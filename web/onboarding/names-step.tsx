import { useState } from 'preact/hooks'
import type { organisations } from '../../worker/organisations/index.ts'
import { client, json, Problem } from '../api.ts'
import { useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { LANGUAGES, useLanguage, useText } from '../text/index.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { isNamed, isSlug, KINDS, slugFor } from './draft.ts'
import type { StepProps } from './new.tsx'

const CURRENCIES = ['INR', 'NPR', 'BDT', 'LKR', 'BTN', 'USD', 'EUR', 'GBP', 'AED', 'SGD', 'KES', 'ZAR']

const zones = (own: string): string[] => {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) =>
    zone === 'Asia/Calcutta' ? 'Asia/Kolkata' : zone,
  )
  return [...new Set(['Asia/Kolkata', own, ...listed])]
}

/** Whether somebody has this short name already, as far as it shows. */
const isTaken = async (slug: string): Promise<boolean> => {
  try {
    await json(client<typeof organisations>(`/api/o/${slug}`).index.$get())
    return true
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) return false
    throw thrown
  }
}

/** What the organisation is called, and in which language, zone and currency it lives. */
export const NamesStep = ({ draft, set, onNext }: StepProps) => {
  const say = useText(onboardingTexts)
  const sayCommon = useText(common)
  const [tried, setTried] = useState(false)
  const [taken, setTaken] = useState('')
  const check = useAction(async () => {
    if (await isTaken(draft.slug)) setTaken(draft.slug)
    else onNext()
  })
  const slugFault = () => {
    if (taken && taken === draft.slug) return say('slug.taken')
    return tried && !isSlug(draft.slug) ? say('slug.wrong') : undefined
  }
  const named = (change: { nameEn?: string; nameHi?: string }) => {
    const follows = draft.slug === slugFor(draft.nameEn)
    const slug = follows && change.nameEn !== undefined ? { slug: slugFor(change.nameEn) } : {}
    set({ ...change, ...slug })
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isNamed(draft) && isSlug(draft.slug) && draft.kind) check.run()
      }}
    >
      <TextField
        label={say('name.hi')}
        hint={say('name.hint')}
        error={tried && !isNamed(draft) ? say('name.missing') : undefined}
        lang="hi"
        maxLength={120}
        required
        value={draft.nameHi}
        onChange={(nameHi) => named({ nameHi })}
      />
      <TextField
        label={say('name.en')}
        lang="en"
        maxLength={120}
        value={draft.nameEn}
        onChange={(nameEn) => named({ nameEn })}
      />
      <TextField
        label={say('slug')}
        hint={say('slug.hint')}
        error={slugFault()}
        before="/o/"
        maxLength={40}
        required
        value={draft.slug}
        onChange={(slug) => set({ slug: slug.toLowerCase() })}
      />
      <Choice
        label={say('kind')}
        error={tried && !draft.kind ? say('kind.missing') : undefined}
        required
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={KINDS.map((kind) => ({
          value: kind,
          label: say(`kind.${kind}`),
          hint: kind === 'political_party' ? say('kind.political_party.hint') : undefined,
        }))}
      />
      <Choice
        label={say('language')}
        hint={say('language.hint')}
        inline
        required
        value={draft.language}
        onChange={(language) => set({ language })}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Place draft={draft} set={set} />
      {check.problem && <ProblemView problem={check.problem} />}
      <div>
        <Button kind="main" submit busy={check.busy}>
          {sayCommon('next')}
        </Button>
      </div>
    </form>
  )
}

const Place = ({ draft, set }: Pick<StepProps, 'draft' | 'set'>) => {
  const say = useText(onboardingTexts)
  const language = useLanguage()
  const names = new Intl.DisplayNames([`${language}-IN`], { type: 'currency' })
  return (
    <>
      <SelectField
        label={say('zone')}
        required
        value={draft.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        options={zones(draft.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <SelectField
        label={say('currency')}
        required
        value={draft.currency}
        onChange={(currency) => set({ currency })}
        options={CURRENCIES.map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))}
      />
    </>
  )
}
