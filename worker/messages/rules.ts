// Texts of messages, by topic and language. Pure. An SMS must be short: one sentence, the fact, the link.
import { TEACHING } from './teaching/rules.ts'

/** A language in which people are written to. */
export type Language = 'hi' | 'en'

/** What fills a text; missing facts leave a gap rather than the word "undefined". */
export type Facts = Record<string, unknown>

/** A text, to be filled with facts. */
export type Text = (fact: (name: string) => string) => { subject: string; body: string }

/** Amount in minor units as people write it: ₹1,500.00. */
export function amountText(minor: number, currency: string, language: Language): string {
  const locale = language === 'hi' ? 'hi-IN' : 'en-IN'
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 100)
}

const TEXTS = {
  'one-time-code': {
    hi: (f) => ({
      subject: 'प्रशिक्षण: आपका कोड',
      body: `${f('code')} प्रशिक्षण में प्रवेश का आपका कोड है। यह 10 मिनट चलेगा। किसी को न बताएँ।`,
    }),
    en: (f) => ({
      subject: 'Prashikshan: your code',
      body: `${f('code')} is your code for Prashikshan. It works for 10 minutes. Tell nobody.`,
    }),
  },
  'proof-code': {
    hi: (f) => ({
      subject: 'प्रशिक्षण: पुष्टि का कोड',
      body: `${f('code')} से पुष्टि कीजिए कि प्रवेश के रास्ते आप ही बदल रहे हैं। यह 10 मिनट चलेगा। किसी को न बताएँ।`,
    }),
    en: (f) => ({
      subject: 'Prashikshan: confirm that it is you',
      body: `${f('code')} confirms that you are changing how you sign in. It works for 10 minutes. Tell nobody.`,
    }),
  },
  'contact-code': {
    hi: (f) => ({
      subject: 'प्रशिक्षण: नया संपर्क',
      body: `${f('code')} से यह संपर्क प्रशिक्षण के एक खाते में जुड़ेगा। आपने न कहा हो तो किसी को न बताएँ।`,
    }),
    en: (f) => ({
      subject: 'Prashikshan: a new contact',
      body: `${f('code')} adds this contact to an account of Prashikshan. If you did not ask for it, tell nobody.`,
    }),
  },
  'registration-received': {
    hi: (f) => ({
      subject: `पंजीकरण हुआ: ${f('workshopHi')}`,
      body: `${f('nameHi')}, ${f('workshopHi')} में आपका पंजीकरण हो गया। आपका कोड: ${f('code')}। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Registered: ${f('workshopEn')}`,
      body: `${f('nameEn')}, you are registered for ${f('workshopEn')}. Your code: ${f('code')}. ${f('link')}`,
    }),
  },
  'registration-cancelled': {
    hi: (f) => ({
      subject: `पंजीकरण रद्द: ${f('workshopHi')}`,
      body: `${f('workshopHi')} में आपका पंजीकरण रद्द कर दिया गया है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Cancelled: ${f('workshopEn')}`,
      body: `Your registration for ${f('workshopEn')} was cancelled. ${f('link')}`,
    }),
  },
  'payment-received': {
    hi: (f) => ({
      subject: `शुल्क मिला: रसीद ${f('receiptNumber')}`,
      body: `${f('amountHi')} मिले। रसीद ${f('receiptNumber')}। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Payment received: receipt ${f('receiptNumber')}`,
      body: `${f('amountEn')} received. Receipt ${f('receiptNumber')}. ${f('link')}`,
    }),
  },
  'payment-late': {
    hi: (f) => ({
      subject: 'भुगतान देर से मिला: पैसे लौट रहे हैं',
      body: `क्षमा कीजिए, ${f('amountHi')} मिलने तक आपकी सीट छूट चुकी थी। पूरी रकम अपने आप लौटाई जा रही है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Your payment came late: it goes back',
      body: `Sorry: ${f('amountEn')} came after your seat was gone. All of it is on its way back to you. ${f('link')}`,
    }),
  },
  'payment-reseated': {
    hi: (f) => ({
      subject: 'देर से, पर सीट पक्की',
      body: `${f('amountHi')} देर से मिले, पर सीट खाली थी: आपकी जगह पक्की है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Late, but you have your seat',
      body: `${f('amountEn')} came late, but the seat was still free: it is yours. ${f('link')}`,
    }),
  },
  'payment-returned': {
    hi: (f) => ({
      subject: 'आपका भुगतान लौटाया गया',
      body: `${f('amountHi')} आपको लौटाए गए, क्योंकि इनसे कोई शुल्क नहीं चुकना था। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Your payment was returned',
      body: `${f('amountEn')} were returned to you, because they paid no fee. ${f('link')}`,
    }),
  },
  'claim-refused': {
    hi: (f) => ({
      subject: 'आपका भुगतान नहीं मिला',
      body: `${f('amountHi')} नहीं मिले: ${f('reason')}। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Your payment was not found',
      body: `${f('amountEn')} was not found: ${f('reason')}. ${f('link')}`,
    }),
  },
  'payment-void': {
    hi: (f) => ({
      subject: `रसीद ${f('receiptNumber')} रद्द`,
      body: `बैंक से ${f('amountHi')} नहीं आए: ${f('reason')}। शुल्क फिर बाकी है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Receipt ${f('receiptNumber')} is void`,
      body: `The bank did not pay ${f('amountEn')}: ${f('reason')}. The fee is owed again. ${f('link')}`,
    }),
  },
  'account-changed': {
    hi: (f) => ({
      subject: 'शुल्क का खाता बदला',
      body: `शुल्क किस खाते में जाए, यह बदला गया है: ${f('name')}। आपने नहीं कहा हो तो अभी देखिए। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'The account for fees was changed',
      body: `Where fees are sent was changed: ${f('name')}. If you do not know why, look now. ${f('link')}`,
    }),
  },
  'refund-outside': {
    hi: (f) => ({
      subject: 'स्ट्राइप से सीधे पैसे लौटाए गए',
      body: `${f('amountHi')} स्ट्राइप के डैशबोर्ड से लौटाए गए। बही में दर्ज हो गया है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Money was given back at Stripe itself',
      body: `${f('amountEn')} were given back from Stripe’s dashboard. It stands in the books. ${f('link')}`,
    }),
  },
  'payer-near': {
    hi: (f) => ({
      subject: 'एक दाता ₹20,000 के पास है',
      body: `इस वित्त वर्ष में एक दाता से ${f('amountHi')} आ चुके हैं। ₹20,000 से ऊपर नाम और पता आयोग को देना होता है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'A payer comes near Rs 20,000',
      body: `${f('amountEn')} came from one payer this financial year. Above Rs 20,000 his name and address are reported. ${f('link')}`,
    }),
  },
  'payer-reported': {
    hi: (f) => ({
      subject: 'एक दाता ₹20,000 से ऊपर है',
      body: `इस वित्त वर्ष में एक दाता से ${f('amountHi')} आए हैं: उनका नाम, पता और पैन लिख लें, रिपोर्ट में देना होगा। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'A payer is above Rs 20,000',
      body: `${f('amountEn')} came from one payer this financial year: write down his name, address and PAN, for they are reported. ${f('link')}`,
    }),
  },
  'dispute-opened': {
    hi: (f) => ({
      subject: 'एक भुगतान पर बैंक का विवाद',
      body: `बैंक ${f('amountHi')} वापस माँगता है। ${f('due')} तक स्ट्राइप पर सबूत दीजिए। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'A bank disputes a payment',
      body: `A bank wants ${f('amountEn')} back. Give evidence at Stripe until ${f('due')}. ${f('link')}`,
    }),
  },
  'payment-review': {
    hi: (f) => ({
      subject: 'आपका भुगतान जाँचा जा रहा है',
      body: `${f('amountHi')} मिले, कोषाध्यक्ष जाँच रहे हैं। तब तक आपकी सीट सुरक्षित है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'Your payment is being looked at',
      body: `${f('amountEn')} came and the treasurer looks at it. Your seat is kept meanwhile. ${f('link')}`,
    }),
  },
  'payment-failed': {
    hi: (f) => ({
      subject: 'भुगतान नहीं हुआ',
      body: `बैंक ने आपका भुगतान नहीं किया। सीट अभी आपकी है: एक घंटे के भीतर फिर कोशिश कीजिए। ${f('link')}`,
    }),
    en: (f) => ({
      subject: 'The payment did not go through',
      body: `Your bank did not pay. You still have your seat: try again within the hour. ${f('link')}`,
    }),
  },
  'seat-lapsed': {
    hi: (f) => ({
      subject: `सीट छूट गई: ${f('workshopHi')}`,
      body: `${f('workshopHi')} का शुल्क समय पर नहीं आया, इसलिए आपकी सीट छोड़ दी गई। फिर पंजीकरण कीजिए: ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Seat released: ${f('workshopEn')}`,
      body: `The fee for ${f('workshopEn')} did not come in time and your seat was released. Register again: ${f('link')}`,
    }),
  },
  'seat-offered': {
    hi: (f) => ({
      subject: `सीट मिल गई: ${f('workshopHi')}`,
      body: `${f('workshopHi')} में आपकी बारी आ गई। ${f('until')} (IST) तक सीट लीजिए: ${f('link')}`,
    }),
    en: (f) => ({
      subject: `A seat for you: ${f('workshopEn')}`,
      body: `It is your turn at ${f('workshopEn')}. Take your seat by ${f('until')} IST: ${f('link')}`,
    }),
  },
  'offer-lapsed': {
    hi: (f) => ({
      subject: `बारी निकल गई: ${f('workshopHi')}`,
      body: `${f('workshopHi')} में आपकी सीट समय पर नहीं ली गई और अगले को दी गई। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Your turn passed: ${f('workshopEn')}`,
      body: `Your seat at ${f('workshopEn')} was not taken in time and went to the next. ${f('link')}`,
    }),
  },
  'nominations-lapsed': {
    hi: (f) => ({
      subject: `${f('tierHi')}: ${f('places')} जगहें अब आपको भरनी हैं`,
      body: `${f('unitHi')} की ${f('units')} इकाइयों ने ${f('places')} जगहें नहीं भरीं; उनकी तारीख़ बीत गई। अब नाम आप दीजिए। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `${f('tierEn')}: ${f('places')} places are yours to fill now`,
      body: `${f('units')} units of ${f('unitEn')} left ${f('places')} places open and their day is over. Nominate people for them. ${f('link')}`,
    }),
  },
  'refund-paid': {
    hi: (f) => ({
      subject: `शुल्क वापस: वाउचर ${f('voucher')}`,
      body: `${f('amountHi')} आपको लौटाए गए। वाउचर ${f('voucher')}। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `Refund: voucher ${f('voucher')}`,
      body: `${f('amountEn')} was given back to you. Voucher ${f('voucher')}. ${f('link')}`,
    }),
  },
  ...TEACHING,
  'credential-issued': {
    hi: (f) => ({ subject: 'आपका प्रमाणपत्र', body: `बधाई! आपका प्रमाणपत्र ${f('code')} तैयार है। ${f('link')}` }),
    en: (f) => ({
      subject: 'Your credential',
      body: `Congratulations! Your credential ${f('code')} is ready. ${f('link')}`,
    }),
  },
} as const satisfies Record<string, Record<Language, Text>>

/** Something that people are told about. */
export type Topic = keyof typeof TEXTS

/** Every topic that has texts. */
export const TOPICS = Object.keys(TEXTS) as Topic[]

/**
 * The text of a topic in a language; undefined for a topic without texts. A link that a trigger wrote begins with `/`: it
 * does not know the origin where the service lives.
 */
export function textOf(
  topic: string,
  language: Language,
  facts: Facts,
  origin = '',
): { subject: string; body: string } | undefined {
  const texts: Partial<Record<string, Record<Language, Text>>> = TEXTS
  const fill = (name: string) => {
    const text = String(facts[name] ?? '')
    return name === 'link' && text.startsWith('/') ? origin + text : text
  }
  return texts[topic]?.[language]((name) => (name.startsWith('amount') ? amountOf(facts, name) : fill(name)))
}

function amountOf(facts: Facts, name: string): string {
  return amountText(
    Number(facts.amountMinor ?? 0),
    String(facts.currency ?? 'INR'),
    name.endsWith('Hi') ? 'hi' : 'en',
  )
}
