import type { InferResponseType } from 'hono/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import type { Tier } from '../planning/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatCount, formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { recountText } from '../text/recount.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { coverageApi } from './api.ts'

type Told = InferResponseType<
  ReturnType<typeof coverageApi>['coverage']['recounts'][':recountId']['$get'],
  200
>

/** Begins a recount, or goes on with one, and follows it to its end while the page stands. */
const useRecount = (slug: string, tierId: string) => {
  const api = coverageApi(slug).coverage.recounts
  const [told, setTold] = useState<Told>()
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
    },
    [],
  )
  const follow = async (one: Told) => {
    let now = one
    setTold(now)
    while (now.stage !== 'done' && here.current) {
      now = await json(api[':recountId'].steps.$post({ param: { recountId: now.id } }))
      setTold(now)
    }
    reloadQueries(`${slug}/coverage/`)
  }
  const begin = useAction(async (mend: boolean) =>
    follow(await json(api.$post({ json: { id: newId(), tierId, mend } }))),
  )
  const goOn = useAction(follow)
  return {
    told,
    begin: begin.run,
    goOn: goOn.run,
    busy: begin.busy || goOn.busy,
    problem: begin.problem ?? goOn.problem,
  }
}

const Outcome = ({ told }: { told: Told }) => {
  const say = useText(recountText)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const { mend, wrongUnits, wrongPeople, firstUnit, anew, units, endedAt } = told
  const right = wrongUnits + wrongPeople === 0
  const unit = firstUnit ? `${name(firstUnit)} (${firstUnit.code})` : '–'
  const title = right
    ? say('right', { units: formatCount(units, language) })
    : say(mend ? 'mended' : 'wrong', { count: wrongUnits, unit })
  return (
    <Banner tone={right || mend ? 'good' : 'bad'} title={title}>
      {wrongPeople > 0 && <p>{say('people', { count: wrongPeople })}</p>}
      {anew > 0 && <p>{say('anew', { count: anew })}</p>}
      {endedAt !== null && <p>{say('when', { when: formatInstant(endedAt, zone, language) })}</p>}
    </Banner>
  )
}

type CountingProps = { slug: string; tier: Tier; latest: Told | undefined }

const Counting = ({ slug, tier, latest }: CountingProps) => {
  const say = useText(recountText)
  const { told = latest, begin, goOn, busy, problem } = useRecount(slug, tier.id)
  const open = told !== undefined && told.stage !== 'done'
  const people = told?.stage === 'people'
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      {open && (
        <>
          <Progress
            label={say(people ? 'stage.people' : 'stage.units')}
            done={people ? told.people : told.units}
            total={people ? told.ofPeople : told.ofUnits}
          />
          <p class="soft">{say('going')}</p>
        </>
      )}
      {told && !open && <Outcome told={told} />}
      <div class="cluster">
        {open ? (
          <Button busy={busy} onPress={() => goOn(told)}>
            {say('go-on')}
          </Button>
        ) : (
          <>
            <Button busy={busy} onPress={() => begin(false)}>
              {say('check')}
            </Button>
            <Button busy={busy} onPress={() => begin(true)}>
              {say('mend')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

const Latest = ({ slug, tier }: Omit<CountingProps, 'latest'>) => {
  const query = useQuery(`${slug}/recounts/${tier.id}`, (signal) =>
    json(coverageApi(slug).coverage.recounts.$get({ query: { tier: tier.id } }, { init: { signal } })),
  )
  return (
    <AsyncView query={query}>
      {({ recounts }) => <Counting slug={slug} tier={tier} latest={recounts[0]} />}
    </AsyncView>
  )
}

/** Counting a hop anew, for whoever looks after the organisation. */
export const Recount = ({ slug, tier }: Omit<CountingProps, 'latest'>) => {
  const say = useText(recountText)
  if (!useFrame(slug)?.holds.has('organisation:edit')) return null
  return (
    <div class="no-print">
      <Panel title={say('title')} hint={say('hint')}>
        <Latest key={tier.id} slug={slug} tier={tier} />
      </Panel>
    </div>
  )
}
