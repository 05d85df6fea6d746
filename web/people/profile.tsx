import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { entryApi } from '../accounts/api.ts'
import { returnPath } from '../accounts/return-path.ts'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { type OwnPrivacy, privacyApi } from '../privacy/api.ts'
import { ConsentFields, consentOf, mayBeMinor, noConsent } from '../privacy/consent-fields.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { consentTexts } from '../text/consent.ts'
import { entryTexts } from '../text/entry.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { powerTexts } from '../text/powers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type About, aboutOf, isNameless, MoreFields, NameFields, typedOf } from './person-fields.tsx'

/** Says who one is: the first time a name and a unit, later whatever of it has changed. */
export const Profile = ({ params, query }: ScreenProps<'/o/:organisation/profile'>) => {
  const { organisation } = params
  const say = useText(entryTexts)
  const sayPowers = useText(powerTexts)
  const me = useQuery(`${organisation}/me`, (signal) =>
    json(entryApi(organisation).me.$get(undefined, { init: { signal } })),
  )
  const privacy = useQuery(`${organisation}/me/privacy`, (signal) =>
    json(privacyApi(organisation).me.privacy.$get(undefined, { init: { signal } })),
  )
  const known = me.data?.complete === true
  return (
    <>
      <PageHeader title={say(known ? 'profile.own' : 'profile.title')} lead={say('profile.lead')} />
      <AsyncView query={me}>
        {({ person }) => (
          <AsyncView query={privacy}>
            {(own) => (
              <ProfileForm
                organisation={organisation}
                person={person}
                own={own}
                back={returnPath(query.return) ?? `/o/${organisation}/me`}
              />
            )}
          </AsyncView>
        )}
      </AsyncView>
      {known && (
        <List label={sayPowers('watch.go')}>
          <Row
            icon="eye"
            title={sayPowers('watch.go')}
            note={sayPowers('watch.go.note')}
            href={`/o/${organisation}/me/watchers`}
          />
        </List>
      )}
    </>
  )
}

type FormProps = {
  organisation: string
  person: (About & { unit: Unit }) | null
  own: OwnPrivacy
  back: string
}

const ProfileForm = ({ organisation, person, own, back }: FormProps) => {
  const say = useText(entryTexts)
  const sayConsent = useText(consentTexts)
  const name = useName()
  const { route } = useLocation()
  const [typed, setTyped] = useState(typedOf(person))
  const [unit, setUnit] = useState<Unit | null>(person?.unit ?? null)
  const [tried, setTried] = useState(false)
  const [consent, setConsent] = useState(noConsent)
  const asked = own.given === true ? null : own.notice
  const needs = { minor: mayBeMinor(typed.bornYear), unread: typed.canRead === false }
  const agreed = asked ? consentOf(consent, asked, needs) : null
  const save = useAction(async (unitId: string) => {
    const said = { ...aboutOf(typed), unitId, consent: agreed ?? null }
    await json(entryApi(organisation).me.profile.$put({ json: said }))
    reloadQueries(`${organisation}/me`)
    await reloadFrame(organisation)
    toast(say('saved'))
    route(back, true)
  })
  const fault = useFaults(save.problem)
  const fields = { value: typed, onChange: setTyped, fault }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isNameless(typed) && unit && agreed !== undefined) save.run(unit.id)
      }}
    >
      <NameFields {...fields} tried={tried} />
      {person ? (
        <Facts facts={[{ label: say('unit'), value: name(person.unit) }]} />
      ) : (
        <UnitPicker
          organisation={organisation}
          label={say('unit')}
          hint={say('unit.hint')}
          error={tried && !unit ? say('unit.hint') : fault('/unitId')}
          required
          value={unit}
          onChange={setUnit}
        />
      )}
      {person && <p class="soft small">{say('unit.fixed')}</p>}
      <Panel title={say('more')}>
        <MoreFields {...fields} />
      </Panel>
      {asked && (
        <Panel title={sayConsent('title')}>
          <ConsentFields
            organisation={organisation}
            needs={needs}
            value={consent}
            onChange={setConsent}
            tried={tried}
          />
        </Panel>
      )}
      <p class="soft small">{say('seen')}</p>
      {save.problem && <ProblemView problem={save.problem} />}
      <div>
        <Button kind="main" submit busy={save.busy}>
          {say('go')}
        </Button>
      </div>
    </form>
  )
}
