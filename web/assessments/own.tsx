import './assessments.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { papersText } from '../text/papers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { type OwnPaper, papersApi } from './api.ts'
import { Sitting } from './sitting.tsx'

/** How often somebody may sit for a paper by himself. */
const SITTINGS = 3

/** What somebody is asked about after a workshop, on his own phone. */
export const OwnPapersScreen = ({
  params,
}: ScreenProps<'/o/:organisation/registrations/:registration/papers'>) => {
  const { organisation: slug, registration: registrationId } = params
  const say = useText(papersText)
  const name = useName()
  const [sitting, setSitting] = useState<string | undefined>(undefined)
  const [came, setCame] = useState<{ right: number; questions: number; passed: boolean } | undefined>(
    undefined,
  )
  const key = `${slug}/own-papers/${registrationId}`
  const query = useQuery(key, (signal) =>
    json(
      papersApi(slug).registrations[':registrationId'].papers.$get(
        { param: { registrationId } },
        { init: { signal } },
      ),
    ),
  )
  const card = `/o/${slug}/registrations/${registrationId}`
  const taken = query.data?.papers.find(({ id }) => id === sitting)
  if (taken)
    return (
      <Sitting
        slug={slug}
        registrationId={registrationId}
        paper={taken}
        onDone={(result) => {
          setCame(result)
          setSitting(undefined)
          reloadQueries(key)
        }}
      />
    )
  return (
    <>
      <PageHeader
        title={say('mine')}
        crumbs={query.data && [{ label: name(query.data.workshop), href: card }]}
        lead={<p>{say('mine.lead', { count: SITTINGS })}</p>}
      />
      {came && (
        <Banner
          tone={came.passed ? 'good' : 'warn'}
          urgent
          title={say(came.passed ? 'result.passed' : 'result.failed', {
            right: came.right,
            of: came.questions,
          })}
        />
      )}
      <AsyncView query={query}>
        {({ wasThere, papers }) =>
          !wasThere ? (
            <EmptyState icon="gate" title={say('not-there')}>
              {say('not-there.hint')}
            </EmptyState>
          ) : papers.length === 0 ? (
            <EmptyState icon="check" title={say('mine.none')}>
              {say('mine.none.hint')}
            </EmptyState>
          ) : (
            <div class="stack">
              {papers.map((paper) => (
                <One key={paper.id} paper={paper} onStart={() => setSitting(paper.id)} />
              ))}
            </div>
          )
        }
      </AsyncView>
    </>
  )
}

const One = ({ paper, onStart }: { paper: OwnPaper; onStart: () => void }) => {
  const say = useText(papersText)
  const name = useName()
  const passed = paper.results.some((result) => result.passed)
  const best = paper.results.toSorted((a, b) => b.right - a.right)[0]
  return (
    <Panel
      title={`${name(paper.subject)}: ${name(paper)}`}
      actions={best && <Badge tone={passed ? 'good' : 'warn'}>{say(passed ? 'passed' : 'not-passed')}</Badge>}
    >
      <p class="soft">
        {say(paper.kind)}, {say('questions', { count: paper.questions })}
        {best && `, ${say('best', { right: best.right, of: best.questions })}`}
      </p>
      {!passed && (
        <div class="cluster">
          {paper.sittingsLeft > 0 ? (
            <Button kind="main" onPress={onStart} label={`${say(best ? 'again' : 'start')}: ${name(paper)}`}>
              {say(best ? 'again' : 'start')}
            </Button>
          ) : (
            <p>{say('left.none')}</p>
          )}
          {best && paper.sittingsLeft > 0 && (
            <span class="soft">{say('left', { count: paper.sittingsLeft })}</span>
          )}
        </div>
      )}
    </Panel>
  )
}
