import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { consentTexts } from '../text/consent.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Choice, Choices } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type DeskNumbers, type Lacking, privacyApi } from './api.ts'

type Props = { organisation: string; numbers: DeskNumbers }

/** People who have not agreed, and writing down what they said on paper or aloud: one, or a whole signed list. */
export const LackingConsents = ({ organisation, numbers }: Props) => {
  const say = useText(deskTexts)
  const lacking = useQuery(`${organisation}/privacy/lacking`, (signal) =>
    json(privacyApi(organisation).privacy.lacking.$get({ query: {} }, { init: { signal } })),
  )
  if (!numbers.notice) return <EmptyState icon="file" title={say('lacking.no-notice')} />
  return (
    <AsyncView
      query={lacking}
      isEmpty={(data) => data.people.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say('lacking.none')}>
          {say('lacking.none.text')}
        </EmptyState>
      )}
    >
      {(data) => (
        <div class="stack">
          <p class="soft">{say('lacking.lead')}</p>
          <Recording organisation={organisation} people={data.people} />
          {data.after !== null && <p class="soft">{say('more')}</p>}
        </div>
      )}
    </AsyncView>
  )
}

const RELATIONS = ['mother', 'father', 'guardian'] as const
const WAYS = ['present', 'document', 'call', 'known'] as const

const Recording = ({ organisation, people }: { organisation: string; people: readonly Lacking[] }) => {
  const say = useText(deskTexts)
  const sayConsent = useText(consentTexts)
  const name = useName()
  const language = useLanguage()
  const [chosen, setChosen] = useState<string[]>([])
  const [channel, setChannel] = useState<'paper' | 'spoken'>('paper')
  const [witness, setWitness] = useState('')
  const [guardian, setGuardian] = useState('')
  const [relation, setRelation] = useState<(typeof RELATIONS)[number]>('mother')
  const [verified, setVerified] = useState<(typeof WAYS)[number]>('present')
  const picked = people.filter(({ id }) => chosen.includes(id))
  const keep = useAction(async () => {
    const heard = witness.trim() ? { name: witness.trim(), readOut: 'read' as const } : null
    const parent = guardian.trim() ? { name: guardian.trim(), relation, verified } : null
    const consents = picked.map((person) => ({
      id: newId(),
      personId: person.id,
      given: true,
      language,
      channel,
      witness: heard,
      guardian: person.minor ? parent : null,
    }))
    const { recorded } = await json(privacyApi(organisation).privacy.consents.$post({ json: { consents } }))
    setChosen([])
    reloadQueries(`${organisation}/privacy`)
    toast(say('recorded', { count: recorded }))
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (picked.length > 0) keep.run()
      }}
    >
      <Choices
        label={say('list')}
        required
        values={chosen}
        onChange={setChosen}
        options={people.map((person) => ({
          value: person.id,
          label: name(person),
          hint: `${name(person.unit)} · ${say(`reason.${person.reason}`)}`,
        }))}
      />
      <Choice
        label={say('channel')}
        required
        inline
        value={channel}
        onChange={setChannel}
        options={[
          { value: 'paper', label: say('paper') },
          { value: 'spoken', label: say('spoken') },
        ]}
      />
      <TextField
        label={say('witness')}
        hint={say('witness.hint')}
        maxLength={120}
        required={picked.some(({ canRead }) => canRead === false)}
        value={witness}
        onChange={setWitness}
      />
      {picked.some(({ minor }) => minor) && (
        <>
          <TextField
            label={say('guardian')}
            hint={say('guardian.hint')}
            maxLength={120}
            required
            value={guardian}
            onChange={setGuardian}
          />
          <Choice
            label={say('relation')}
            required
            inline
            value={relation}
            onChange={setRelation}
            options={RELATIONS.map((value) => ({
              value,
              label: sayConsent(value === 'guardian' ? 'relation.guardian' : value),
            }))}
          />
          <Choice
            label={say('verified')}
            required
            inline
            value={verified}
            onChange={setVerified}
            options={WAYS.map((value) => ({ value, label: say(value) }))}
          />
        </>
      )}
      {keep.problem && <ProblemView problem={keep.problem} />}
      <div>
        <Button kind="main" submit busy={keep.busy} disabled={picked.length === 0}>
          {say('record')}
        </Button>
      </div>
    </form>
  )
}
