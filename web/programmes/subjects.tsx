import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json, type Problem } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import { useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { bothNames, type Named, useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { programmesText } from '../text/programmes.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'

type Item = Named & { id: string }
type SubjectsProps = {
  slug: string
  programme: ProgrammePage
  edits: boolean
  onStored: (programme: ProgrammePage) => void
}

const moved = (items: readonly Item[], at: number, by: -1 | 1): Item[] => {
  const next = [...items]
  const [item] = next.splice(at, 1)
  if (item) next.splice(at + by, 0, item)
  return next
}

const NameDialog = ({
  item,
  onClose,
  onTake,
}: {
  item: Item
  onClose: () => void
  onTake: (item: Item) => void
}) => {
  const say = useText(programmesText)
  const shared = useText(planning)
  const [names, setNames] = useState<Named>(item)
  const isNew = item.nameEn === '' && item.nameHi === ''
  return (
    <Dialog title={say(isNew ? 'subject.add' : 'subject.edit')} open onClose={onClose}>
      <Form onSubmit={() => onTake({ id: item.id, ...bothNames(names) })}>
        <NamesField
          {...names}
          hint={shared('name.hint')}
          onChange={(which, value) => setNames((now) => ({ ...now, [which]: value }))}
        />
        <div class="cluster">
          <Button kind="main" submit>
            {say('subject.take')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

type LineProps = {
  item: Item
  first: boolean
  last: boolean
  onMove: (by: -1 | 1) => void
  onRename: () => void
  onRemove: () => void
}

const Line = ({ item, first, last, onMove, onRename, onRemove }: LineProps) => {
  const say = useText(programmesText)
  const name = useName()(item)
  return (
    <li>
      <span>{name}</span>
      <div>
        <IconButton
          icon="up"
          label={say('subject.up', { name })}
          disabled={first}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon="down"
          label={say('subject.down', { name })}
          disabled={last}
          onPress={() => onMove(1)}
        />
        <IconButton icon="edit" label={say('subject.rename', { name })} onPress={onRename} />
        <IconButton icon="trash" label={say('subject.remove', { name })} onPress={onRemove} />
      </div>
    </li>
  )
}

const Editor = ({ slug, programme, onStored, onClose }: SubjectsProps & { onClose: () => void }) => {
  const say = useText(programmesText)
  const sayCommon = useText(common)
  const [items, setItems] = useState<readonly Item[]>(programme.subjects)
  const [naming, setNaming] = useState<Item | undefined>(undefined)
  const save = useAction(() =>
    json(
      programmesApi(slug).programmes[':programmeId'].subjects.$put({
        param: { programmeId: programme.id },
        json: {
          version: programme.version,
          subjects: items.map(({ id, nameEn, nameHi }) => ({ id, nameEn, nameHi })),
        },
      }),
    ),
  )
  const submit = async () => {
    const stored = await save.run()
    if (!stored) return
    onStored(stored)
    toast(say('subjects.saved'))
    onClose()
  }
  const take = (item: Item) => {
    setItems((now) =>
      now.some(({ id }) => id === item.id)
        ? now.map((old) => (old.id === item.id ? item : old))
        : [...now, item],
    )
    setNaming(undefined)
  }
  return (
    <div class="stack">
      {items.length > 0 && (
        <ol class="list subject-edit">
          {items.map((item, at) => (
            <Line
              key={item.id}
              item={item}
              first={at === 0}
              last={at === items.length - 1}
              onMove={(by) => setItems(moved(items, at, by))}
              onRename={() => setNaming(item)}
              onRemove={() => setItems(items.filter(({ id }) => id !== item.id))}
            />
          ))}
        </ol>
      )}
      <div class="cluster">
        <Button icon="plus" onPress={() => setNaming({ id: v7(), nameEn: '', nameHi: '' })}>
          {say('subject.add')}
        </Button>
      </div>
      {save.problem && (
        <Refused
          problem={save.problem}
          onReload={onClose}
          slug={slug}
          id={programme.id}
          onStored={onStored}
        />
      )}
      <div class="cluster">
        <Button kind="main" busy={save.busy} onPress={submit}>
          {say('subjects.save')}
        </Button>
        <Button onPress={onClose}>{sayCommon('cancel')}</Button>
      </div>
      {naming && (
        <NameDialog key={naming.id} item={naming} onClose={() => setNaming(undefined)} onTake={take} />
      )}
    </div>
  )
}

type RefusedProps = {
  problem: Problem
  slug: string
  id: string
  onStored: (programme: ProgrammePage) => void
  onReload: () => void
}

const Refused = ({ problem, slug, id, onStored, onReload }: RefusedProps) => {
  const say = useText(programmesText)
  const shared = useText(planning)
  const reload = async () => {
    const param = { programmeId: id }
    onStored(await json(programmesApi(slug).programmes[':programmeId'].$get({ param })))
    onReload()
    toast(shared('reloaded'))
  }
  return (
    <ProblemView
      problem={problem}
      words={{ 'subject-in-use': say('subject-in-use') }}
      onRetry={problem.slug === 'version-changed' ? reload : undefined}
    />
  )
}

/** The syllabus of a programme, in order. */
export const Subjects = (props: SubjectsProps) => {
  const { slug, programme, edits } = props
  const looks = useFrame(slug)?.holds.has('workshops:read')
  const say = useText(programmesText)
  const name = useName()
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={say('subjects')}
      hint={say('subjects.hint')}
      actions={
        edits &&
        !editing && (
          <Button icon="edit" onPress={() => setEditing(true)}>
            {say('subjects.change')}
          </Button>
        )
      }
    >
      {editing && <Editor {...props} onClose={() => setEditing(false)} />}
      {!editing && programme.subjects.length === 0 && <p class="soft">{say('subjects.empty')}</p>}
      {!editing && programme.subjects.length > 0 && (
        <ol class="subject-list">
          {programme.subjects.map((subject) => (
            <li key={subject.id}>
              {looks ? (
                <a href={`/o/${slug}/subjects/${subject.id}`}>{name(subject)}</a>
              ) : (
                <span>{name(subject)}</span>
              )}
              {subject.syllabusVersion > 1 && (
                <span class="small soft">{say('subject.version', { version: subject.syllabusVersion })}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
