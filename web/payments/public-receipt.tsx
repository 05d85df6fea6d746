import './receipt.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feeTexts } from '../text/fees.ts'
import { useText } from '../text/index.ts'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'

const SHORTEST = 20

/** A receipt for whoever was sent its link: the secret stands behind the `#` and is sent in the body only. */
export const SharedReceipt = ({ params }: ScreenProps<'/r/:organisation'>) => {
  const { organisation } = params
  const say = useText(feeTexts)
  const [secret] = useState(() => location.hash.slice(1))
  const whole = secret.length >= SHORTEST
  const query = useQuery(whole ? `${organisation}/shared-receipt` : null, (signal) =>
    json(paymentsApi(organisation)['public-receipts'].$post({ json: { secret } }, { init: { signal } })),
  )
  const receipt = query.data
  const gone = !whole || query.problem?.status === 404 || query.problem?.status === 422
  return (
    <>
      <PageHeader
        title={say('public.title')}
        lead={receipt?.number}
        actions={receipt && <PrintButton label={say('receipt.print')} />}
      />
      {receipt ? (
        <div class="receipt">
          <PrintSheet label={say('public.title')}>
            <ReceiptSheet receipt={receipt} />
          </PrintSheet>
        </div>
      ) : gone ? (
        <EmptyState icon="link" title={say('public.gone')}>
          {say('public.gone.text')}
        </EmptyState>
      ) : query.problem ? (
        <ProblemView problem={query.problem} onRetry={query.reload} />
      ) : (
        <Skeleton />
      )}
    </>
  )
}
