import { useState } from 'preact/hooks'
import { asProblem, json } from '../api.ts'
import { askAnew, useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { LANGUAGES, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { Button } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { onboardingApi } from './api.ts'
import { type Draft, forgetDraft, isCode, isNamed } from './draft.ts'
import type { StepProps } from './new.tsx'

const codeFor = (draft: Draft): string => draft.root.code.trim() || draft.slug.toUpperCase()

const rootNames = (draft: Draft) => bothNames(isNamed(draft.root) ? draft.root : draft)

/** The organisation as it is founded: whatever was named in one script only is called so in both. */
const foundingOf = (draft: Draft) => ({
  slug: draft.slug,
  ...bothNames(draft),
  kind: draft.kind || ('other' as const),
  language: draft.language,
  timeZone: draft.timeZone,
  currency: draft.currency,
  levels: draft.levels.map(({ id, ...names }) => ({ id, ...bothNames(names) })),
  rootUnit: { id: draft.root.id, code: codeFor(draft), ...rootNames(draft) },
  owner: { id: draft.owner.id, ...bothNames(draft.owner) },
})

type YouStepProps = StepProps & { onFounded: (slug: string) => void; onTaken: () => void }

/** The top unit and the owner; then the organisation is founded. Asking again after a break finishes what was begun. */
export const YouStep = ({ draft, set, onBack, onFounded, onTaken }: YouStepProps) => {
  const say = useText(onboardingTexts)
  const sayCommon = useText(common)
  const name = useName()
  const [tried, setTried] = useState(false)
  const code = codeFor(draft)
  const found = useAction(async () => {
    const founded = await json(onboardingApi.organisations.$post({ json: foundingOf(draft) })).catch(
      (thrown: unknown) => {
        if (asProblem(thrown).slug === 'slug-taken') {
          toast(say('slug.taken'))
          onTaken()
        }
        throw thrown
      },
    )
    forgetDraft()
    askAnew()
    toast(say('found.done', { name: name(bothNames(draft)) }))
    onFounded(founded.slug)
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isNamed(draft.owner) && isCode(code)) found.run()
      }}
    >
      <Panel title={say('you.title')} hint={say('you.text')}>
        <TextField
          label={say('name.hi')}
          hint={say('name.hint')}
          error={tried && !isNamed(draft.owner) ? say('name.missing') : undefined}
          lang="hi"
          maxLength={120}
          required
          value={draft.owner.nameHi}
          onChange={(nameHi) => set({ owner: { ...draft.owner, nameHi } })}
        />
        <TextField
          label={say('name.en')}
          lang="en"
          maxLength={120}
          value={draft.owner.nameEn}
          onChange={(nameEn) => set({ owner: { ...draft.owner, nameEn } })}
        />
      </Panel>
      <RootFields draft={draft} set={set} />
      <Summary draft={draft} />
      {found.problem && <ProblemView problem={found.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={found.busy}>
          {say('found')}
        </Button>
        <Button onPress={onBack}>{sayCommon('back')}</Button>
      </div>
    </form>
  )
}

const RootFields = ({ draft, set }: Pick<StepProps, 'draft' | 'set'>) => {
  const say = useText(onboardingTexts)
  const name = useName()
  const { root } = draft
  const proposed = rootNames(draft)
  const [top] = draft.levels
  return (
    <Panel title={say('root.title')} hint={say('root.text', { level: top ? name(top) : '' })}>
      <TextField
        label={say('name.hi')}
        lang="hi"
        maxLength={120}
        value={root.nameHi}
        hint={isNamed(root) ? undefined : proposed.nameHi}
        onChange={(nameHi) => set({ root: { ...root, nameHi } })}
      />
      <TextField
        label={say('name.en')}
        lang="en"
        maxLength={120}
        value={root.nameEn}
        hint={isNamed(root) ? undefined : proposed.nameEn}
        onChange={(nameEn) => set({ root: { ...root, nameEn } })}
      />
      <TextField
        label={say('root.code')}
        hint={say('root.code.hint')}
        error={isCode(codeFor(draft)) ? undefined : say('root.code.wrong')}
        maxLength={40}
        value={root.code || codeFor(draft)}
        onChange={(code) => set({ root: { ...root, code } })}
      />
    </Panel>
  )
}

const Summary = ({ draft }: { draft: Draft }) => {
  const say = useText(onboardingTexts)
  const name = useName()
  return (
    <Panel title={say('sum.title')}>
      <Facts
        facts={[
          { label: say('step.names'), value: name(bothNames(draft)) },
          { label: say('slug'), value: `/o/${draft.slug}` },
          { label: say('kind'), value: draft.kind && say(`kind.${draft.kind}`) },
          { label: say('step.levels'), value: draft.levels.map(name).join(' › ') },
          {
            label: say('language'),
            value: LANGUAGES.find(({ code }) => code === draft.language)?.name,
          },
          { label: say('zone'), value: draft.timeZone },
          { label: say('currency'), value: draft.currency },
        ]}
      />
    </Panel>
  )
}
