import { useFrame } from '../shell/frame.ts'
import { approvalTexts } from '../text/approvals.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Facts, type Tone } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import type { Approval } from './api.ts'
import { useDetail, useHeadline } from './facts.tsx'

/** What somebody may do with a question. */
export type Deed = 'approve' | 'refuse' | 'withdraw'

const TONES: Record<'approved' | 'refused' | 'withdrawn' | 'open', Tone> = {
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  open: 'note',
}

type ApprovalCardProps = { organisation: string; approval: Approval; onDo?: (deed: Deed) => void }

/** One question: what, how much, why, by whom, and what became of it. */
export const ApprovalCard = ({ organisation, approval, onDo }: ApprovalCardProps) => {
  const say = useText(approvalTexts)
  const name = useName()
  const headline = useHeadline()(approval)
  const detail = useDetail(organisation, approval)
  const opens = useFrame(organisation)?.holds.has('people:read') ?? false
  const { unit, person, reason, askedBy, askedAt, decidedBy, decidedAt, decision, note } = approval
  const by = (who: typeof askedBy | null) => (who && name(who)) || say('somebody')
  const state = decision ?? 'open'
  return (
    <Card title={headline} aside={<Badge tone={TONES[state]}>{say(`state.${state}`)}</Badge>}>
      <Facts
        facts={[
          { label: say('fact.unit'), value: name(unit) },
          {
            label: say('fact.person'),
            value:
              person &&
              (opens ? <a href={`/o/${organisation}/people/${person.id}`}>{by(person)}</a> : by(person)),
          },
          ...detail,
          { label: say('fact.reason'), value: reason },
          {
            label: say('fact.asked'),
            value: (
              <>
                {approval.own ? say('self') : by(askedBy)}, <InstantText at={askedAt} />
              </>
            ),
          },
          {
            label: say('fact.decided'),
            value: decidedAt !== null && (
              <>
                {by(decidedBy)}, <InstantText at={decidedAt} />
              </>
            ),
          },
          { label: say('fact.note'), value: note },
        ].filter(({ value }) => value !== false)}
      />
      {onDo && approval.decidable && (
        <div class="cluster">
          <Button
            kind="main"
            icon="check"
            label={`${say('approve')}: ${headline}`}
            onPress={() => onDo('approve')}
          >
            {say('approve')}
          </Button>
          <Button icon="close" label={`${say('refuse')}: ${headline}`} onPress={() => onDo('refuse')}>
            {say('refuse')}
          </Button>
        </div>
      )}
      {onDo && approval.own && decision === null && (
        <div class="cluster">
          <Button icon="undo" label={`${say('withdraw')}: ${headline}`} onPress={() => onDo('withdraw')}>
            {say('withdraw')}
          </Button>
        </div>
      )}
    </Card>
  )
}
