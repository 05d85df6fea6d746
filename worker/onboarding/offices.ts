/** A kind of office as an organisation begins with it. */
type Office = { id: string; nameEn: string; nameHi: string }

const COMMON: readonly (readonly [string, string, string])[] = [
  ['president', 'President', 'अध्यक्ष'],
  ['vice-president', 'Vice-president', 'उपाध्यक्ष'],
  ['general-secretary', 'General secretary', 'महामंत्री'],
  ['secretary', 'Secretary', 'मंत्री'],
  ['treasurer', 'Treasurer', 'कोषाध्यक्ष'],
  ['member', 'Member of the committee', 'कार्यकारिणी सदस्य'],
]

const PARTY: readonly (readonly [string, string, string])[] = [
  ['booth-president', 'Booth president', 'बूथ अध्यक्ष'],
  ['booth-agent', 'Booth agent', 'बूथ एजेंट'],
  ['spokesperson', 'Spokesperson', 'प्रवक्ता'],
  ['mp', 'Member of Parliament', 'सांसद'],
  ['mla', 'Member of the Legislative Assembly', 'विधायक'],
  ['mlc', 'Member of the Legislative Council', 'विधान परिषद सदस्य'],
  ['zila-panchayat', 'Member of the district council', 'ज़िला पंचायत सदस्य'],
  ['janpad-panchayat', 'Member of the block council', 'जनपद पंचायत सदस्य'],
  ['sarpanch', 'Sarpanch', 'सरपंच'],
  ['councillor', 'Municipal councillor', 'पार्षद'],
  ['candidate', 'Candidate', 'प्रत्याशी'],
]

/** The kinds of office that an organisation of a kind begins with; more are added and none must be used. */
export const officesOf = (kind: string): Office[] =>
  [...COMMON, ...(kind === 'political_party' ? PARTY : [])].map(([id, nameEn, nameHi]) => ({
    id,
    nameEn,
    nameHi,
  }))
