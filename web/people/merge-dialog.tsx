import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction, useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { personTexts } from '../text/persons.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Comparison, type Lookalikes, peopleApi } from './api.ts'

type Props = { organisation: string; pair: Lookalikes; onClose: () => void; onDone: () => void }

/** Makes two records one: which stays, what moves, and what is to be chosen first. */
export const MergeDialog = ({ organisation, pair, onClose, onDone }: Props) => {
  const say = useText(personTexts)
  const name = useName()
  const [keptId, setKeptId] = useState(pair.one.id)
  const [kept, gone] = keptId === pair.one.id ? [pair.one, pair.other] : [pair.other, pair.one]
  const compared = useQuery(`${organisation}/comparison/${kept.id}/${gone.id}`, (signal) =>
    json(
      peopleApi(organisation).people[':personId'].comparison[':otherId'].$get(
        { param: { personId: kept.id, otherId: gone.id } },
        { init: { signal } },
      ),
    ),
  )
  const record = (side: Lookalikes['one'], at: string) => ({
    value: side.id,
    label: `${at}: ${name(side)}`,
    hint: [name(side.unit), side.guardianName, side.phone].filter(Boolean).join(' · '),
  })
  return (
    <Dialog title={say('merge.title')} open onClose={onClose}>
      <div class="form">
        <Choice
          label={say('merge.keep')}
          required
          value={keptId}
          onChange={setKeptId}
          options={[record(pair.one, '1'), record(pair.other, '2')]}
        />
        <AsyncView query={compared}>
          {(comparison) => (
            <Deciding
              key={kept.id}
              organisation={organisation}
              comparison={comparison}
              onClose={onClose}
              onDone={onDone}
            />
          )}
        </AsyncView>
      </div>
    </Dialog>
  )
}

type DecidingProps = Pick<Props, 'organisation' | 'onClose' | 'onDone'> & { comparison: Comparison }

const CHOSEN = ['registration', 'credential'] as const
const isChoice = (kind: string): kind is (typeof CHOSEN)[number] => CHOSEN.some((one) => one === kind)

const Deciding = ({ organisation, comparison, onClose, onDone }: DecidingProps) => {
  const say = useText(personTexts)
  const sayCommon = useText(common)
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const choices = comparison.obstacles.filter(({ kind }) => isChoice(kind))
  const stops = [...new Set(comparison.obstacles.map(({ kind }) => kind))].filter((kind) => !isChoice(kind))
  const keyOf = (o: Comparison['obstacles'][number]) => `${o.keptRowId}${o.goneRowId}`
  const merge = useAction(async () => {
    const id = newId()
    await json(
      peopleApi(organisation).merges.$post({
        json: {
          id,
          keptId: comparison.one.id,
          goneId: comparison.other.id,
          chosen: choices.map((o) => chosen[keyOf(o)] ?? o.keptRowId ?? ''),
        },
      }),
    )
    toast(say('merge.done'), async () => {
      await json(peopleApi(organisation).merges[':mergeId'].undoing.$post({ param: { mergeId: id } }))
      toast(say('merge.undone'))
    })
    onDone()
  })
  return (
    <>
      <div>
        <p class="strong">{say('merge.moves')}</p>
        <p>{say('merge.moves.text', comparison.moving)}</p>
      </div>
      {choices.map((o) => (
        <Clash
          key={keyOf(o)}
          obstacle={o}
          value={chosen[keyOf(o)]}
          onChoose={(id) => setChosen({ ...chosen, [keyOf(o)]: id })}
        />
      ))}
      {stops.map((kind) => (
        <Banner key={kind} tone="warn" title={say(`stop.${kind as 'owner'}`)} />
      ))}
      {merge.problem && <ProblemView problem={merge.problem} />}
      <div class="cluster">
        <Button kind="main" busy={merge.busy} disabled={stops.length > 0} onPress={merge.run}>
          {say('merge.go')}
        </Button>
        <Button onPress={onClose}>{sayCommon('cancel')}</Button>
      </div>
    </>
  )
}

type ClashProps = {
  obstacle: Comparison['obstacles'][number]
  value: string | undefined
  onChoose: (id: string) => void
}

const Clash = ({ obstacle, value, onChoose }: ClashProps) => {
  const say = useText(personTexts)
  const name = useName()
  const { keptRowId, goneRowId, about } = obstacle
  if (!keptRowId || !goneRowId || !isChoice(obstacle.kind)) return null
  return (
    <Choice
      label={say(`merge.choose.${obstacle.kind}`, { what: about ? name(about) : '' })}
      required
      value={value ?? keptRowId}
      onChange={onChoose}
      options={[
        { value: keptRowId, label: say('merge.left') },
        { value: goneRowId, label: say('merge.right') },
      ]}
    />
  )
}
