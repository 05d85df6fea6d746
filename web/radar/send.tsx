import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type LeakingUnit, type Proposal, radarApi } from './api.ts'

type SendProps = { slug: string; tierId: string; at: LeakingUnit; onSent: (unitId: string) => void }

/** Calls a trainer back whom somebody has just sent. */
const useCallBack = (slug: string) => {
  const say = useText(radarText)
  return async (assignmentId: string, words: { name: string; unit: string }) => {
    await radarApi(slug).radar.assignments[':assignmentId'].$delete({ param: { assignmentId } })
    reloadQueries(`${slug}/radar`)
    toast(say('sent.back', words))
  }
}

/** The nearest spare trainers of a unit without one: one tap sends the first, or another; it can be taken back. */
export const Send = ({ slug, tierId, at, onSent }: SendProps) => {
  const say = useText(radarText)
  const name = useName()
  const [all, setAll] = useState(false)
  const callBack = useCallBack(slug)
  const proposals = useQuery(`${slug}/radar/${tierId}/for/${at.unit.id}`, async (signal) => {
    const asked = { param: { nextTierId: tierId }, query: { needing: at.unit.id } }
    return (await json(radarApi(slug).radar[':nextTierId'].proposals.$get(asked, { init: { signal } })))
      .proposals
  })
  const send = useAction(async (proposal: Proposal) => {
    const draft = { id: newId(), tierId, unitId: at.unit.id, credentialId: proposal.credentialId }
    await json(radarApi(slug).radar.assignments.$post({ json: draft }))
    const words = { name: name(proposal.person), unit: name(at.unit) }
    onSent(at.unit.id)
    toast(say('sent', words), () => callBack(draft.id, words))
    reloadQueries(`${slug}/radar`)
  })
  const [first, ...others] = proposals.data ?? []
  if (proposals.problem) return <ProblemView problem={proposals.problem} onRetry={proposals.reload} />
  if (!proposals.data) return null
  if (!first) return <p class="soft small">{say('send.none')}</p>
  return (
    <div class="stack stack-s">
      {[first, ...(all ? others : [])].map((proposal) => (
        <div key={proposal.credentialId} class="send-row">
          <Button
            kind={proposal === first ? 'main' : 'plain'}
            icon="teach"
            busy={send.busy}
            onPress={() => send.run(proposal)}
          >
            {say('send', { name: name(proposal.person) })}
          </Button>
          <span class="row-note">
            {say('send.note', { unit: name(proposal.unit), hops: proposal.hops, batches: proposal.batches })}
          </span>
        </div>
      ))}
      {!all && others.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setAll(true)}>
            {say('send.other')}
          </Button>
        </div>
      )}
      {send.problem && <ProblemView problem={send.problem} />}
    </div>
  )
}
