import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAction } from '../query.ts'
import { signOut } from '../shell/frame.ts'
import { accountTexts } from '../text/accounts.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { slugIn, withReturn } from './return-path.ts'

type Membership = { slug: string; nameEn: string; nameHi: string }
type Account = { contacts: readonly { value: string }[]; organisations: readonly Membership[] }

const entrance = (slug: string): string => withReturn('/sign-in', `/o/${slug}/me`)

/** The organisations that a login is known in, the way into another, and the way to found one. */
export const MyOrganisations = ({ account }: { account: Account }) => {
  const say = useText(accountTexts)
  const name = useName()
  const { route } = useLocation()
  const mine = [...new Map(account.organisations.map((each) => [each.slug, each])).values()]
  const leave = useAction(async () => {
    await signOut()
    route('/')
  })
  const contact = account.contacts.map(({ value }) => value).join(', ')
  return (
    <>
      <PageHeader
        title={say('mine.title')}
        lead={say('mine.lead', { contact })}
        actions={
          <>
            <LinkButton kind="quiet" href="/account" icon="key">
              {say('access')}
            </LinkButton>
            <Button kind="quiet" icon="exit" busy={leave.busy} onPress={leave.run}>
              {say('sign-out')}
            </Button>
          </>
        }
      />
      {leave.problem && <ProblemView problem={leave.problem} />}
      {mine.length === 0 ? (
        <EmptyState title={say('mine.none')}>{say('mine.none.text')}</EmptyState>
      ) : (
        <List label={say('mine.title')}>
          {mine.map((each) => (
            <Row key={each.slug} icon="units" title={name(each)} href={entrance(each.slug)} />
          ))}
        </List>
      )}
      <div class="grid">
        <Finding />
        <Panel title={say('found.title')}>
          <div>
            <LinkButton href="/new" icon="plus">
              {say('found.go')}
            </LinkButton>
          </div>
        </Panel>
      </div>
    </>
  )
}

const Finding = () => {
  const say = useText(accountTexts)
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const go = () => {
    const slug = slugIn(typed)
    setWrong(!slug)
    if (slug) route(`/o/${slug}`)
  }
  return (
    <Panel title={say('find.title')}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <TextField
          label={say('find.label')}
          hint={say('find.hint')}
          error={wrong ? say('card.short.wrong') : undefined}
          required
          value={typed}
          onChange={setTyped}
        />
        <div>
          <Button icon="go" submit>
            {say('find.go')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
