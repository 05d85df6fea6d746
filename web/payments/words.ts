import type { Language } from '../text/index.ts'

const HINDI =
  'शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे'.split(
    ' ',
  )

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const GROUPS = [
  { size: 10_000_000, en: 'crore', hi: 'करोड़' },
  { size: 100_000, en: 'lakh', hi: 'लाख' },
  { size: 1_000, en: 'thousand', hi: 'हज़ार' },
  { size: 100, en: 'hundred', hi: 'सौ' },
] as const

const belowHundred = (value: number, language: Language): string => {
  if (language === 'hi') return HINDI[value] ?? ''
  const ones = value % 10
  const small = ENGLISH[value]
  if (small !== undefined) return small
  const tens = TENS[(value - ones) / 10] ?? ''
  return ones === 0 ? tens : `${tens}-${ENGLISH[ones]}`
}

/** A whole number below a thousand crores in words, counted in lakhs and crores. */
export const inWords = (value: number, language: Language): string => {
  if (value < 100) return belowHundred(value, language)
  const group = GROUPS.find(({ size }) => value >= size) ?? GROUPS[3]
  const rest = value % group.size
  const head = `${inWords((value - rest) / group.size, language)} ${group[language]}`
  return rest === 0 ? head : `${head} ${inWords(rest, language)}`
}

/** An amount in words as a receipt has it, such as "Rupees one thousand five hundred only"; undefined but for rupees. */
export const amountInWords = (
  amountMinor: number,
  currency: string,
  language: Language,
): string | undefined => {
  if (currency !== 'INR') return undefined
  const paise = amountMinor % 100
  const rupees = inWords((amountMinor - paise) / 100, language)
  if (language === 'hi') {
    return paise === 0 ? `${rupees} रुपये मात्र` : `${rupees} रुपये और ${inWords(paise, 'hi')} पैसे मात्र`
  }
  return paise === 0 ? `Rupees ${rupees} only` : `Rupees ${rupees} and paise ${inWords(paise, 'en')} only`
}
