import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { peopleApi } from '../people/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { bothNames, type Named, useName } from '../text/names.ts'
import { organisationTexts } from '../text/organisations.ts'
import { Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Face, faceKey, organisationApi } from './api.ts'

/** The wings of an organisation, and adding one. */
export const Wings = ({
  organisation,
  face,
  edits,
}: {
  organisation: string
  face: Face
  edits: boolean
}) => {
  const say = useText(organisationTexts)
  const add = async (id: string, names: Named) => {
    await json(organisationApi(organisation).wings.$post({ json: { id, ...names } }))
    reloadQueries(faceKey(organisation))
    await reloadFrame(organisation)
  }
  return (
    <KindsPanel
      title={say('wings')}
      hint={say('wings.hint')}
      none={say('wings.none')}
      adding={say('wing.add')}
      kinds={face.wings}
      onAdd={edits ? add : undefined}
    />
  )
}

/** The kinds of office that an organisation knows, and adding one. */
export const OfficeKinds = ({ organisation, edits }: { organisation: string; edits: boolean }) => {
  const say = useText(organisationTexts)
  const key = `${organisation}/office-kinds`
  const api = peopleApi(organisation)['office-kinds']
  const kinds = useQuery(key, (signal) => json(api.$get(undefined, { init: { signal } })))
  const add = async (id: string, names: Named) => {
    await json(api.$post({ json: { id, ...names } }))
    reloadQueries(key)
  }
  if (kinds.problem && !kinds.data) return <ProblemView problem={kinds.problem} onRetry={kinds.reload} />
  return (
    <KindsPanel
      title={say('offices')}
      hint={say('offices.hint')}
      none={say('offices.none')}
      adding={say('office.add')}
      kinds={kinds.data ?? []}
      onAdd={edits ? add : undefined}
    />
  )
}

type KindsPanelProps = {
  title: string
  hint: string
  none: string
  adding: string
  kinds: readonly (Named & { id: string })[]
  /** Without it nothing can be added. */
  onAdd: ((id: string, names: Named) => Promise<void>) | undefined
}

const KindsPanel = ({ title, hint, none, adding, kinds, onAdd }: KindsPanelProps) => {
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={title}
      hint={hint}
      actions={
        onAdd && (
          <Button icon="plus" onPress={() => setOpen(true)}>
            {adding}
          </Button>
        )
      }
    >
      {kinds.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <div class="cluster">
          {kinds.map((kind) => (
            <Chip key={kind.id}>{name(kind)}</Chip>
          ))}
        </div>
      )}
      <Dialog title={adding} open={open} onClose={() => setOpen(false)}>
        {onAdd && <KindForm onAdd={onAdd} onDone={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  )
}

type KindFormProps = { onAdd: (id: string, names: Named) => Promise<void>; onDone: () => void }

const KindForm = ({ onAdd, onDone }: KindFormProps) => {
  const say = useText(organisationTexts)
  const sayCommon = useText(common)
  const name = useName()
  const [id] = useState(newId)
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const ready = Boolean(names.nameEn.trim() || names.nameHi.trim())
  const add = useAction(async () => {
    const both = bothNames(names)
    await onAdd(id, both)
    toast(say('wing.added', { name: name(both) }))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) add.run()
      }}
    >
      <TextField
        label={say('name.hi')}
        lang="hi"
        maxLength={120}
        required
        value={names.nameHi}
        onChange={(nameHi) => setNames({ ...names, nameHi })}
      />
      <TextField
        label={say('name.en')}
        lang="en"
        maxLength={120}
        value={names.nameEn}
        onChange={(nameEn) => setNames({ ...names, nameEn })}
      />
      {add.problem && <ProblemView problem={add.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={add.busy} disabled={!ready}>
          {say('add')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
