import { listed } from '../planning/names.ts'
import type { Query } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { roleTexts } from '../text/roles.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Count } from '../ui/format.tsx'
import type { Preview } from './api.ts'

const FOLLOWS = [
  'children',
  'people',
  'offices',
  'grants',
  'nominations',
  'registrations',
  'credentials',
  'trainings',
  'workshops',
] as const
const NAMED = 12

/** Whether a change may be made: it leaves the published plans whole. */
export const isFine = (preview: Preview | undefined): boolean =>
  preview !== undefined && preview.gaps.length + preview.overlaps.length === 0

type Shift = Preview['sight']['gains'][number]

const Shifts = ({ title, shifts }: { title: string; shifts: readonly Shift[] }) => {
  const say = useText(changesTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  if (shifts.length === 0) return null
  return (
    <div>
      <p class="strong">{title}</p>
      <ul class="change-shifts">
        {shifts.slice(0, NAMED).map((shift) => (
          <li key={`${shift.id} ${shift.role}`}>
            {name(shift)}
            {shift.role && <span class="soft">, {sayRole(shift.role as 'owner')}</span>}
            {shift.units > 1 && <span class="soft"> ({say('units', { count: shift.units })})</span>}
          </li>
        ))}
        {shifts.length > NAMED && (
          <li class="soft">
            + <Count value={shifts.length - NAMED} />
          </li>
        )}
      </ul>
    </div>
  )
}

/** What a published plan would lack, by the names of the units. */
export const Broken = ({
  gaps,
  overlaps,
  mends,
}: Pick<Preview, 'gaps' | 'overlaps'> & { mends: boolean }) => {
  const say = useText(changesTexts)
  const name = useName()
  const language = useLanguage()
  const names = (units: readonly { nameEn: string; nameHi: string }[]) =>
    listed(
      [...units.slice(0, NAMED).map(name), ...(units.length > NAMED ? [`+${units.length - NAMED}`] : [])],
      language,
    )
  return (
    <Banner tone="bad" title={say('broken.title')} urgent>
      {gaps.length > 0 && <p>{say('broken.gaps', { what: names(gaps) })}</p>}
      {overlaps.length > 0 && (
        <p>{say('broken.overlaps', { what: names(overlaps.map(({ unit }) => unit)) })}</p>
      )}
      {!mends && <p>{say('broken.next')}</p>}
    </Banner>
  )
}

const usePhrase = () => {
  const say = useText(changesTexts)
  const language = useLanguage()
  return (counts: readonly (readonly [(typeof FOLLOWS)[number] | 'units', number])[]) =>
    listed(
      counts.filter(([, count]) => count > 0).map(([what, count]) => say(what, { count })),
      language,
    )
}

/** What stands in the units that a change moves, in sentences. */
export const LoadTold = ({ load }: { load: Preview['load'] }) => {
  const say = useText(changesTexts)
  const name = useName()
  const language = useLanguage()
  const concerned = usePhrase()([
    ['units', load.units],
    ['people', load.people],
    ['offices', load.offices],
    ['registrations', load.registrations],
  ])
  const money = (minor: number) => formatMoney(minor, load.currency, language)
  return (
    <>
      {concerned && <p>{say('preview.load', { what: concerned })}</p>}
      {load.dueMinor > 0 && (
        <p>{say('preview.money', { due: money(load.dueMinor), paid: money(load.paidMinor) })}</p>
      )}
      {load.workshops.length > 0 && (
        <p>{say('preview.hosted', { what: listed(load.workshops.map(name), language) })}</p>
      )}
    </>
  )
}

type Told = { inside?: boolean | undefined; mends?: boolean | undefined }

const Told = ({ preview, inside, mends }: Told & { preview: Preview }) => {
  const say = useText(changesTexts)
  const { follows, load, sight, catchments, gaps, overlaps } = preview
  const goes = usePhrase()(FOLLOWS.map((what) => [what, follows[what]] as const))
  const still = sight.gains.length + sight.loses.length === 0
  return (
    <div class="stack change-preview" role="status">
      <p class="strong">{say('preview.title')}</p>
      {gaps.length + overlaps.length > 0 && <Broken gaps={gaps} overlaps={overlaps} mends={mends ?? false} />}
      {inside && goes && <p>{say('preview.follows', { what: goes })}</p>}
      <LoadTold load={load} />
      <Shifts title={say('preview.gains')} shifts={sight.gains} />
      <Shifts title={say('preview.loses')} shifts={sight.loses} />
      {still && <p>{say('preview.sight.same')}</p>}
      <Shifts title={say('preview.serve.gains')} shifts={catchments.gains} />
      <Shifts title={say('preview.serve.loses')} shifts={catchments.loses} />
    </div>
  )
}

/**
 * What a change would do, once it is known; `inside` tells what leaves the unit, where it does not go as a whole, `mends`
 * that a way to keep the plan whole is offered beside it.
 */
export const PreviewView = ({ query, ...told }: Told & { query: Query<Preview> }) => (
  <AsyncView query={query}>{(preview) => <Told preview={preview} {...told} />}</AsyncView>
)
