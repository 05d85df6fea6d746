import { newId } from '../id.ts'
import { consentTexts } from '../text/consent.ts'
import { currentLanguage, useText } from '../text/index.ts'
import { Checkbox, Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import type { Consenting, Notice } from './api.ts'

type Relation = 'mother' | 'father' | 'guardian'

/** What is ticked and typed of a consent. */
export type ConsentTyped = {
  id: string
  agreed: boolean
  guardian: string
  relation: Relation | ''
  witness: string
}

/** Whose consent it is: who needs a guardian, who needs a witness. */
export type ConsentNeeds = { minor: boolean; unread: boolean }

/** Nothing ticked or typed yet; the id makes a second tap the same consent. */
export const noConsent = (): ConsentTyped => ({
  id: newId(),
  agreed: false,
  guardian: '',
  relation: '',
  witness: '',
})

/** Whether somebody may be under 18 now: only the year of birth is known. */
export const mayBeMinor = (bornYear: number | null): boolean =>
  bornYear !== null && new Date().getFullYear() - bornYear <= 18

/** What to send of a consent to a notice; undefined while something of it is missing. */
export function consentOf(
  typed: ConsentTyped,
  notice: Notice,
  needs: ConsentNeeds,
): Omit<Consenting, 'given'> | undefined {
  const { id, agreed, relation } = typed
  const [guardian, witness] = [typed.guardian.trim(), typed.witness.trim()]
  if (!agreed || (needs.unread && !witness)) return undefined
  const said = { id, noticeId: notice.id, language: currentLanguage() }
  const heard = needs.unread ? { name: witness, readOut: 'read' as const } : null
  if (!needs.minor) return { ...said, guardian: null, witness: heard }
  if (!guardian || relation === '') return undefined
  return { ...said, witness: heard, guardian: { name: guardian, relation, verified: 'present' } }
}

type Props = {
  organisation: string
  needs: ConsentNeeds
  value: ConsentTyped
  onChange: (value: ConsentTyped) => void
  /** Asks for what is missing. */
  tried: boolean
}

/** Agreeing to the privacy notice: for somebody under 18 his guardian does, for somebody who cannot read a witness stands by. */
export const ConsentFields = ({ organisation, needs, value, onChange, tried }: Props) => {
  const say = useText(consentTexts)
  const unnamed = tried && (!value.guardian.trim() || value.relation === '')
  return (
    <div class="stack">
      <p>
        <a href={`/o/${organisation}/privacy-notice`} target="_blank" rel="noopener">
          {say('read')}
        </a>
      </p>
      {needs.minor && (
        <>
          <p class="strong">{say('guardian')}</p>
          <p class="soft">{say('guardian.lead')}</p>
          <TextField
            label={say('guardian.name')}
            required
            maxLength={120}
            error={unnamed ? say('guardian.missing') : undefined}
            value={value.guardian}
            onChange={(guardian) => onChange({ ...value, guardian })}
          />
          <Choice
            label={say('relation')}
            required
            inline
            value={value.relation}
            onChange={(relation) => onChange({ ...value, relation })}
            options={[
              { value: 'mother', label: say('mother') },
              { value: 'father', label: say('father') },
              { value: 'guardian', label: say('relation.guardian') },
            ]}
          />
        </>
      )}
      {needs.unread && (
        <TextField
          label={say('witness')}
          hint={say('witness.hint')}
          required
          maxLength={120}
          error={tried && !value.witness.trim() ? say('witness.missing') : undefined}
          value={value.witness}
          onChange={(witness) => onChange({ ...value, witness })}
        />
      )}
      <Checkbox
        label={say(needs.minor ? 'guardian.agree' : 'agree')}
        required
        error={tried && !value.agreed ? say('missing') : undefined}
        checked={value.agreed}
        onChange={(agreed) => onChange({ ...value, agreed })}
      />
    </div>
  )
}
