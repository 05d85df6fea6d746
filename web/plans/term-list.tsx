import { useState } from 'preact/hooks'
import type { UnitRef } from '../planning/api.ts'
import { type Spelt, useCatchmentText } from '../planning/catchment.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { plansText } from '../text/plans.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { nameOf, partsOf, type Terms } from './terms.ts'

type Refs = ReadonlyMap<string, UnitRef>
type List = 'include' | 'exclude'

const bilingual = (names: { en: string; hi: string } | undefined) =>
  names ? { nameEn: names.en, nameHi: names.hi } : null

/** Names of a catchment with their units, levels and wings in words. */
export const useSpelt = (slug: string, refs: Refs) => {
  const organisation = useFrame(slug)?.organisation
  return (terms: readonly string[]): Spelt[] =>
    terms.flatMap((term) => {
      const { unitId, each, wing } = partsOf(term)
      const unit = refs.get(unitId)
      const level = organisation?.levels.find(({ id }) => id === each)?.names
      const people = organisation?.wings.find(({ id }) => id === wing)?.names
      return unit ? [{ ...unit, each: bilingual(level), wing: bilingual(people) }] : []
    })
}

type TermListProps = {
  slug: string
  /** The level that is trained: no level below it can be named. */
  levelId: string
  terms: Terms
  refs: Refs
  onChange: (terms: Terms) => void
}

type LimitsProps = Omit<TermListProps, 'terms' | 'onChange'> & {
  term: string
  list: List
  onClose: () => void
  onKeep: (term: string, list: List, beside: boolean) => void
}

const Limits = ({ slug, levelId, refs, term, list, onClose, onKeep }: LimitsProps) => {
  const say = useText(plansText)
  const language = useLanguage()
  const organisation = useFrame(slug)?.organisation
  const [parts, setParts] = useState(partsOf(term))
  const [to, setTo] = useState<List>(list)
  const depthOf = (id: string | undefined) =>
    organisation?.levels.find((level) => level.id === id)?.depth ?? 0
  const own = depthOf(refs.get(parts.unitId)?.levelId)
  const between = (organisation?.levels ?? []).filter(({ depth }) => depth > own && depth < depthOf(levelId))
  const wings = organisation?.wings ?? []
  const keep = (beside: boolean) => onKeep(nameOf(parts), to, beside)
  const [name] = useSpelt(slug, refs)([parts.unitId])
  return (
    <Dialog
      title={name ? (language === 'hi' ? name.nameHi : name.nameEn) : ''}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => keep(true)}>{say('term.beside')}</Button>
          <Button kind="main" onPress={() => keep(false)}>
            {say('term.keep')}
          </Button>
        </>
      }
    >
      <Choice<List>
        label={say('term.list')}
        required
        value={to}
        onChange={setTo}
        options={[
          { value: 'include', label: say('included') },
          { value: 'exclude', label: say('excepted') },
        ]}
      />
      {between.length > 0 && (
        <SelectField
          label={say('term.each')}
          hint={say('term.each.hint')}
          required
          value={parts.each || 'all'}
          onChange={(each) => setParts({ ...parts, each: each === 'all' ? '' : each })}
          options={[
            { value: 'all', label: say('term.each.all') },
            ...between.map(({ id, names }) => ({
              value: id,
              label: say('term.each.of', { level: names[language] }),
            })),
          ]}
        />
      )}
      {wings.length > 0 && (
        <SelectField
          label={say('term.wing')}
          hint={say('term.wing.hint')}
          required
          value={parts.wing || 'all'}
          onChange={(wing) => setParts({ ...parts, wing: wing === 'all' ? '' : wing })}
          options={[
            { value: 'all', label: say('term.wing.all') },
            ...wings.map(({ id, names }) => ({ value: id, label: names[language] })),
          ]}
        />
      )}
    </Dialog>
  )
}

/** What a catchment names, name by name: to take away, or to limit to a level or a wing. */
export const TermList = (props: TermListProps) => {
  const { slug, terms, refs, onChange } = props
  const say = useText(plansText)
  const shared = useText(planning)
  const sentence = useCatchmentText()
  const spelt = useSpelt(slug, refs)
  const [edited, setEdited] = useState<{ term: string; list: List } | undefined>(undefined)
  const without = (term: string): Terms => ({
    include: terms.include.filter((other) => other !== term),
    exclude: terms.exclude.filter((other) => other !== term),
  })
  const keep = (term: string, list: List, beside: boolean) => {
    const rest = without(term)
    const { include, exclude } = beside || !edited ? rest : { ...withoutFrom(rest, edited.term) }
    onChange(
      list === 'include'
        ? { include: [...include, term], exclude }
        : { include, exclude: [...exclude, term] },
    )
    setEdited(undefined)
  }
  const label = (term: string) => sentence({ include: spelt([term]), exclude: [] })
  return (
    <>
      {(['include', 'exclude'] as const).map(
        (list) =>
          terms[list].length > 0 && (
            <div key={list} class="stack stack-s">
              <p class="small soft">{say(list === 'include' ? 'included' : 'excepted')}</p>
              <ul class="terms">
                {terms[list].map((term) => (
                  <li key={term} class="term">
                    <span>{label(term)}</span>
                    <IconButton
                      icon="edit"
                      label={say('term.limit', { name: label(term) })}
                      onPress={() => setEdited({ term, list })}
                    />
                    <IconButton
                      icon="close"
                      label={say('remove', { name: label(term) })}
                      onPress={() => onChange(without(term))}
                    />
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      {edited && <Limits {...props} {...edited} onClose={() => setEdited(undefined)} onKeep={keep} />}
      {terms.include.length === 0 && <p class="soft">{shared('catchment.empty')}</p>}
    </>
  )
}

const withoutFrom = (terms: Terms, term: string): Terms => ({
  include: terms.include.filter((other) => other !== term),
  exclude: terms.exclude.filter((other) => other !== term),
})
