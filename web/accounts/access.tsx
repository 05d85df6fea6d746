import { jsonIfSignedIn } from '../api.ts'
import { useQuery } from '../query.ts'
import { accessTexts } from '../text/access.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { entryApi, useAccess, useAccount } from './api.ts'
import { Contacts } from './contacts.tsx'
import { Devices } from './devices.tsx'
import { Passkeys } from './passkeys.tsx'
import { ProofDialog, useProof } from './proof.tsx'

/** How the account signs in, and where it is signed in. */
export const AccessScreen = () => {
  const say = useText(accessTexts)
  const access = useAccess()
  const { attempt, asked, proven, giveUp } = useProof()
  const shown = access.data
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        crumbs={[{ label: say('back'), href: '/sign-in' }]}
      />
      {access.problem && <ProblemView problem={access.problem} onRetry={access.reload} />}
      {!shown && !access.problem && <Skeleton kind="cards" />}
      {shown && (
        <>
          {shown.passkeys.length === 0 && <Nudge />}
          <div class="columns">
            <div class="stack stack-l">
              <Passkeys access={shown} attempt={attempt} />
              <Contacts access={shown} attempt={attempt} />
            </div>
            <Devices access={shown} />
          </div>
          <ProofDialog contacts={shown.contacts} open={asked} onProven={proven} onClose={giveUp} />
        </>
      )}
    </>
  )
}

/** Organisations that are asked whether somebody holds a power there. */
const ASKED = 5

/** Tells whoever holds powers in an organisation to add a passkey. */
const Nudge = () => {
  const say = useText(accessTexts)
  const name = useName()
  const account = useAccount()
  const slugs = [...new Set(account.data?.organisations.map(({ slug }) => slug))].slice(0, ASKED)
  const staff = useQuery(slugs.length > 0 ? `account/powers/${slugs.join()}` : null, async (signal) => {
    const each = await Promise.all(
      slugs.map((slug) => jsonIfSignedIn(entryApi(slug).me.$get(undefined, { init: { signal } }))),
    )
    return slugs.filter((_, at) => (each[at]?.powers.length ?? 0) > 0)
  })
  const first = account.data?.organisations.find(({ slug }) => staff.data?.includes(slug))
  if (!first) return null
  return (
    <Banner tone="warn" title={say('nudge.title', { name: name(first) })}>
      <p>{say('nudge.text')}</p>
    </Banner>
  )
}
