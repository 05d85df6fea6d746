import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { papersText } from '../text/papers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Assessed, type Paper, papersApi } from './api.ts'

const readAll = async (slug: string, workshopId: string, signal: AbortSignal): Promise<Assessed> => {
  const route = papersApi(slug).workshops[':workshopId'].papers
  const ask = (after?: string) =>
    json(route.$get({ param: { workshopId }, query: after ? { after } : {} }, { init: { signal } }))
  const found = await ask()
  while (found.after) {
    const page = await ask(found.after)
    found.rows.push(...page.rows)
    found.after = page.after
  }
  return found
}

/** The assessor's screen: whom he asks, what was known, and how everybody did. */
export const AskScreen = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/assessment'>) => {
  const { organisation: slug, workshop: workshopId } = params
  const say = useText(papersText)
  const name = useName()
  const query = useQuery(`${slug}/assessed/${workshopId}`, (signal) => readAll(slug, workshopId, signal))
  const path = `/o/${slug}/workshops/${workshopId}`
  return (
    <>
      <PageHeader
        title={say('ask.title')}
        crumbs={query.data && [{ label: name(query.data.workshop), href: path }]}
        lead={<p>{say('ask.lead')}</p>}
      />
      <AsyncView query={query}>
        {(data) =>
          data.papers.length === 0 ? (
            <EmptyState icon="check" title={say('ask.none')}>
              {say('ask.none.hint')}
            </EmptyState>
          ) : data.rows.length === 0 ? (
            <EmptyState icon="people" title={say('ask.nobody')}>
              {say('ask.nobody.hint')}
            </EmptyState>
          ) : (
            <People slug={slug} data={data} />
          )
        }
      </AsyncView>
    </>
  )
}

type Person = Assessed['rows'][number]

const People = ({ slug, data }: { slug: string; data: Assessed }) => {
  const say = useText(papersText)
  const name = useName()
  const [chosen, setChosen] = useState(data.papers[0]?.id ?? '')
  const [asking, setAsking] = useState<Person | undefined>(undefined)
  const bestOf = ({ results }: Person) => results.find(({ paperId }) => paperId === chosen)
  return (
    <div class="stack">
      <SelectField
        label={say('paper')}
        required
        value={chosen}
        onChange={setChosen}
        options={data.papers.map((paper) => ({
          value: paper.id,
          label: `${name(paper.subject)}: ${name(paper)} (${say(paper.kind)})`,
        }))}
      />
      <List label={say('people')}>
        {data.rows.map((row) => {
          const best = bestOf(row)
          return (
            <Row
              key={row.registrationId}
              title={name(row.person)}
              note={`${name(row.unit)}, ${row.code}`}
              aside={
                best && (
                  <Badge tone={best.passed ? 'good' : 'warn'}>
                    {say('best', { right: best.right, of: best.questions })}
                  </Badge>
                )
              }
              onPress={() => setAsking(row)}
            />
          )
        })}
      </List>
      {asking && (
        <Asking
          key={`${chosen}/${asking.registrationId}`}
          slug={slug}
          workshopId={data.workshop.id}
          paperId={chosen}
          person={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}

type AskingProps = { slug: string; workshopId: string; paperId: string; person: Person; onClose: () => void }

const Asking = (props: AskingProps) => {
  const { slug, workshopId, paperId, person, onClose } = props
  const say = useText(papersText)
  const name = useName()
  const paper = useQuery(`${slug}/asked/${workshopId}/${paperId}`, (signal) =>
    json(
      papersApi(slug).workshops[':workshopId'].papers[':paperId'].$get(
        { param: { workshopId, paperId } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Dialog title={say('ask.of', { name: name(person.person) })} open onClose={onClose}>
      <AsyncView query={paper}>{(data) => <Questions {...props} paper={data} />}</AsyncView>
    </Dialog>
  )
}

const Questions = ({ slug, workshopId, person, onClose, paper }: AskingProps & { paper: Paper }) => {
  const say = useText(papersText)
  const name = useName()
  const [id] = useState(() => v7())
  const [known, setKnown] = useState<readonly string[]>([])
  const save = useAction(async () => {
    const answers = paper.asked
      .filter((asked) => known.includes(asked.id))
      .map((asked) => ({ questionId: asked.id, choice: asked.answer }))
    const input = { id, registrationId: person.registrationId, paperId: paper.id, answers }
    const route = papersApi(slug).workshops[':workshopId'].results
    const told = await json(route.$post({ param: { workshopId }, json: input }))
    toast(say(told.passed ? 'result.passed' : 'result.failed', { right: told.right, of: told.questions }))
    reloadQueries(`${slug}/assessed/${workshopId}`)
    onClose()
  })
  const words = (of: { textEn: string; textHi: string }) => name({ nameEn: of.textEn, nameHi: of.textHi })
  return (
    <div class="stack">
      {paper.asked.map((asked) => {
        const right = asked.options[asked.answer]
        return (
          <Checkbox
            key={asked.id}
            label={`${asked.picture} ${words(asked)}`.trim()}
            hint={right && say('ask.answer', { answer: words(right) || right.picture })}
            required
            checked={known.includes(asked.id)}
            onChange={(on) => setKnown(on ? [...known, asked.id] : known.filter((one) => one !== asked.id))}
          />
        )
      })}
      <div class="cluster">
        <Button onPress={() => setKnown(paper.asked.map((asked) => asked.id))}>{say('known.all')}</Button>
        <Button kind="main" busy={save.busy} onPress={save.run}>
          {say('ask.save')}
        </Button>
      </div>
      {save.problem && <ProblemView problem={save.problem} />}
    </div>
  )
}
