import { entryTexts } from '../text/entry.ts'
import { currentLanguage, LANGUAGES, type Language, useText } from '../text/index.ts'
import { bothNames } from '../text/names.ts'
import { Choice } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'

type Gender = 'female' | 'male' | 'other'

/** What is known of a person, as the server stores it. */
export type About = {
  nameEn: string
  nameHi: string
  guardianName: string | null
  bornYear: number | null
  gender: Gender | null
  language: Language
  hasSmartphone: boolean | null
  canRead: boolean | null
}

/** What is typed of a person; empty where nothing is said. */
export type AboutTyped = Omit<About, 'guardianName' | 'gender'> & {
  guardianName: string
  gender: Gender | ''
}

/** The fields of a person who is known already, or of somebody new. */
export const typedOf = (known: About | null): AboutTyped => {
  const { nameEn = '', nameHi = '', guardianName, bornYear = null, gender, language } = known ?? {}
  return {
    nameEn,
    nameHi,
    guardianName: guardianName ?? '',
    bornYear,
    gender: gender ?? '',
    language: language ?? currentLanguage(),
    hasSmartphone: known?.hasSmartphone ?? null,
    canRead: known?.canRead ?? null,
  }
}

/** What to send of the fields. */
export const aboutOf = (typed: AboutTyped): About => ({
  ...typed,
  ...bothNames(typed),
  guardianName: typed.guardianName.trim() || null,
  gender: typed.gender || null,
})

/** True while neither script has a name. */
export const isNameless = ({ nameEn, nameHi }: AboutTyped): boolean => !nameEn.trim() && !nameHi.trim()

type FieldsProps = {
  value: AboutTyped
  onChange: (value: AboutTyped) => void
  /** What is wrong with the value at a pointer. */
  fault: (pointer: string) => string | undefined
}

/** A person's name in both scripts; one of them is enough. `tried` asks for it where it is missing. */
export const NameFields = ({ value, onChange, fault, tried }: FieldsProps & { tried: boolean }) => {
  const say = useText(entryTexts)
  return (
    <>
      <TextField
        label={say('name.hi')}
        hint={say('name.hint')}
        error={tried && isNameless(value) ? say('name.missing') : fault('/nameHi')}
        lang="hi"
        maxLength={120}
        required
        value={value.nameHi}
        onChange={(nameHi) => onChange({ ...value, nameHi })}
      />
      <TextField
        label={say('name.en')}
        error={fault('/nameEn')}
        lang="en"
        maxLength={120}
        value={value.nameEn}
        onChange={(nameEn) => onChange({ ...value, nameEn })}
      />
    </>
  )
}

/** What else is asked of a person; none of it is needed. */
export const MoreFields = ({ value, onChange, fault }: FieldsProps) => {
  const say = useText(entryTexts)
  return (
    <>
      <TextField
        label={say('guardian')}
        hint={say('guardian.hint')}
        error={fault('/guardianName')}
        maxLength={120}
        value={value.guardianName}
        onChange={(guardianName) => onChange({ ...value, guardianName })}
      />
      <NumberField
        label={say('born')}
        error={fault('/bornYear') && say('born.wrong')}
        value={value.bornYear}
        onChange={(bornYear) => onChange({ ...value, bornYear })}
      />
      <Choice
        label={say('gender')}
        inline
        value={value.gender}
        onChange={(gender) => onChange({ ...value, gender })}
        options={[
          { value: 'female', label: say('female') },
          { value: 'male', label: say('male') },
          { value: 'other', label: say('gender.other') },
        ]}
      />
      <Choice
        label={say('language')}
        inline
        required
        value={value.language}
        onChange={(language) => onChange({ ...value, language })}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </>
  )
}
