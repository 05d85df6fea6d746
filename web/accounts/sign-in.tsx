import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { organisationOf } from '../shell/navigation.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { accountTexts } from '../text/accounts.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { PageHeader } from '../ui/page.tsx'
import { useAccount } from './api.ts'
import { CodeForm } from './code-form.tsx'
import { ContactForm } from './contact-form.tsx'
import { EnterOrganisation } from './enter.tsx'
import { MyOrganisations } from './organisations.tsx'
import { returnPath } from './return-path.ts'

/** The door: who is not signed in asks for a code; who is goes on to where he came from, or to his organisations. */
export const SignIn = ({ query }: ScreenProps<'/sign-in'>) => {
  const say = useText(accountTexts)
  const account = useAccount()
  const back = returnPath(query.return)
  if (account.data === undefined) {
    return (
      <>
        <PageHeader title={say('title')} />
        <AsyncView query={account}>{() => null}</AsyncView>
      </>
    )
  }
  if (account.data === null) return <Door organisation={organisationOf(back ?? '')} onIn={account.reload} />
  const slug = organisationOf(back ?? '')
  if (back && slug) return <EnterOrganisation organisation={slug} back={back} />
  return back ? <Onward path={back} /> : <MyOrganisations account={account.data} />
}

const Onward = ({ path }: { path: string }) => {
  const { route } = useLocation()
  useEffect(() => route(path, true), [path])
  return null
}

const Door = ({ organisation, onIn }: { organisation: string | undefined; onIn: () => void }) => {
  const [contact, setContact] = useState('')
  const [sent, setSent] = useState(false)
  return sent ? (
    <CodeForm contact={contact} onIn={onIn} onOther={() => setSent(false)} />
  ) : (
    <ContactForm
      contact={contact}
      onChange={setContact}
      onSent={() => setSent(true)}
      onIn={onIn}
      organisation={organisation}
    />
  )
}
