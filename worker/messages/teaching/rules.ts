// Texts of messages to trainers, and to those whom they taught. Pure.
import type { Language, Text } from '../rules.ts'

/** Texts about duties, about being sent somewhere, and about feedback. */
export const TEACHING = {
  'duty-given': {
    hi: (f) => ({
      subject: `आपको पढ़ाना है: ${f('whatHi')}`,
      body: `आपको पढ़ाना है: ${f('whatHi')}, ${f('when')}। न आ सकें तो यहाँ बताइए: ${f('link')}`,
    }),
    en: (f) => ({
      subject: `You are to teach: ${f('whatEn')}`,
      body: `You are to teach: ${f('whatEn')}, ${f('when')}. If you cannot come, say so here: ${f('link')}`,
    }),
  },
  'duty-taken': {
    hi: (f) => ({
      subject: `अब आपको नहीं पढ़ाना: ${f('whatHi')}`,
      body: `${f('whatHi')}, ${f('when')}: अब आपको नहीं पढ़ाना है। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `You no longer teach: ${f('whatEn')}`,
      body: `${f('whatEn')}, ${f('when')}: you no longer teach there. ${f('link')}`,
    }),
  },
  'duty-declined': {
    hi: (f) => ({
      subject: `प्रशिक्षक ने मना किया: ${f('whatHi')}`,
      body: `${f('nameHi')} नहीं पढ़ा सकेंगे: ${f('whatHi')}, ${f('when')}। कारण: ${f('reason')}। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `A trainer declined: ${f('whatEn')}`,
      body: `${f('nameEn')} cannot teach ${f('whatEn')}, ${f('when')}. Why: ${f('reason')}. ${f('link')}`,
    }),
  },
  'trainer-sent': {
    hi: (f) => ({
      subject: `आपको भेजा गया: ${f('unitHi')}`,
      body: `${f('unitHi')} में कोई प्रशिक्षक नहीं है: ${f('tierHi')} वहाँ आप पढ़ाएँगे। ${f('link')}`,
    }),
    en: (f) => ({
      subject: `You are sent to ${f('unitEn')}`,
      body: `${f('unitEn')} has no trainer: you are to teach ${f('tierEn')} there. ${f('link')}`,
    }),
  },
  'feedback-asked': {
    hi: (f) => ({
      subject: `कैसा रहा? ${f('workshopHi')}`,
      body: `${f('workshopHi')} कैसा रहा? एक मिनट में बताइए, आपका नाम नहीं दिखेगा: ${f('link')}`,
    }),
    en: (f) => ({
      subject: `How was it? ${f('workshopEn')}`,
      body: `How was ${f('workshopEn')}? Tell us in a minute, your name is not shown: ${f('link')}`,
    }),
  },
} as const satisfies Record<string, Record<Language, Text>>
