import { useRef, useState } from 'preact/hooks'
import { Problem } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { galleryText } from './text.ts'

const pause = () => new Promise((resolve) => setTimeout(resolve, 300))

/** What is asked for and what is done: the first asking fails, each doing adds one. */
export const QueryParts = () => {
  const say = useText(galleryText)
  const asked = useRef(0)
  const [done, setDone] = useState(0)
  const query = useQuery('gallery/people', async () => {
    await pause()
    asked.current += 1
    if (asked.current === 1) throw new Problem(503, { type: '/problems/migrating' })
    return Array.from({ length: done }, (_, index) => `${index + 1}. मीरा अहिरवार`)
  })
  const add = useAction(async () => {
    await pause()
    setDone((now) => now + 1)
    setTimeout(() => reloadQueries('gallery/'))
  })
  return (
    <Panel
      title={say('asking')}
      actions={
        <Button icon="plus" busy={add.busy} onPress={add.run}>
          {say('register')}
        </Button>
      }
    >
      <p class="gallery-done">
        <Count value={done} />
      </p>
      <AsyncView query={query} empty={() => <EmptyState title={say('empty')} />}>
        {(people) => (
          <List label={say('list')}>
            {people.map((person) => (
              <Row key={person} title={person} />
            ))}
          </List>
        )}
      </AsyncView>
    </Panel>
  )
}
