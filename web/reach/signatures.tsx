import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import type { Tier } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatCount, formatDay, formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { coverageApi, overviewLink, type SignedUnit } from './api.ts'

type Names = { slug: string; tier: Tier }

const useChange = () => {
  const language = useLanguage()
  return (by: number) => `${by > 0 ? '+' : '−'}${formatCount(Math.abs(by), language)}`
}

const Signature = ({ row }: { row: SignedUnit }) => {
  const say = useText(reachText)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const change = useChange()
  const { signed, now, restated } = row
  if (!signed) return <p class="soft">{say('signed.none')}</p>
  const [since, late] = [now.trained - signed.trained, (restated?.trained ?? signed.trained) - signed.trained]
  return (
    <div>
      <p>
        {say('signed.by', {
          who: signed.signedBy ? name(signed.signedBy) : '–',
          when: formatInstant(signed.signedAt, zone, language),
          day: formatDay(signed.on, 'medium', language),
          trained: formatCount(signed.trained, language),
        })}
        {signed.note && ` – “${signed.note}”`}
      </p>
      <p class="soft small">
        {since === 0 ? say('signed.same') : say('signed.since', { change: change(since) })}
        {late !== 0 &&
          `; ${say('signed.restated', { trained: formatCount(signed.trained + late, language), change: change(late) })}`}
        {signed.below > 0 &&
          `; ${say('signed.below', {
            signed: formatCount(signed.belowSigned, language),
            below: formatCount(signed.below, language),
          })}`}
      </p>
    </div>
  )
}

type SigningProps = Names & { row: SignedUnit; unsigned: number; onDone: () => void; open: boolean }

const Signing = ({ slug, tier, row, unsigned, onDone, open }: SigningProps) => {
  const say = useText(reachText)
  const name = useName()
  const language = useLanguage()
  const on = today(useZone())
  const [note, setNote] = useState('')
  const [id] = useState(newId)
  const { nominated, registered, trained } = row.now
  const sign = useAction(async () => {
    await json(
      coverageApi(slug).coverage[':tierId'].signatures.$post({
        param: { tierId: tier.id },
        json: { id, unitId: row.unit.id, on, nominated, registered, trained, ...(note ? { note } : {}) },
      }),
    )
    reloadQueries(`${slug}/coverage/${tier.id}/signatures`)
    toast(say('signed.toast'))
    onDone()
  })
  const count = (n: number) => formatCount(n, language)
  return (
    <ConfirmDialog
      title={say('sign.title', { unit: name(row.unit) })}
      open={open}
      onClose={onDone}
      onConfirm={sign.run}
      confirm={say('sign')}
      busy={sign.busy}
      problem={sign.problem}
    >
      <p>
        {say('sign.body', {
          day: formatDay(on, 'medium', language),
          nominated: count(nominated),
          registered: count(registered),
          trained: count(trained),
        })}
      </p>
      {unsigned > 0 && <p class="strong">{say('sign.below', { count: unsigned })}</p>}
      <TextField
        label={say('sign.note')}
        hint={say('sign.note.hint')}
        value={note}
        onChange={setNote}
        maxLength={200}
      />
    </ConfirmDialog>
  )
}

type Page = { units: readonly SignedUnit[]; after: string | null }

const Signed = ({ slug, tier, page, ask }: Names & { page: Page; ask: (after: string) => Promise<Page> }) => {
  const say = useText(reachText)
  const name = useName()
  const [open, setOpen] = useState(false)
  const [rest, setRest] = useState<Page | undefined>(undefined)
  const may = useFrame(slug)?.holds.has('coverage:sign')
  const after = rest ? rest.after : page.after
  const more = useAction(async () => {
    if (after === null) return
    const next = await ask(after)
    setRest({ units: [...(rest?.units ?? []), ...next.units.filter(({ top }) => !top)], after: next.after })
  })
  const own = page.units.find(({ top }) => top)
  const below = [...page.units.filter(({ top }) => !top), ...(rest?.units ?? [])]
  return (
    <>
      {own && (
        <div class="signature-own">
          <h3>{name(own.unit)}</h3>
          <Signature row={own} />
          {may && (
            <span class="no-print">
              <Button icon="edit" onPress={() => setOpen(true)}>
                {say('sign')}
              </Button>
            </span>
          )}
          <Signing
            key={own.signed?.id ?? ''}
            slug={slug}
            tier={tier}
            row={own}
            unsigned={below.filter(({ signed }) => !signed).length}
            open={open}
            onDone={() => setOpen(false)}
          />
        </div>
      )}
      {below.length > 0 && (
        <ul class="list" aria-label={say('signatures')}>
          {below.map((row) => (
            <li key={row.unit.id} class="signature">
              <Icon name={row.signed ? 'check' : 'clock'} size={22} />
              <div>
                <a class="strong" href={overviewLink(slug, tier.id, row.unit.id)}>
                  {name(row.unit)}
                </a>
                <Signature row={row} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {more.problem && <ProblemView problem={more.problem} onRetry={more.run} />}
      {after !== null && (
        <Button icon="down" busy={more.busy} onPress={more.run}>
          …
        </Button>
      )}
    </>
  )
}

/** Who has signed the figures of a unit and of those right below it, and what has changed since. */
export const Signatures = ({ slug, tier, unit }: Names & { unit: string }) => {
  const say = useText(reachText)
  const ask = (after: string | undefined, signal?: AbortSignal) =>
    json(
      coverageApi(slug).coverage[':tierId'].signatures.$get(
        { param: { tierId: tier.id }, query: { unit, ...(after ? { after } : {}) } },
        { init: { signal: signal ?? null } },
      ),
    )
  const query = useQuery(`${slug}/coverage/${tier.id}/signatures/${unit}`, (signal) => ask(undefined, signal))
  return (
    <Panel title={say('signatures')} hint={say('signatures.hint')}>
      <AsyncView query={query}>
        {(page) => <Signed key={unit} slug={slug} tier={tier} page={page} ask={ask} />}
      </AsyncView>
    </Panel>
  )
}
