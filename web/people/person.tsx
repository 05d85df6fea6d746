import { json } from '../api.ts'
import { lineageLink } from '../lineage/api.ts'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { auditTexts } from '../text/audit.ts'
import { entryTexts } from '../text/entry.ts'
import { LANGUAGES, useLanguage, useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { type PersonPage, peopleApi } from './api.ts'
import { Cards } from './cards.tsx'
import { type Reached, ShowContact, useContact } from './contact.tsx'
import { EditPerson } from './edit-person.tsx'
import { Grants } from './grants.tsx'
import { Offices } from './offices.tsx'
import { Skills, Wings } from './skills.tsx'
import { Story } from './story.tsx'
import { Transfer } from './transfer.tsx'

/** A person: who he is, what he holds, what he has passed and what he may do. */
export const PersonScreen = ({ params }: ScreenProps<'/o/:organisation/people/:person'>) => {
  const { organisation, person: id } = params
  const say = useText(peopleTexts)
  const frame = useFrame(organisation)
  const shown = useQuery(`${organisation}/people/${id}`, (signal) =>
    json(peopleApi(organisation).people[':personId'].$get({ param: { personId: id } }, { init: { signal } })),
  )
  const person = shown.data
  if (!person) {
    return (
      <>
        <PageHeader
          title={say('title')}
          crumbs={[{ label: say('title'), href: `/o/${organisation}/people` }]}
        />
        {shown.problem ? (
          <ProblemView problem={shown.problem} onRetry={shown.reload} />
        ) : (
          <Skeleton kind="cards" />
        )}
      </>
    )
  }
  const part = { organisation, person, edits: frame?.holds.has('people:edit') ?? false, frame }
  return (
    <>
      <Head {...part} />
      <div class="columns">
        <div class="stack stack-l">
          <Offices {...part} />
          {frame?.holds.has('grants:edit') && <Grants {...part} />}
          <Trainings {...part} />
          <Story {...part} />
        </div>
        <div class="stack stack-l">
          <Wings {...part} />
          <Skills {...part} />
          {part.edits && <Cards {...part} />}
        </div>
      </div>
    </>
  )
}

/** What every part of a person's page is given; `edits` says whether the reader may change people at all. */
export type PartProps = {
  organisation: string
  person: PersonPage
  edits: boolean
  frame: Frame | undefined
}

const Head = ({ organisation, person, edits, frame }: PartProps) => {
  const say = useText(peopleTexts)
  const sayAudit = useText(auditTexts)
  const { contact, show } = useContact(organisation, person)
  const name = useName()
  const unitHref = `/o/${organisation}/units/${person.unit.id}`
  return (
    <>
      <PageHeader
        kind={name(person.unit)}
        title={name(person)}
        crumbs={[
          { label: say('title'), href: `/o/${organisation}/people` },
          { label: name(person.unit), href: unitHref },
        ]}
        actions={
          edits && (
            <>
              <Transfer organisation={organisation} person={person} />
              <EditPerson organisation={organisation} person={person} />
            </>
          )
        }
      />
      <About person={person} contact={contact} />
      {show && <ShowContact label={say('contact.show')} show={show} />}
      {frame?.holds.has('audit:read') && (
        <p>
          <a href={`/o/${organisation}/audit?person=${person.id}`}>{sayAudit('history')}</a>
        </p>
      )}
      {!person.contactShown && <p class="soft small">{say('contact.hidden')}</p>}
    </>
  )
}

const About = ({ person, contact }: { person: PersonPage; contact: Reached | undefined }) => {
  const say = useText(peopleTexts)
  const sayEntry = useText(entryTexts)
  const language = useLanguage()
  const { phone, email, gender, hasSmartphone, canRead } = person
  const answer = (known: boolean | null) => (known === null ? null : say(known ? 'yes' : 'no'))
  return (
    <Facts
      facts={[
        {
          label: sayEntry(language === 'hi' ? 'name.en' : 'name.hi'),
          value: language === 'hi' ? person.nameEn : person.nameHi,
        },
        {
          label: say('phone'),
          value: contact?.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : phone,
        },
        {
          label: say('email'),
          value: contact?.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : email,
        },
        { label: say('guardian'), value: person.guardianName },
        { label: say('born'), value: person.bornYear && String(person.bornYear) },
        { label: say('gender'), value: gender && sayEntry(gender === 'other' ? 'gender.other' : gender) },
        { label: say('language'), value: LANGUAGES.find(({ code }) => code === person.language)?.name },
        { label: say('smartphone'), value: answer(hasSmartphone) },
        { label: say('reads'), value: answer(canRead) },
        { label: say('code'), value: person.code },
      ]}
    />
  )
}

const Trainings = ({ organisation, person }: PartProps) => {
  const say = useText(peopleTexts)
  const sayLine = useText(lineageText)
  const name = useName()
  return (
    <Panel
      title={say('trainings')}
      actions={
        <LinkButton
          kind="quiet"
          icon="units"
          href={lineageLink(organisation, { of: 'person', id: person.id })}
        >
          {sayLine('go')}
        </LinkButton>
      }
    >
      {person.trainings.length === 0 ? (
        <p class="soft">{say('trainings.none')}</p>
      ) : (
        <List label={say('trainings')}>
          {person.trainings.map((training) => (
            <Row
              key={training.credentialId}
              icon="certificate"
              title={name(training)}
              note={
                <>
                  <InstantText at={training.issuedAt} /> ·{' '}
                  {say('training.generation', { generation: training.generation })}
                </>
              }
              aside={training.revokedAt !== null && <Badge tone="bad">{say('training.revoked')}</Badge>}
              href={`/v/${organisation}/${training.code}`}
            />
          ))}
        </List>
      )}
    </Panel>
  )
}
