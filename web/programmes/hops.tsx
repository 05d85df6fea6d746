import { useState } from 'preact/hooks'
import type { ProgrammePage, Tier } from '../planning/api.ts'
import { useFrame } from '../shell/frame.ts'
import { feeRuleTexts } from '../text/fee-rules.ts'
import { formatDay, formatDays } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { programmesText } from '../text/programmes.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Money } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { TierForm } from './tier-form.tsx'

/** When a tier is to be held, in words; undefined when nobody said. */
const useWhen = () => {
  const say = useText(planning)
  const language = useLanguage()
  return ({ startBy, finishBy }: Tier): string | undefined => {
    if (startBy && finishBy) return formatDays(startBy, finishBy, language)
    if (startBy) return say('from', { day: formatDay(startBy, 'medium', language) })
    return finishBy ? say('until', { day: formatDay(finishBy, 'medium', language) }) : undefined
  }
}

const HopFacts = ({ tier, currency }: { tier: Tier; currency: string }) => {
  const say = useText(programmesText)
  const shared = useText(planning)
  const name = useName()
  const when = useWhen()
  const {
    minimum,
    target,
    maximum,
    batchSize,
    days,
    hoursPerDay,
    passDays,
    passSessions,
    passSubjects,
    feeMinor,
  } = tier
  const pass =
    passDays === days ? say('pass.all', { count: days }) : say('pass.some', { count: passDays, days })
  return (
    <Facts
      facts={[
        { label: say('fact.teachers'), value: say(tier.taughtBy) },
        {
          label: say('fact.quota', { level: name(tier.traineeLevel) }),
          value: say('quota', { minimum, target, maximum }),
        },
        { label: say('fact.batch'), value: say('batch', { count: batchSize }) },
        { label: say('fact.length'), value: say('length', { count: days, hours: hoursPerDay }) },
        {
          label: say('fact.pass'),
          value: [
            pass,
            passSessions > 0 && say('pass.sessions', { percent: passSessions }),
            passSubjects > 0 && say('pass.subjects', { count: passSubjects }),
          ]
            .filter(Boolean)
            .join(', '),
        },
        { label: say('fact.when'), value: when(tier) },
        {
          label: say('fact.valid'),
          value: tier.validMonths === null ? undefined : say('valid', { count: tier.validMonths }),
        },
        {
          label: say('fact.fee'),
          value: feeMinor === 0 ? shared('free') : <Money amountMinor={feeMinor} currency={currency} />,
        },
        { label: say('fact.how'), value: say(tier.planned ? 'planned' : 'open') },
      ]}
    />
  )
}

type HopLinksProps = { slug: string; tier: Tier; onEdit: (() => void) | undefined }

const HopLinks = ({ slug, tier, onEdit }: HopLinksProps) => {
  const say = useText(programmesText)
  const shared = useText(planning)
  const sayFees = useText(feeRuleTexts)
  const name = useName()
  const holds = useFrame(slug)?.holds
  const query = `programme=${tier.programmeId}&tier=${tier.id}`
  return (
    <div class="cluster">
      {holds?.has('workshops:read') && tier.planned && (
        <LinkButton icon="check" href={`/o/${slug}/tiers/${tier.id}/plan`}>
          {say('tier.plan')}
        </LinkButton>
      )}
      {holds?.has('workshops:read') && (
        <LinkButton kind="quiet" href={`/o/${slug}/workshops?${query}`}>
          {say('tier.workshops', { count: tier.workshops })}
        </LinkButton>
      )}
      {holds?.has('coverage:read') && (
        <LinkButton kind="quiet" href={`/o/${slug}/coverage?${query}`}>
          {say('tier.coverage')}
        </LinkButton>
      )}
      {holds?.has('nominations:edit') && tier.approvals > 0 && (
        <LinkButton kind="quiet" href={`/o/${slug}/tiers/${tier.id}/nominations`}>
          {say('tier.nominations')}
        </LinkButton>
      )}
      {holds?.has('registrations:read') && holds.has('units:read') && (
        <LinkButton kind="quiet" href={`/o/${slug}/tiers/${tier.id}/renewals`}>
          {say('tier.renewals')}
        </LinkButton>
      )}
      {onEdit && (
        <LinkButton kind="quiet" href={`/o/${slug}/tiers/${tier.id}/fees?programme=${tier.programmeId}`}>
          {sayFees('title')}
        </LinkButton>
      )}
      {onEdit && (
        <Button kind="quiet" label={say('tier.edit', { name: name(tier) })} onPress={onEdit}>
          {shared('edit')}
        </Button>
      )}
    </div>
  )
}

type HopProps = { slug: string; tier: Tier; last: boolean; onEdit: (() => void) | undefined }

const Hop = ({ slug, tier, last, onEdit }: HopProps) => {
  const say = useText(programmesText)
  const name = useName()
  const currency = useFrame(slug)?.organisation.currency ?? 'INR'
  const title = name(tier)
  return (
    <li class="hop">
      <div class="hop-card">
        <div class="hop-head">
          <span class="hop-number" aria-hidden="true">
            {tier.position}
          </span>
          <div class="hop-title">
            <p class="small soft">{say('tier.number', { number: tier.position })}</p>
            <h3>{title}</h3>
          </div>
          {tier.planned && (
            <Badge tone={tier.planPublishedAt === null ? 'warn' : 'good'}>
              {say(tier.planPublishedAt === null ? 'tier.plan.draft' : 'tier.plan.published')}
            </Badge>
          )}
        </div>
        <p class="hop-way" aria-hidden="true">
          <span>{name(tier.hostLevel)}</span>
          <Icon name="go" />
          <span>{name(tier.traineeLevel)}</span>
        </p>
        <p>{say('tier.sentence', { host: name(tier.hostLevel), trainee: name(tier.traineeLevel) })}</p>
        <HopFacts tier={tier} currency={currency} />
        <HopLinks slug={slug} tier={tier} onEdit={onEdit} />
      </div>
      {!last && (
        <p class="hop-thread">
          <Icon name="down" size={20} />
          {say('tier.thread')}
        </p>
      )}
    </li>
  )
}

type HopsProps = {
  slug: string
  programme: ProgrammePage
  edits: boolean
  onStored: (programme: ProgrammePage) => void
}

/** The cascade of a programme, hop under hop. */
export const Hops = ({ slug, programme, edits, onStored }: HopsProps) => {
  const say = useText(programmesText)
  const name = useName()
  const [form, setForm] = useState<Tier | 'new' | undefined>(undefined)
  const holds = useFrame(slug)?.holds
  const tries = holds?.has('workshops:read')
  const stamps = holds?.has('workshops:edit')
  const add = edits && (
    <Button icon="plus" kind={programme.tiers.length === 0 ? 'main' : 'plain'} onPress={() => setForm('new')}>
      {say('tier.add')}
    </Button>
  )
  const editing = form === 'new' ? undefined : form
  return (
    <Panel title={say('cascade')} hint={say('cascade.hint')}>
      {programme.tiers.length === 0 && (
        <EmptyState icon="units" title={say('cascade.empty')} actions={add}>
          {say('cascade.empty.next')}
        </EmptyState>
      )}
      <ol class="hops">
        {programme.tiers.map((tier, at) => (
          <Hop
            key={tier.id}
            slug={slug}
            tier={tier}
            last={at === programme.tiers.length - 1}
            onEdit={edits ? () => setForm(tier) : undefined}
          />
        ))}
      </ol>
      {programme.tiers.length > 0 && (
        <div class="cluster">
          {add}
          {tries && (
            <LinkButton icon="check" href={`/o/${slug}/programmes/${programme.id}/simulation`}>
              {say('simulate')}
            </LinkButton>
          )}
          {stamps && (
            <LinkButton icon="calendar" href={`/o/${slug}/programmes/${programme.id}/drafts`}>
              {say('stampings')}
            </LinkButton>
          )}
        </div>
      )}
      <Dialog
        title={editing ? say('tier.edit', { name: name(editing) }) : say('tier.new')}
        open={form !== undefined}
        onClose={() => setForm(undefined)}
      >
        <TierForm
          slug={slug}
          programme={programme}
          tier={editing}
          onStored={(stored) => {
            setForm(undefined)
            onStored(stored)
          }}
        />
      </Dialog>
    </Panel>
  )
}
