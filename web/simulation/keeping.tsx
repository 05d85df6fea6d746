import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { simulationText } from '../text/simulation.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Asked, type Kept, keepingApi, type Side } from './plan.ts'

const keyOf = (slug: string, programmeId: string) => `${slug}/kept-plans/${programmeId}`

/** The kept plans of a programme. */
export const useKept = (slug: string, programmeId: string) =>
  useQuery(keyOf(slug, programmeId), (signal) =>
    json(
      keepingApi(slug).programmes[':programmeId']['kept-plans'].$get(
        { param: { programmeId } },
        { init: { signal } },
      ),
    ),
  )

type WhichProps = {
  kept: readonly Kept[]
  rules: { own: () => Asked; higher: () => Asked }
  side: Side
  onChange: (side: Side) => void
}

/** Which plan stands here: the one of the hops' rules, or one that is kept. */
export const WhichPlan = ({ kept, rules, side, onChange }: WhichProps) => {
  const say = useText(simulationText)
  const name = useName()
  const [rule, setRule] = useState<'own' | 'higher' | ''>('')
  if (kept.length === 0) return null
  const choose = (value: string) => {
    const one = kept.find(({ id }) => id === value)
    setRule(value === 'higher' ? 'higher' : 'own')
    onChange(
      one ? { plan: one.plan, kept: one } : { plan: value === 'higher' ? rules.higher() : rules.own() },
    )
  }
  return (
    <SelectField
      label={say('which')}
      required
      value={side.kept?.id ?? (rule || 'own')}
      onChange={choose}
      options={[
        ...kept.map((one) => ({ value: one.id, label: name(one) })),
        { value: 'own', label: say('which.own') },
        { value: 'higher', label: say('which.higher') },
      ]}
    />
  )
}

type KeepingProps = {
  slug: string
  programmeId: string
  side: Side
  onChange: (side: Side) => void
}

/** A name in two languages: one that was left empty takes the other's. */
const both = ({ nameEn, nameHi }: { nameEn: string; nameHi: string }) => ({
  nameEn: nameEn.trim() || nameHi.trim(),
  nameHi: nameHi.trim() || nameEn.trim(),
})

const Naming = ({
  slug,
  programmeId,
  side,
  onKept,
}: Omit<KeepingProps, 'onChange'> & { onKept: (kept: Kept) => void }) => {
  const say = useText(simulationText)
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const [id] = useState(newId)
  const keep = useAction(async () => {
    const { $post } = keepingApi(slug).programmes[':programmeId']['kept-plans']
    const body = { id, ...both(names), plan: side.plan }
    onKept(await json($post({ param: { programmeId }, json: body })))
  })
  return (
    <Form onSubmit={keep.run}>
      <NamesField {...names} onChange={(key, value) => setNames({ ...names, [key]: value })} />
      {keep.problem && <ProblemView problem={keep.problem} words={{ 'state-changed': say('refused') }} />}
      <div class="cluster">
        <Button kind="main" submit busy={keep.busy} disabled={!names.nameEn.trim() && !names.nameHi.trim()}>
          {say('keep')}
        </Button>
      </div>
    </Form>
  )
}

const Forgetting = ({ slug, kept, onForgotten }: { slug: string; kept: Kept; onForgotten: () => void }) => {
  const say = useText(simulationText)
  const [open, setOpen] = useState(false)
  const forget = useAction(async () => {
    await keepingApi(slug)['kept-plans'][':planId'].$delete({ param: { planId: kept.id } })
    setOpen(false)
    onForgotten()
  })
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {say('forget')}
      </Button>
      <ConfirmDialog
        title={say('forget.title')}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={forget.run}
        confirm={say('forget')}
        danger
        busy={forget.busy}
        problem={forget.problem}
      >
        <p>{say('forget.text')}</p>
      </ConfirmDialog>
    </>
  )
}

/** Keeps the plan that stands here under a name, keeps what was changed of it, or forgets it. */
export const Keeping = ({ slug, programmeId, side, onChange }: KeepingProps) => {
  const say = useText(simulationText)
  const [open, setOpen] = useState(false)
  const { kept, plan } = side
  const changed = kept && JSON.stringify(kept.plan) !== JSON.stringify(plan)
  const done = (now: Kept) => {
    toast(say('kept'))
    onChange({ plan: now.plan, kept: now })
    setOpen(false)
    reloadQueries(keyOf(slug, programmeId))
  }
  const save = useAction(async () => {
    if (!kept) return
    const { nameEn, nameHi, version } = kept
    const edit = { nameEn, nameHi, version, plan }
    done(
      await json(keepingApi(slug)['kept-plans'][':planId'].$put({ param: { planId: kept.id }, json: edit })),
    )
  })
  const forgotten = () => {
    toast(say('forgotten'))
    onChange({ plan })
    reloadQueries(keyOf(slug, programmeId))
  }
  return (
    <>
      {changed && (
        <Button icon="check" busy={save.busy} onPress={save.run}>
          {say('keep.changes')}
        </Button>
      )}
      {(!kept || changed) && <Button onPress={() => setOpen(true)}>{say('keep')}</Button>}
      {kept?.stampingId && (
        <LinkButton icon="calendar" href={`/o/${slug}/stampings/${kept.stampingId}`}>
          {say('kept.drafts')}
        </LinkButton>
      )}
      {kept && <Forgetting slug={slug} kept={kept} onForgotten={forgotten} />}
      {save.problem && <ProblemView problem={save.problem} />}
      <Dialog title={say('keep.title')} open={open} onClose={() => setOpen(false)}>
        <Naming slug={slug} programmeId={programmeId} side={side} onKept={done} />
      </Dialog>
    </>
  )
}
