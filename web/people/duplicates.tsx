import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { entryTexts } from '../text/entry.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { type Lookalikes, peopleApi } from './api.ts'
import { MergeDialog } from './merge-dialog.tsx'

/** People who may be in the list twice, side by side: one person, or two. */
export const Duplicates = ({ params, query }: ScreenProps<'/o/:organisation/people/duplicates'>) => {
  const { organisation } = params
  const say = useText(personTexts)
  const sayPeople = useText(peopleTexts)
  const language = useLanguage()
  const [walked, setWalked] = useState(0)
  const unit = query.unit ? { unit: query.unit } : {}
  const key = `${organisation}/duplicates?${query.unit ?? ''}`
  const pages = usePages(key, async (after) => {
    const found = await json(
      peopleApi(organisation).duplicates.$get({ query: { ...unit, ...(after ? { after } : {}) } }),
    )
    setWalked((before) => (after ? before : 0) + found.walked)
    return { items: found.pairs, after: found.after }
  })
  return (
    <>
      <PageHeader
        title={say('twice.title')}
        lead={say('twice.lead')}
        crumbs={[{ label: sayPeople('title'), href: `/o/${organisation}/people` }]}
      />
      <div class="stack">
        <p class="soft" role="status">
          {say('twice.walked', { count: formatCount(walked, language) })}
        </p>
        <AsyncView query={pages.query}>
          {() =>
            pages.items.length === 0 ? (
              <EmptyState icon="people" title={say('twice.none')}>
                {say('twice.none.text')}
              </EmptyState>
            ) : (
              <div class="stack stack-l">
                {pages.items.map((pair) => (
                  <Pair key={`${pair.one.id}${pair.other.id}`} organisation={organisation} pair={pair} />
                ))}
              </div>
            )
          }
        </AsyncView>
        {pages.more?.problem && <ProblemView problem={pages.more.problem} onRetry={pages.more.run} />}
        {pages.more && (
          <div class="cluster">
            <Button icon="down" busy={pages.more.busy} onPress={pages.more.run}>
              {say('twice.on')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

type PairProps = { organisation: string; pair: Lookalikes }

/** Two who look alike, why, and what to say of them. */
export const Pair = ({ organisation, pair }: PairProps) => {
  const say = useText(personTexts)
  const name = useName()
  const [decided, setDecided] = useState(false)
  const [merging, setMerging] = useState(false)
  const param = { personId: pair.one.id, otherId: pair.other.id }
  const api = peopleApi(organisation).people[':personId'].distinctions[':otherId']
  const takeBack = async () => {
    await json(api.$delete({ param }))
    setDecided(false)
  }
  const apart = useAction(async () => {
    await json(api.$put({ param }))
    setDecided(true)
    toast(say('different.done'), takeBack)
  })
  if (decided) return null
  return (
    <Panel
      title={name(pair.one)}
      actions={<Badge tone="note">{say('twice.alike', { score: pair.score })}</Badge>}
    >
      <p class="cluster">
        {pair.reasons.map((reason) => (
          <Badge key={reason} tone={reason.endsWith('differs') ? 'warn' : 'good'}>
            {say(`reason.${reason}`)}
          </Badge>
        ))}
      </p>
      <Compared organisation={organisation} pair={pair} />
      {apart.problem && <ProblemView problem={apart.problem} />}
      <div class="cluster">
        <Button kind="main" icon="check" onPress={() => setMerging(true)}>
          {say('same')}
        </Button>
        <Button busy={apart.busy} onPress={apart.run}>
          {say('different')}
        </Button>
      </div>
      {merging && (
        <MergeDialog
          organisation={organisation}
          pair={pair}
          onClose={() => setMerging(false)}
          onDone={() => {
            setMerging(false)
            setDecided(true)
            reloadQueries(`${organisation}/people`)
          }}
        />
      )}
    </Panel>
  )
}

type Fact = { key: string; label: string; of: (side: Lookalikes['one']) => preact.ComponentChildren }

const Compared = ({ organisation, pair }: PairProps) => {
  const say = useText(personTexts)
  const sayPeople = useText(peopleTexts)
  const sayEntry = useText(entryTexts)
  const name = useName()
  const gender = (said: string | null) =>
    said && sayEntry(said === 'female' ? 'female' : said === 'male' ? 'male' : 'gender.other')
  const facts: Fact[] = [
    { key: 'nameHi', label: sayEntry('name.hi'), of: (side) => side.nameHi },
    { key: 'nameEn', label: sayEntry('name.en'), of: (side) => side.nameEn },
    {
      key: 'unit',
      label: sayPeople('unit'),
      of: (side) => <a href={`/o/${organisation}/people/${side.id}`}>{name(side.unit)}</a>,
    },
    { key: 'guardian', label: sayPeople('guardian'), of: (side) => side.guardianName },
    { key: 'born', label: sayPeople('born'), of: (side) => side.bornYear && String(side.bornYear) },
    { key: 'gender', label: sayPeople('gender'), of: (side) => gender(side.gender) },
    { key: 'phone', label: sayPeople('phone'), of: (side) => side.phone },
    { key: 'offices', label: sayPeople('offices'), of: (side) => side.offices.map(name).join(', ') },
    { key: 'trainings', label: say('trainings'), of: (side) => side.trainings > 0 && String(side.trainings) },
    {
      key: 'registrations',
      label: say('registrations'),
      of: (side) => side.registrations > 0 && String(side.registrations),
    },
    { key: 'added', label: say('added'), of: (side) => <InstantText at={side.createdAt} /> },
  ]
  return (
    <Table
      caption={say('compare')}
      columns={[
        { key: 'what', header: say('what'), names: true, cell: (fact: Fact) => fact.label },
        { key: 'one', header: '1', cell: (fact: Fact) => fact.of(pair.one) || '–' },
        { key: 'other', header: '2', cell: (fact: Fact) => fact.of(pair.other) || '–' },
      ]}
      rows={facts.filter((fact) => fact.of(pair.one) || fact.of(pair.other))}
      keyOf={({ key }) => key}
    />
  )
}
