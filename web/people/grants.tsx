import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { roleTexts } from '../text/roles.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { toast } from '../ui/toast.tsx'
import { type Grant, peopleApi } from './api.ts'
import { EndOwner } from './end-owner.tsx'
import { GrantForm } from './grant-form.tsx'
import type { PartProps } from './person.tsx'

/** What a person may do, where and until when; with giving and taking back. */
export const Grants = ({ organisation, person, frame }: PartProps) => {
  const say = useText(peopleTexts)
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<Grant | null>(null)
  const key = `${organisation}/people/${person.id}/grants`
  const grants = useQuery(key, (signal) =>
    json(
      peopleApi(organisation).people[':personId'].grants.$get(
        { param: { personId: person.id } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Panel
      title={say('grants')}
      hint={say('grants.hint')}
      actions={
        <Button icon="plus" onPress={() => setGiving(true)}>
          {say('grant.add')}
        </Button>
      }
    >
      <AsyncView query={grants}>
        {(listed) => {
          const live = listed.grants.filter((grant) => grant.live || isToCome(grant))
          const before = listed.grants.filter((grant) => !live.includes(grant))
          return (
            <>
              {live.length === 0 ? (
                <p class="soft">{say('grants.none')}</p>
              ) : (
                <List label={say('grants')}>
                  {live.map((grant) => (
                    <GrantLine key={grant.id} grant={grant} frame={frame} onEnd={() => setEnding(grant)} />
                  ))}
                </List>
              )}
              {before.length > 0 && (
                <details>
                  <summary>{say('grants.before')}</summary>
                  <List label={say('grants.before')}>
                    {before.map((grant) => (
                      <GrantLine key={grant.id} grant={grant} frame={frame} />
                    ))}
                  </List>
                </details>
              )}
            </>
          )
        }}
      </AsyncView>
      <LinkButton icon="eye" href={`/o/${organisation}/access?person=${person.id}&unit=${person.unit.id}`}>
        {say('grant.why')}
      </LinkButton>
      <Dialog title={say('grant.add')} open={giving} onClose={() => setGiving(false)}>
        <GrantForm
          organisation={organisation}
          person={person}
          frame={frame}
          onDone={() => {
            reloadQueries(key)
            setGiving(false)
          }}
        />
      </Dialog>
      {ending && (
        <Ending
          organisation={organisation}
          grant={ending}
          own={frame?.person?.id === person.id}
          onClose={() => setEnding(null)}
          onEnded={() => reloadQueries(key)}
        />
      )}
    </Panel>
  )
}

/** Whether a grant begins later than now. */
const isToCome = ({ fromAt, untilAt }: Grant): boolean =>
  fromAt * 1000 > Date.now() && (untilAt === null || untilAt > fromAt)

const dayOf = (at: number): string => new Date(at * 1000).toLocaleDateString('sv')

type GrantLineProps = { grant: Grant; frame: PartProps['frame']; onEnd?: () => void }

const GrantLine = ({ grant, frame, onEnd }: GrantLineProps) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const language = useLanguage()
  const wing = frame?.organisation.wings.find(({ id }) => id === grant.wingId)
  const limits = [
    name(grant.unit),
    wing?.names[language],
    grant.workshopId && say('grant.one-workshop'),
    grant.tierId && say('grant.one-tier'),
    isToCome(grant) && say('grant.begins', { day: formatDay(dayOf(grant.fromAt), 'medium', language) }),
    grant.untilAt && say('grant.to', { day: formatDay(dayOf(grant.untilAt), 'medium', language) }),
  ]
  return (
    <Row
      title={sayRole(`${grant.role}`)}
      note={limits.filter(Boolean).join(' · ')}
      aside={
        onEnd && (
          <Button kind="quiet" label={`${say('grant.end')}: ${sayRole(`${grant.role}`)}`} onPress={onEnd}>
            {say('grant.end')}
          </Button>
        )
      }
    />
  )
}

type EndGrantProps = { organisation: string; grant: Grant; onClose: () => void; onEnded: () => void }

/** Another's ownership is ended by two people; everything else, and one's own, at once. */
const Ending = ({ own, ...props }: EndGrantProps & { own: boolean }) =>
  props.grant.role === 'owner' && !own && props.grant.live ? <EndOwner {...props} /> : <EndGrant {...props} />

const EndGrant = ({ organisation, grant, onClose, onEnded }: EndGrantProps) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const end = useAction(async () => {
    await json(peopleApi(organisation).grants[':grantId'].$delete({ param: { grantId: grant.id } }))
    onEnded()
    toast(say('grant.ended'))
    onClose()
  })
  return (
    <ConfirmDialog
      title={say('grant.end.title')}
      open
      onClose={onClose}
      onConfirm={end.run}
      confirm={say('grant.end')}
      danger
      busy={end.busy}
      problem={end.problem}
    >
      <p>{say('grant.end.text', { role: sayRole(`${grant.role}`), unit: name(grant.unit) })}</p>
    </ConfirmDialog>
  )
}
