import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { peopleApi, type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SearchBox } from '../ui/search.tsx'
import { toast } from '../ui/toast.tsx'
import type { WorkshopPartProps } from './part.ts'

type Teacher = WorkshopPage['faculty'][number]

const Finding = ({ slug, onPick }: { slug: string; onPick: (personId: string) => void }) => {
  const say = useText(workshopsText)
  const name = useName()
  const [q, setQ] = useState('')
  const found = useQuery(q === '' ? null : `${slug}/people/find/${q}`, async (signal) => {
    const { people } = await json(peopleApi(slug).people.$get({ query: { q } }, { init: { signal } }))
    return people
  })
  return (
    <div class="stack">
      <SearchBox
        label={say('faculty.find')}
        value={q}
        onSearch={setQ}
        result={found.data && say('faculty.found', { count: found.data.length })}
      />
      {q !== '' && (
        <AsyncView query={found} empty={() => <p class="soft">{say('faculty.none')}</p>}>
          {(people) => (
            <List label={say('faculty.add')}>
              {people.slice(0, 20).map((person) => (
                <Row
                  key={person.id}
                  icon="person"
                  title={name(person)}
                  note={[name(person.unit), ...person.offices.map(name)].join(' – ')}
                  onPress={() => onPick(person.id)}
                />
              ))}
            </List>
          )}
        </AsyncView>
      )}
    </div>
  )
}

type LineProps = { teacher: Teacher; edits: boolean; onLead: () => void; onRemove: () => void }

const TeacherLine = ({ teacher, edits, onLead, onRemove }: LineProps) => {
  const say = useText(workshopsText)
  const say2 = useName()
  const name = say2({ nameEn: teacher.nameEn ?? '', nameHi: teacher.nameHi ?? '' }) || say('faculty.nameless')
  return (
    <li class="row">
      <Icon name="person" />
      <span class="row-text">
        <span class="row-title">{name}</span>
      </span>
      {teacher.leads && <Badge tone="good">{say('faculty.leads')}</Badge>}
      {edits && (
        <>
          <IconButton
            icon="certificate"
            pressed={teacher.leads}
            label={say(teacher.leads ? 'faculty.unlead' : 'faculty.lead', { name })}
            onPress={onLead}
          />
          <IconButton icon="trash" label={say('faculty.remove', { name })} onPress={onRemove} />
        </>
      )}
    </li>
  )
}

/** Who teaches at a workshop and who leads it. */
export const FacultyPanel = (props: WorkshopPartProps) => {
  const { slug, workshop, stored } = props
  const say = useText(workshopsText)
  const shared = useText(planning)
  const named = useName()
  const [adding, setAdding] = useState(false)
  const reads = useFrame(slug)?.holds.has('people:read') ?? false
  const edits = props.edits && workshop.cancelledAt === null
  const one = workshopsApi(slug).workshops[':workshopId']
  const param = { workshopId: workshop.id }
  const save = useAction(async (faculty: readonly Pick<Teacher, 'personId' | 'leads'>[], version: number) => {
    const list = faculty.map(({ personId, leads }) => ({ personId, leads }))
    const next = await json(one.faculty.$put({ param, json: { version, faculty: list } }))
    stored(next)
    setAdding(false)
    return next
  })
  const reload = async () => {
    stored(await json(one.$get({ param })))
    save.reset()
    toast(shared('reloaded'))
  }
  const { faculty, version } = workshop
  const add = async (personId: string) => {
    const others = faculty.filter((teacher) => teacher.personId !== personId)
    if (await save.run([...others, { personId, leads: faculty.length === 0 }], version))
      toast(say('faculty.saved'))
  }
  const remove = async (teacher: Teacher) => {
    const left = faculty.filter(({ personId }) => personId !== teacher.personId)
    const done = await save.run(left, version)
    const name = named({ nameEn: teacher.nameEn ?? '', nameHi: teacher.nameHi ?? '' })
    if (done) toast(say('faculty.removed', { name }), () => void save.run(faculty, done.version))
  }
  const lead = (teacher: Teacher) =>
    save.run(
      faculty.map((each) => (each.personId === teacher.personId ? { ...each, leads: !each.leads } : each)),
      version,
    )
  return (
    <Panel
      title={say('faculty')}
      actions={
        edits &&
        reads && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {say('faculty.add')}
          </Button>
        )
      }
    >
      {save.problem && (
        <ProblemView
          problem={save.problem}
          onRetry={save.problem.slug === 'version-changed' ? reload : undefined}
        />
      )}
      {faculty.length === 0 ? (
        <p class="soft">{say('faculty.empty')}</p>
      ) : (
        <List label={say('faculty')}>
          {faculty.map((teacher) => (
            <TeacherLine
              key={teacher.personId}
              teacher={teacher}
              edits={edits}
              onLead={() => lead(teacher)}
              onRemove={() => remove(teacher)}
            />
          ))}
        </List>
      )}
      <Dialog title={say('faculty.add')} open={adding} onClose={() => setAdding(false)}>
        <Finding slug={slug} onPick={add} />
      </Dialog>
    </Panel>
  )
}
