import { useLanguage, useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { TextField } from '../ui/field.tsx'

type NamesFieldProps = {
  nameEn: string
  nameHi: string
  onChange: (language: 'nameEn' | 'nameHi', value: string) => void
  label?: { en: string; hi: string } | undefined
  hint?: string | undefined
  errors?: { en: string | undefined; hi: string | undefined } | undefined
  maxLength?: number | undefined
  required?: boolean | undefined
}

/** A name in both languages, the interface's own first; the other may be left empty. */
export const NamesField = (props: NamesFieldProps) => {
  const { nameEn, nameHi, onChange, label, hint, errors, maxLength = 120, required = true } = props
  const say = useText(planning)
  const language = useLanguage()
  const english = (
    <TextField
      key="en"
      label={label?.en ?? say('name.en')}
      hint={language === 'en' ? hint : undefined}
      error={errors?.en}
      required={required && language === 'en'}
      lang="en"
      maxLength={maxLength}
      value={nameEn}
      onChange={(value) => onChange('nameEn', value)}
    />
  )
  const hindi = (
    <TextField
      key="hi"
      label={label?.hi ?? say('name.hi')}
      hint={language === 'hi' ? hint : undefined}
      error={errors?.hi}
      required={required && language === 'hi'}
      lang="hi"
      maxLength={maxLength}
      value={nameHi}
      onChange={(value) => onChange('nameHi', value)}
    />
  )
  return language === 'hi' ? [hindi, english] : [english, hindi]
}
