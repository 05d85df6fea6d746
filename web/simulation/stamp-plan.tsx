import { useState } from 'preact/hooks'
import type { ProgrammePage } from '../planning/api.ts'
import { Form } from '../planning/form.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { stampingText } from '../text/stamping.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { CAPS, CapsForm } from './caps-form.tsx'
import { useDrawing, useStampWords } from './draw.ts'
import type { Asked } from './plan.ts'

type StampPlanProps = {
  slug: string
  programme: ProgrammePage
  plan: Asked
  /** Under which it is kept, unchanged. */
  planId?: string | undefined
}

const Asking = ({ slug, programme, plan, planId }: StampPlanProps) => {
  const say = useText(stampingText)
  const name = useName()
  const [tierIds, setTierIds] = useState<string[]>(plan.hops.map(({ tierId }) => tierId))
  const [caps, setCaps] = useState(CAPS)
  const { draw, busy, problem } = useDrawing(slug, programme.id)
  const words = useStampWords()
  return (
    <Form onSubmit={() => draw({ caps, by: { kind: 'plan', planId, plan, tierIds } })}>
      <p>{say('stamp.lead')}</p>
      <Choices
        label={say('stamp.hops')}
        values={tierIds}
        onChange={setTierIds}
        options={programme.tiers.map((tier) => ({ value: tier.id, label: name(tier) }))}
      />
      <CapsForm caps={caps} onChange={setCaps} />
      {problem && <ProblemView problem={problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={busy} disabled={tierIds.length === 0}>
          {say('stamp.see')}
        </Button>
      </div>
    </Form>
  )
}

/** Makes drafts of the plan beside it: which hops, and what may be asked of a trainer. */
export const StampPlan = (props: StampPlanProps) => {
  const say = useText(stampingText)
  const [open, setOpen] = useState(false)
  return (
    <>
      <div class="cluster no-print">
        <Button icon="calendar" onPress={() => setOpen(true)}>
          {say('stamp.plan')}
        </Button>
      </div>
      <Dialog title={say('stamp.title')} open={open} onClose={() => setOpen(false)}>
        <Asking {...props} />
      </Dialog>
    </>
  )
}
