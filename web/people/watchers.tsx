import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { entryTexts } from '../text/entry.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { powerTexts } from '../text/powers.ts'
import { roleTexts } from '../text/roles.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import type { IconName } from '../ui/icons.ts'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { peopleApi, type Watcher } from './api.ts'

/** Who can see me: names, responsibilities and since when; who sees my phone; and who looked at it. */
export const Watchers = ({ params }: ScreenProps<'/o/:organisation/me/watchers'>) => {
  const { organisation } = params
  const say = useText(powerTexts)
  const sayEntry = useText(entryTexts)
  const name = useName()
  const query = useQuery(`${organisation}/me/watchers`, (signal) =>
    json(peopleApi(organisation).me.watchers.$get(undefined, { init: { signal } })),
  )
  return (
    <>
      <PageHeader
        title={say('watch.title')}
        lead={say('watch.lead')}
        crumbs={[{ label: sayEntry('profile.own'), href: `/o/${organisation}/profile` }]}
      />
      <AsyncView query={query}>
        {({ watchers, revealings }) => (
          <div class="stack stack-l">
            <Seeing
              title={say('watch.contact')}
              icon="phone"
              watchers={watchers.filter(({ seesContact }) => seesContact)}
              none={say('watch.none.contact')}
            />
            <Seeing
              title={say('watch.page')}
              icon="eye"
              watchers={watchers.filter(({ seesMe, seesContact }) => seesMe && !seesContact)}
              none={say('watch.none')}
            />
            <Panel title={say('watch.seen')} hint={say('watch.seen.hint')}>
              {revealings.length === 0 ? (
                <p class="soft">{say('watch.seen.none')}</p>
              ) : (
                <List label={say('watch.seen')}>
                  {revealings.map(({ at, by }) => (
                    <Row
                      key={`${at} ${by?.id}`}
                      icon="clock"
                      title={(by && name(by)) || say('watch.nameless')}
                      note={<InstantText at={at} />}
                    />
                  ))}
                </List>
              )}
            </Panel>
            <p class="soft prose">{say('watch.lists')}</p>
            <p class="soft prose">{say('watch.wrong')}</p>
          </div>
        )}
      </AsyncView>
    </>
  )
}

type SeeingProps = { title: string; icon: IconName; watchers: readonly Watcher[]; none: string }

const Seeing = ({ title, icon, watchers, none }: SeeingProps) => {
  const say = useText(powerTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const language = useLanguage()
  const since = (at: number) => formatDay(new Date(at * 1000).toLocaleDateString('sv'), 'medium', language)
  return (
    <Panel title={title}>
      {watchers.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <List label={title}>
          {watchers.map(({ person, role, unit, wing, fromAt }) => (
            <Row
              key={`${person.id} ${role} ${unit.id} ${wing?.id} ${fromAt}`}
              icon={icon}
              title={name(person) || say('watch.nameless')}
              note={[
                say('watch.since', { role: sayRole(`${role}`), unit: name(unit), day: since(fromAt) }),
                wing && say('source.only', { name: name(wing) }),
              ]
                .filter(Boolean)
                .join(', ')}
            />
          ))}
        </List>
      )}
    </Panel>
  )
}
