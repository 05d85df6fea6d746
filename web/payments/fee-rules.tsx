import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feeRuleTexts } from '../text/fee-rules.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { policyTexts } from '../text/refund-policy.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { faultsOf, type Rule, RuleForm } from './fee-rule-form.tsx'

type Api = ReturnType<typeof paymentsApi>['workshops'][':workshopId']['fees']
type Fees = InferResponseType<Api['$get'], 200>
type Preview = InferResponseType<Api['preview']['$post'], 200>

const apiOf = (organisation: string) => paymentsApi(organisation).workshops[':workshopId'].fees

/** Where rules are read and stored; only a workshop has people on whom they can be tried out. */
type Place = {
  read: (signal: AbortSignal) => Promise<Fees>
  write: (edit: { version: number; rules: Rule[] }) => Promise<Fees>
  preview?: (tried: { rules: Rule[]; on: string }) => Promise<Preview>
  edits: 'workshops:edit' | 'programmes:edit'
}

const ofWorkshop = (organisation: string, workshopId: string): Place => {
  const param = { workshopId }
  const api = apiOf(organisation)
  return {
    read: (signal) => json(api.$get({ param }, { init: { signal } })),
    write: (edit) => json(api.$put({ param, json: edit })),
    preview: (tried) => json(api.preview.$post({ param, json: tried })),
    edits: 'workshops:edit',
  }
}

const ofTier = (organisation: string, tierId: string): Place => {
  const param = { tierId }
  const api = paymentsApi(organisation).tiers[':tierId'].fees
  return {
    read: (signal) => json(api.$get({ param }, { init: { signal } })),
    write: (edit) => json(api.$put({ param, json: edit })),
    edits: 'programmes:edit',
  }
}

/** What a place costs whom in the workshops that a tier will have. */
export const TierFeeRules = ({ params, query }: ScreenProps<'/o/:organisation/tiers/:tier/fees'>) => {
  const { organisation, tier } = params
  const say = useText(feeRuleTexts)
  const key = `${organisation}/money/tier-fees/${tier}`
  const place = ofTier(organisation, tier)
  const fees = useQuery(key, place.read)
  const up = query.programme
    ? `/o/${organisation}/programmes/${query.programme}`
    : `/o/${organisation}/programmes`
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead.tier')}
        crumbs={[{ label: say('programme'), href: up }]}
      />
      <AsyncView query={fees}>
        {(stored) => (
          <Editor
            key={stored.version}
            organisation={organisation}
            place={place}
            stored={stored}
            stash={key}
          />
        )}
      </AsyncView>
    </>
  )
}

/** What a place in a workshop costs whom: rules in an order, tried out on its people before they count. */
export const FeeRules = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/fees'>) => {
  const { organisation, workshop: id } = params
  const say = useText(feeRuleTexts)
  const key = `${organisation}/money/fees/${id}`
  const place = ofWorkshop(organisation, id)
  const fees = useQuery(key, place.read)
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${id}` }]}
      />
      <AsyncView query={fees}>
        {(stored) => (
          <Editor
            key={stored.version}
            organisation={organisation}
            place={place}
            id={id}
            stored={stored}
            stash={key}
          />
        )}
      </AsyncView>
    </>
  )
}

type EditorProps = { organisation: string; place: Place; id?: string; stored: Fees; stash: string }

const moved = (rules: readonly Rule[], from: number, to: number): Rule[] => {
  const left = rules.filter((_, at) => at !== from)
  const rule = rules[from]
  return rule ? [...left.slice(0, to), rule, ...left.slice(to)] : [...rules]
}

const Editor = ({ organisation, place, id, stored, stash }: EditorProps) => {
  const say = useText(feeRuleTexts)
  const language = useLanguage()
  const sayPolicy = useText(policyTexts)
  const frame = useFrame(organisation)
  const edits = frame?.holds.has(place.edits) ?? false
  const looks = frame?.holds.has('payments:read') ?? false
  const [rules, setRules] = useState<readonly Rule[]>(stored.rules)
  const [tried, setTried] = useState(false)
  const [preview, setPreview] = useState<Preview | undefined>(undefined)
  const sound = rules.every((rule) => Object.keys(faultsOf(rule)).length === 0)
  const change = (next: readonly Rule[]) => {
    setRules(next)
    setPreview(undefined)
  }
  const tryOut = useAction(async () => {
    const on = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' })
    setPreview(await place.preview?.({ rules: [...rules], on }))
  })
  const save = useAction(async () => {
    const { version } = stored
    putQuery(stash, await place.write({ version, rules: [...rules] }))
    toast(say('saved'))
  })
  const checked = (run: () => void) => () => {
    setTried(true)
    if (sound) run()
  }
  return (
    <div class="stack stack-l">
      <Facts
        facts={[
          {
            label: say('base'),
            value:
              stored.baseMinor > 0 ? formatMoney(stored.baseMinor, stored.currency, language) : say('free'),
          },
        ]}
      />
      {rules.length === 0 && (
        <EmptyState icon="money" title={say('none')}>
          {say('none.text')}
        </EmptyState>
      )}
      {rules.map((rule, at) => (
        <RuleForm
          // A rule has no name of its own yet; its place is what it is known by.
          key={`${at}/${rules.length}`}
          organisation={organisation}
          rule={rule}
          number={at + 1}
          fees={stored}
          tried={tried}
          onChange={(next) => change(rules.map((one, index) => (index === at ? next : one)))}
          onUp={at > 0 ? () => change(moved(rules, at, at - 1)) : undefined}
          onDown={at < rules.length - 1 ? () => change(moved(rules, at, at + 1)) : undefined}
          onRemove={() => change(rules.filter((_, index) => index !== at))}
        />
      ))}
      {edits && (
        <div class="cluster">
          <Button icon="plus" onPress={() => change([...rules, { nameEn: '', nameHi: '', percent: 50 }])}>
            {say('add')}
          </Button>
          {place.preview && (
            <Button icon="eye" busy={tryOut.busy} onPress={checked(tryOut.run)}>
              {say('preview')}
            </Button>
          )}
          {id && (
            <LinkButton icon="edit" href={`/o/${organisation}/workshops/${id}/edit`}>
              {say('base.edit')}
            </LinkButton>
          )}
          {id && looks && (
            <LinkButton icon="undo" href={`/o/${organisation}/money/refund-policy?workshop=${id}`}>
              {sayPolicy('title')}
            </LinkButton>
          )}
        </div>
      )}
      {preview && <WhoPays rules={rules} preview={preview} />}
      {tryOut.problem && <ProblemView problem={tryOut.problem} />}
      {save.problem?.slug === 'version-changed' ? (
        <Banner
          tone="warn"
          title={say('changed')}
          urgent
          actions={<Button onPress={() => reloadQueries(stash)}>{say('reload')}</Button>}
        >
          <p>{say('changed.text')}</p>
        </Banner>
      ) : (
        save.problem && <ProblemView problem={save.problem} />
      )}
      {edits && (
        <Button kind="main" large wide icon="check" busy={save.busy} onPress={checked(save.run)}>
          {say('save')}
        </Button>
      )}
    </div>
  )
}

const WhoPays = ({ rules, preview }: { rules: readonly Rule[]; preview: Preview }) => {
  const say = useText(feeRuleTexts)
  const name = useName()
  const language = useLanguage()
  type Line = Preview['rows'][number]
  const who = (row: Line) => {
    const rule = rules[row.at]
    return rule ? name(rule) : say('preview.rest')
  }
  const people = (row: Line) => {
    if (rules[row.at]?.fromNth !== undefined) return say('preview.nth')
    const count = say('preview.people', { count: row.people })
    return row.example ? `${count}, ${say('preview.example', { name: name(row.example) })}` : count
  }
  return (
    <Panel title={say('preview.title')} hint={say('preview.hint')}>
      <Table
        caption={say('preview.title')}
        rows={preview.rows}
        keyOf={(row) => String(row.at)}
        columns={[
          { key: 'who', header: say('title'), names: true, cell: who },
          {
            key: 'pays',
            header: say('pays'),
            numeric: true,
            cell: (row) =>
              row.amountMinor > 0 ? formatMoney(row.amountMinor, preview.currency, language) : say('free'),
          },
          { key: 'people', header: say('preview.title'), cell: people },
        ]}
      />
    </Panel>
  )
}
