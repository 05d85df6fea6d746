import { texts } from './index.ts'

/** Texts of the page of messages on one machine. */
export const messageTexts = texts('messages', {
  en: {
    title: 'Messages on this machine',
    lead: 'What would be sent by SMS or e-mail is shown here instead. In real use this page does not exist.',
    organisation: 'Messages of',
    codes: 'Codes only',
    to: 'to {{address}}',
    'to.nobody': 'nobody can be reached by it',
    waiting: 'waiting',
    failed: 'not sent: {{error}}',
    empty: 'No message yet',
    'empty.text': 'Ask for a code on the sign-in page; it appears here within seconds.',
    'empty.go': 'To the sign-in page',
    none: 'There is no such page here',
    'none.text': 'Messages are really sent on this server.',
    copy: 'Copy the code',
    copied: 'Copied',
  },
  hi: {
    title: 'इस मशीन के संदेश',
    lead: 'जो एसएमएस या ई-मेल से जाता, वह यहाँ दिखता है। असली चलन में यह पन्ना नहीं होता।',
    organisation: 'किसके संदेश',
    codes: 'केवल कोड',
    to: '{{address}} को',
    'to.nobody': 'इससे किसी तक नहीं पहुँचा जा सकता',
    waiting: 'जाना बाकी',
    failed: 'नहीं गया: {{error}}',
    empty: 'अभी कोई संदेश नहीं',
    'empty.text': 'प्रवेश के पन्ने पर कोड मँगाइए; कुछ ही पल में यहाँ दिखेगा।',
    'empty.go': 'प्रवेश के पन्ने पर जाएँ',
    none: 'यहाँ ऐसा कोई पन्ना नहीं है',
    'none.text': 'इस सर्वर से संदेश सचमुच भेजे जाते हैं।',
    copy: 'कोड कॉपी करें',
    copied: 'कॉपी हो गया',
  },
})
