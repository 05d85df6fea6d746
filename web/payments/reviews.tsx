import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reviewTexts } from '../text/reviews.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'

type Page = InferResponseType<ReturnType<typeof paymentsApi>['reviews']['$get'], 200>
type Review = Page['reviews'][number]
type Outcome = 'accepted' | 'refunded'
type OneProps = { organisation: string; review: Review }

const keyOf = (organisation: string) => `${organisation}/payments/reviews`

const Answer = ({ organisation, review, outcome }: OneProps & { outcome: Outcome }) => {
  const say = useText(reviewTexts)
  const name = useName()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const [worthMinor, setWorth] = useState<number | null>(null)
  const other = outcome === 'accepted' && review.paidCurrency !== review.currency
  const answer = useAction(async () => {
    const worth = other && worthMinor !== null ? { worthMinor } : {}
    await json(
      paymentsApi(organisation).attempts[':attemptId'].review.$post({
        param: { attemptId: review.attemptId },
        json: { outcome, ...worth },
      }),
    )
    reloadQueries(`${organisation}/payments`)
    toast(say(`done.${outcome}`))
    setOpen(false)
  })
  const word = outcome === 'accepted' ? 'accept' : 'refund'
  const of = {
    amount: formatMoney(review.paidMinor, review.paidCurrency, language),
    name: name(review.person),
  }
  return (
    <>
      <Button
        kind={outcome === 'accepted' ? 'main' : 'plain'}
        icon={outcome === 'accepted' ? 'check' : 'undo'}
        label={`${say(word)}: ${of.name}`}
        onPress={() => setOpen(true)}
      >
        {say(word)}
      </Button>
      <ConfirmDialog
        title={say(`${word}.title`, of)}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={answer.run}
        confirm={say(word)}
        busy={answer.busy}
        problem={answer.problem}
      >
        <div class="form">
          <p>{say(`${word}.text`)}</p>
          {other && (
            <MoneyField
              label={say('worth')}
              hint={say('worth.hint')}
              required
              currency={review.currency}
              amountMinor={worthMinor}
              onChange={setWorth}
            />
          )}
        </div>
      </ConfirmDialog>
    </>
  )
}

const One = ({ organisation, review }: OneProps) => {
  const say = useText(reviewTexts)
  const name = useName()
  const language = useLanguage()
  const answers = useFrame(organisation)?.holds.has('refunds:request') ?? false
  const why =
    review.decision === 'foreign' ? say('foreign', { country: review.cardCountry ?? '?' }) : say('mismatch')
  return (
    <Panel title={name(review.person)}>
      <p class="numeral">{formatMoney(review.paidMinor, review.paidCurrency, language)}</p>
      <p>
        {why}; {say('asked', { amount: formatMoney(review.askedMinor, review.currency, language) })}
      </p>
      <p>
        <a href={`/o/${organisation}/registrations/${review.registrationId}`}>{name(review.workshop)}</a>
      </p>
      {answers && (
        <div class="cluster">
          <Answer organisation={organisation} review={review} outcome="accepted" />
          <Answer organisation={organisation} review={review} outcome="refunded" />
        </div>
      )}
    </Panel>
  )
}

const Rule = ({ organisation, value }: { organisation: string; value: Page['foreignCards'] }) => {
  const say = useText(reviewTexts)
  const save = useAction(async (foreignCards: Page['foreignCards']) => {
    await json(paymentsApi(organisation).reviews.rule.$put({ json: { foreignCards } }))
    reloadQueries(keyOf(organisation))
    toast(say('rule.done'))
  })
  return (
    <Panel title={say('rule')}>
      <Choice
        label={say('rule.what')}
        required
        value={value}
        onChange={save.run}
        options={[
          { value: 'review', label: say('rule.review') },
          { value: 'refund', label: say('rule.refund') },
        ]}
      />
      {save.problem && <ProblemView problem={save.problem} />}
    </Panel>
  )
}

/** Money that came online and does not fit: the treasurer accepts it or gives it back. */
export const ReviewList = ({ organisation }: { organisation: string }) => {
  const say = useText(reviewTexts)
  const frame = useFrame(organisation)
  const query = useQuery(keyOf(organisation), (signal) =>
    json(paymentsApi(organisation).reviews.$get(undefined, { init: { signal } })),
  )
  return (
    <AsyncView query={query}>
      {({ reviews, foreignCards }) => (
        <div class="stack stack-l">
          {reviews.length === 0 && (
            <EmptyState icon="check" title={say('empty')}>
              <p>{say('empty.text')}</p>
            </EmptyState>
          )}
          {reviews.map((review) => (
            <One key={review.attemptId} organisation={organisation} review={review} />
          ))}
          {frame?.holds.has('payments:connect') && <Rule organisation={organisation} value={foreignCards} />}
        </div>
      )}
    </AsyncView>
  )
}
